// A night at Makhmour, invented, and the facts of the reports in our words: every state the page must show.
export const NOW = Date.parse('2026-01-15T03:12:00+03:00');
export const at = (clock, day = '2026-01-15') => Date.parse(`${day}T${clock}:00+03:00`);
const I = 'iraq/makhmour';
const K = 'kurdistan/makhmour';

export const PARTIES = {
  iraq: { en: 'Federal Iraq: Ministry of Defence, Joint Operations Command', ar: 'وزارة الدفاع العراقية', ckb: 'وەزارەتی بەرگری عێراق' },
  kurdistan: { en: 'Kurdistan Region: Ministry of Peshmerga Affairs', ar: 'وزارة البيشمركة', ckb: 'وەزارەتی پێشمەرگە' },
  usa: { en: 'United States: security coordination office in Iraq' },
  coalition: { en: 'Combined Joint Task Force – Operation Inherent Resolve' },
};
export const CENTRES = [
  { key: 'nineveh', names: { en: 'Nineveh', ar: 'نينوى', ckb: 'نەینەوا' }, place: { lat: 36.34, lon: 43.13, precision_m: 1000, name: 'Mosul' } },
  { key: 'makhmour', names: { en: 'Makhmour', ar: 'مخمور', ckb: 'مەخموور', kmr: 'Mexmûr' }, place: { lat: 35.775, lon: 43.58, precision_m: 1000, name: 'Makhmour' } },
  { key: 'kirkuk', names: { en: 'Kirkuk', ar: 'كركوك', ckb: 'کەرکووک' }, place: { lat: 35.468, lon: 44.392, precision_m: 1000, name: 'Kirkuk' } },
  { key: 'khanaqin', names: { en: 'Khanaqin', ar: 'خانقين', ckb: 'خانەقین' }, place: { lat: 34.348, lon: 45.391, precision_m: 1000, name: 'Khanaqin' } },
];
export const NODES = [
  ...CENTRES.flatMap(({ key, names }) => [
    { party: 'iraq', node: key, names: { en: `Iraqi desk, ${names.en}`, ar: `المكتب العراقي، ${names.ar}`, ckb: `مێزی عێراق، ${names.ckb}` } },
    { party: 'kurdistan', node: key, names: { en: `Peshmerga desk, ${names.en}`, ar: `مكتب البيشمركة، ${names.ar}`, ckb: `مێزی پێشمەرگە، ${names.ckb}` } },
  ]),
  { party: 'iraq', node: 'baghdad', names: { en: 'Baghdad', ar: 'بغداد', ckb: 'بەغدا' } },
  { party: 'kurdistan', node: 'erbil', names: { en: 'Erbil', ar: 'أربيل', ckb: 'هەولێر' } },
  { party: 'usa', node: 'washington', names: { en: 'Washington' } },
  { party: 'coalition', node: 'erbil', names: { en: 'Coalition, Erbil' } },
];
const town = (key, role, lat, lon, en, ar, ckb) => ({ key, role, lat, lon, names: { en, ar, ckb } });
export const PLACES = [
  town('sinjar', 'town', 36.32, 41.861, 'Sinjar', 'سنجار', 'شنگال'),
  town('mosul', 'city', 36.34, 43.13, 'Mosul', 'الموصل', 'مووسڵ'),
  town('erbil', 'city', 36.191, 44.009, 'Erbil', 'أربيل', 'هەولێر'),
  town('gwer', 'town', 36.045, 43.481, 'Gwer', 'الكوير', 'گوێڕ'),
  town('debaga', 'town', 35.873, 43.805, 'Debaga', 'ديبكة', 'دێبەگە'),
  town('makhmour', 'town', 35.775, 43.58, 'Makhmour', 'مخمور', 'مەخموور'),
  town('altun-kupri', 'town', 35.754, 44.137, 'Altun Kupri', 'التون كوبري', 'پردێ'),
  town('kirkuk', 'city', 35.468, 44.392, 'Kirkuk', 'كركوك', 'کەرکووک'),
  town('tuz', 'town', 34.888, 44.633, 'Tuz Khurmatu', 'طوز خورماتو', 'دووزخورماتوو'),
  town('khanaqin', 'town', 34.348, 45.391, 'Khanaqin', 'خانقين', 'خانەقین'),
  town('baghdad', 'city', 33.315, 44.366, 'Baghdad', 'بغداد', 'بەغدا'),
  town('g-nineveh', 'governorate', 36.0, 42.5, 'Nineveh', 'نينوى', 'نەینەوا'),
  town('g-salah', 'governorate', 34.75, 43.6, 'Salah al-Din', 'صلاح الدين', 'سەلاحەدین'),
  town('g-diyala', 'governorate', 34.0, 45.0, 'Diyala', 'ديالى', 'دیالە'),
  town('g-anbar', 'governorate', 34.0, 42.0, 'Anbar', 'الأنبار', 'ئەنبار'),
];
const LINE_I = [[36.87, 41.7], [36.9, 42.2], [36.86, 42.7], [36.72, 43.1], [36.45, 43.35], [36.1, 43.5], [35.98, 43.75], [35.82, 44.1], [35.62, 44.35], [35.35, 44.45], [35.0, 44.62], [34.7, 44.95], [34.42, 45.4]];
const LINE_K = [[36.87, 41.7], [36.76, 42.2], [36.73, 42.7], [36.55, 43.0], [36.25, 43.17], [35.9, 43.25], [35.76, 43.55], [35.78, 44.05], [35.5, 44.2], [35.1, 44.35], [34.72, 44.6], [34.45, 45.0], [34.42, 45.4]];
export const LINES = [
  { party: 'iraq', role: 'line', names: { en: 'Line, Iraqi geometry' }, points: LINE_I },
  { party: 'kurdistan', role: 'line', names: { en: 'Line, Peshmerga geometry' }, points: LINE_K },
  { party: 'iraq', role: 'area', names: { en: 'Area claimed by Iraq' }, points: [...LINE_I, ...[...LINE_K].reverse()] },
  { party: 'kurdistan', role: 'area', names: { en: 'Area claimed by the Region' }, points: [...LINE_K, ...[...LINE_I].reverse()] },
];

const log = (key, by, clock, text, extra = {}) => ({
  key, kind: 'log-entry', by, at: at(clock), slots: { centre: 'makhmour', text, told: extra.told ?? ['ops'], done: extra.done ?? true }, ...extra,
});
const incident = (key, by, clock, slots, extra = {}) => ({
  key, kind: 'incident', by, at: at(clock), slots: { centre: 'makhmour', observed: `2026-01-15T${clock}:00+03:00`, ...slots }, ...extra,
});
const place = (lat, lon, precision_m, name) => ({ lat, lon, precision_m, name });
/** [queued, delivered, opened, acknowledged] */
const way = (...clocks) => clocks.map((clock) => (clock ? at(clock) : null));

const message = (key, by, clock, text, urgent, way) => ({
  key, kind: 'desk-message', by, at: at(clock), slots: { centre: 'makhmour', to: by === I ? 'kurdistan' : 'iraq', text, urgent }, release: [{ way }],
});
const evening = { key: 'evening', kind: 'handover', by: I, author: 'Karim', at: at('22:04', '2026-01-14'), slots: { centre: 'makhmour', period: '2026-01-14T14:00:00+03:00/2026-01-14T22:00:00+03:00', open: ['Road works, Debaga to Makhmour, from 06:00', 'Radio of post 2 is weak'], note: 'Shift handed over, two items open' } };

export const NIGHT = [
  evening,
  message('strip', I, '01:55', 'Who watches the strip on Saturday night?', false, way('01:55', '01:55', '02:20')),
  message('bridge-ask', K, '02:20', 'Two of our cars pass Gwer at 02:40', false, way('02:20', '02:20', '02:21', '02:22')),
  message('clear', K, '03:08', 'Keep the Gwer road clear for the ambulance until 03:40', true, way('03:08', '03:08')),
  log('watch', I, '01:50', 'Asked liaison who watches the strip on Saturday night', { told: ['liaison'], release: [{ way: way('01:55', '01:55', '02:20') }] }),
  log('patrol', I, '02:14', 'Night patrol on the Gwer road, 02:30 to 05:00', { told: ['ops', 'post 4'], release: [{ way: way('02:14', '02:14', '02:15', '02:17') }] }),
  log('short', K, '02:22', 'One section short until 04:00, reserve called'),
  incident('vehicles', I, '02:31', {
    type: 'Strategic developments', summary: 'Two vehicles, no lights, east below Qarachogh', place: place(35.64, 43.68, 10_000, 'below Qarachogh'),
    place_exact: place(35.643, 43.681, 1000, null), size: '2 vehicles', activity: 'moving east', casualties: null,
    narrative_1: { level: 'confidential', text: 'Seen from post 4 by thermal sight.' }, narrative_2: { level: 'restricted', text: 'Lost behind the ridge at 02:36.' }, written_for_release: 'Two vehicles without lights moving east.', grading: 'B2', source: 'post 4',
  }, { caveats: ['OWN POSITIONS'], links: [{ to: 'lights', relation: 'same-event' }], release: [{ slots: ['centre', 'observed', 'type', 'summary', 'size', 'activity', 'written_for_release'], way: way('02:31', '02:31', '02:32') }] }),
  incident('lights', K, '02:31', {
    type: 'Strategic developments', summary: 'Lights moving east under Qarachogh', place: place(35.64, 43.7, 10_000, null), size: '2 or more', activity: 'moving east', grading: 'C3', source: 'observation post',
  }, { release: [{ way: way('02:31', '02:31', '02:33', '02:35') }] }),
  log('bridge', K, '02:41', 'Is the bridge at Gwer open to ambulances?', { release: [{ way: way('02:41', '02:52', '02:53', '02:58') }] }),
  log('relief', I, '02:44', 'Relief of the post at the old school at 05:00', { told: ['post 4'], done: false }),
  incident('shots', I, '02:58', {
    type: 'Armed clash', summary: 'Shots at a checkpoint near Debaga', place: place(35.87, 43.8, 10_000, 'near Debaga'), place_exact: place(35.873, 43.805, 100, 'checkpoint near Debaga'),
    size: 'not known', activity: 'shots from the wadi', casualties: [{ group: 'security forces', harm: 'wounded', min: 1, best: 2, max: 3 }],
    narrative_1: { level: 'restricted', text: 'Shots from the wadi at 02:56, patrol 2 took cover, two hurt.' }, written_for_release: 'Shots at a checkpoint, two hurt, ambulance asked for.', grading: 'B2', source: 'patrol 2',
  }, { caveats: ['OWN POSITIONS'], told: ['ops', 'medic'], release: [{ slots: ['centre', 'observed', 'type', 'summary', 'place', 'activity', 'casualties'], way: way('02:58', '02:58', '03:01') }, { slots: ['written_for_release'], way: way('03:06', '03:06') }] }),
  { key: 'shots-less', kind: 'correction', by: I, at: at('03:07'), matter: 'shots', corrects: 'shots', slots: { target_kind: 'incident', reason: 'recounted at the hospital', casualties: [{ group: 'security forces', harm: 'wounded', min: 2, best: 2, max: 2 }] }, release: [{ way: way('03:07', '03:07') }] },
  log('ambulance', K, '03:05', 'Ambulance sent from Makhmour hospital to Debaga', { release: [{ way: way('03:05', '03:05', '03:06', '03:06') }] }),
  { key: 'ambulance-two', kind: 'correction', by: K, at: at('03:08'), matter: 'ambulance', corrects: 'ambulance', slots: { target_kind: 'log-entry', reason: 'two cars', text: 'Two ambulances sent from Makhmour hospital to Debaga' }, release: [{ way: way('03:08', '03:08') }] },
  incident('drone', K, '03:09', { type: 'Drone strike', summary: 'Drone heard over our post, not seen', place: place(35.71, 43.42, 1000, null), size: '1', source: 'post' }),
  log('quiet', I, '03:11', 'Checkpoint near Debaga quiet again', { release: [{ way: way('03:11') }] }),
];

const who = (name, title, party) => ({ name, title, party });
const range = (min, best, max, qualifier = 'about') => ({ min, best, max, qualifier });
const fact = (key, kind, by, report, slots, extra = {}) => ({ key, kind, by, report, at: at('09:00', '2026-01-02'), slots, release: [{ way: way('01:00', '01:00') }], ...extra });
export const FACTS = [
  fact('m000', 'meeting', 'kurdistan/erbil', '000', { title: 'Barzani and Phelps', when: '2021-07-26/2021-12', where: 'Erbil', attendees: [who('Nechirvan Barzani', 'President', 'kurdistan'), who('Phelps', 'General', 'usa')], topics: ['security', 'Sinjar', 'changed tasks of US forces'] }),
  fact('m002', 'meeting', 'kurdistan/erbil', '002', { title: 'Chief of staff and deputy commander', when: '2021-10/2021-12', where: 'Erbil', series: 'joint coordination', facilitator: 'coalition', attendees: [who('Jamal Mohammed', 'Lt. Gen.', 'kurdistan'), who('Abdulamir al-Shammari', 'Gen.', 'iraq'), who('Fogarty', 'Brig. Gen.', 'coalition')], topics: ['coordination centres', 'two joint brigades'], outcome: 'both sides to consider and come back' }),
  fact('m001', 'meeting', 'iraq/baghdad', '001', { title: 'Second Joint Security Cooperation Dialogue', when: '2024-07~', where: 'Washington', attendees: [who('Lloyd Austin', 'Secretary', 'usa'), who('Thabit al-Abbasi', 'Minister', 'iraq')], topics: ['military commission', 'new phase'] }),
  fact('m001b', 'meeting', 'iraq/baghdad', '001', { title: 'Meetings towards a roadmap', when: '2024-02/2024-07', where: null, topics: ['timeline for international troops'] }),
  fact('m004', 'meeting', 'kurdistan/erbil', '004', { title: 'Barzani and Leahy', when: '2024', where: 'Erbil', attendees: [who('Nechirvan Barzani', 'President', 'kurdistan'), who('Kevin Leahy', 'General', 'coalition')], topics: ['unification of the Peshmerga'] }),
  fact('m003', 'meeting', 'iraq/baghdad', '003', { title: 'Technical consultations on the new phase', when: '2024-12/2025', where: 'Baghdad', topics: ['joint statement'] }),
  fact('c-leave', 'commitment', 'usa/washington', '000', { text: 'US combat forces leave', owner: 'usa', beneficiary: 'iraq', due: '2021-12-31', state: 'agreed', pending: [] }, { at: at('12:00', '2021-07-26'), superseded_by: 'c-leave2' }),
  fact('c-leave2', 'commitment', 'usa/washington', '003', { text: 'Withdrawal of international forces', owner: 'usa', beneficiary: 'iraq', due: '2026', state: 'agreed', pending: [] }, { supersedes: 'c-leave' }),
  fact('c-brig', 'commitment', 'kurdistan/erbil', '002', { text: 'Two joint brigades', owner: 'iraq', beneficiary: 'kurdistan', due: null, state: 'proposed', pending: ['iraq', 'kurdistan'] }, { at: at('12:00', '2021-10-15') }),
  fact('c-unify', 'commitment', 'kurdistan/erbil', '004', { text: 'Peshmerga under one command', owner: 'kurdistan', beneficiary: 'coalition', due: '2024/..', state: 'agreed', pending: [] }, { at: at('12:00', '2024-03-01') }),
  fact('s-coal', 'strength', 'iraq/baghdad', '000', { contributor: 'Coalition', count: range(null, 3000, null), as_of: '2021', task: 'training and advising' }),
  fact('s-us21', 'strength', 'iraq/baghdad', '000', { contributor: 'United States', count: range(null, 2500, null, 'exact'), as_of: '2021', task: null }, { part_of: 's-coal' }),
  fact('s-task', 'strength', 'iraq/baghdad', '000', { contributor: 'Tasks changed, number remaining', count: range(null, null, null, 'not stated'), as_of: '2022/..', task: 'training and advising' }),
  fact('s-esp', 'strength', 'iraq/baghdad', '001', { contributor: 'Spain', count: range(null, 180, null), as_of: '2024-07', task: null }),
  fact('s-us25', 'strength', 'iraq/baghdad', '003', { contributor: 'United States', count: range(null, 2500, null), as_of: '2025', task: null }),
  fact('e-un', 'estimate', 'iraq/baghdad', '004', { of: 'ISIS fighters', quantity: range(3000, null, 5000, 'exact'), as_of: '2024-01', area: 'Iraq and Syria', by: 'UN', definition: 'fighters' }),
  fact('e-attacks', 'estimate', 'iraq/baghdad', '004', { of: 'attacks, on the year before', quantity: range(null, null, null, 'not stated'), as_of: '2024', area: 'Iraq and Syria', by: 'CENTCOM', definition: 'nearly doubled; no counts given' }),
  fact('i-diyala', 'incident', 'iraq/baghdad', '004', { centre: 'khanaqin', observed: '2024', type: 'Armed clash', summary: 'Clashes in Diyala, six security personnel dead', place: { lat: 34.0, lon: 45.0, precision_m: 50_000, name: 'Diyala' }, casualties: [{ group: 'security forces', harm: 'killed', min: 6, best: 6, max: 6 }] }, { at: at('12:00', '2024-06-01') }),
];

/** A year of invented incidents, so that scrolling and the map have something to do. */
export function year(count) {
  let seed = 7;
  const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
  const types = ['Armed clash', 'Remote explosive', 'Abduction', 'Strategic developments', 'Attack'];
  const says = ['Flare north-west of the post', 'Tracks across the wadi, two men', 'Device found on the road shoulder', 'Shots heard, no source seen', 'Empty camp with warm ashes', 'Truck without plates turned back'];
  return Array.from({ length: count }, (_, index) => {
    const along = random() * (LINE_I.length - 1);
    const [lat, lon] = LINE_I[Math.floor(along)];
    const coarse = random() < 0.2;
    const when = NOW - 3_600_000 * (6 + random() * 24 * 360);
    const centre = CENTRES[Math.min(3, Math.floor((along / LINE_I.length) * 4))].key;
    const draw = random();
    const release = draw < 0.4 ? [{ way: [when, when + 400, null, null] }] : draw < 0.7 ? [{ slots: ['centre', 'type', 'summary', 'place'], way: [when, when + 900, null, null] }] : draw < 0.8 ? [{ way: [when + 9 * 86_400_000, when + 9 * 86_400_000 + 600, null, null] }] : [];
    return {
      key: `y${index}`, kind: 'incident', by: `${random() < 0.5 ? 'iraq' : 'kurdistan'}/${centre}`, at: when,
      slots: { centre, observed: new Date(when).toISOString(), type: types[index % types.length], summary: says[index % says.length], place: { lat: lat + random() * 0.4 - 0.3, lon: lon + random() * 0.4 - 0.2, precision_m: coarse ? 20_000 : 1000, name: null }, size: `${1 + (index % 6)}`, source: index % 3 ? 'patrol' : 'post' },
      release,
    };
  });
}
