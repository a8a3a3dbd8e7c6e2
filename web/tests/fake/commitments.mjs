// The stand-in's board of commitments: facts that show every state, a fold of what each side said, pages of rows.
import { createHash } from 'node:crypto';
import { NOW } from './scenario.mjs';

const DAY = 86_400_000;
const idOf = (key) => createHash('sha256').update(key).digest('hex');
const day = (offset) => new Date(NOW + offset * DAY + 3 * 3_600_000).toISOString().slice(0, 10);
const at = (iso) => Date.parse(`${iso}T10:00:00+03:00`);
const partyOf = (by) => by.split('/')[0];

const shared = (key, kind, by, iso, slots, extra = {}) => ({ key, kind, by, at: at(iso), shared: true, slots, release: [{ way: [at(iso), at(iso) + 400] }], ...extra });
const owed = (key, by, iso, text, owner, beneficiary, due, extra = {}) => {
  const { refs = [], ar, ckb, clause = null, quote = null, agreed = iso, ...more } = extra;
  return shared(key, 'commitment', by, iso, { text, texts: ar || ckb ? { en: text, ...(ar ? { ar } : {}), ...(ckb ? { ckb } : {}) } : null, owner, beneficiary, agreed, due, clause, quote }, { refs, ...more });
};
const said = (key, by, iso, of, what, on, note = null, cites = []) => shared(key, 'progress', by, iso, { what, on, note, attachments: null }, { refs: [{ rel: 'about', id: idOf(of) }, ...cites.map((one) => ({ rel: 'cites', id: idOf(one) }))], matter: of });
const cites = (key) => ({ rel: 'cites', id: idOf(key) });
const inProgramme = { rel: 'part-of', id: idOf('p-reform') };
const clause = (number, en, ar, ckb) => ({ number, field: '', texts: { en, ar, ckb } });

const TWO = ['iraq', 'kurdistan'];
const both = (of, iso) => TWO.map((party) => ({ of, party, answer: 'concurred', at: at(iso), officer: null, reason: null, clauses: [], dissent: null, fault: null }));
/** Where the parties stand on the acts below. */
export const COMMITMENT_POSITIONS = [...both('d-centres', '2025-10-02')];
/** A joint act as both sides hold it. */
export const joint = (key, kind, by, iso, names, slots, extra = {}) =>
  shared(key, kind, by, iso, { centre: 'makhmour', names, required: TWO, facilitator: 'coalition', lapses: null, ...slots }, extra);

export const COMMITMENTS = [
  joint('d-centres', 'decision', 'iraq/makhmour', '2025-10-02', { en: 'Work of the four joint centres', ar: 'عمل المراكز المشتركة الأربعة', ckb: 'کاری چوار ناوەندە هاوبەشەکە' }, {
    from: '2025-10-02',
    clauses: [
      clause('1', 'Each side names liaison officers to each centre.', 'يسمّي كل طرف ضباط ارتباط في كل مركز.', 'هەر لایەنێک ئەفسەری پەیوەندی بۆ هەر ناوەندێک دیاری دەکات.'),
      clause('2', 'Reports near the line are passed on within one hour.', 'تُبلَّغ التقارير القريبة من الخط خلال ساعة.', 'ڕاپۆرتەکانی نزیک هێڵ لە ماوەی کاتژمێرێکدا دەگەیەنرێن.'),
      clause('3', 'Both sides exchange their geometry of the line.', 'يتبادل الطرفان إحداثيات الخط لدى كل منهما.', 'هەردوو لایەن هێڵەکەی خۆیان لەگەڵ یەک دەگۆڕنەوە.'),
    ],
  }),
  shared('p-reform', 'programme', 'usa/washington', '2025-03-01', { names: { en: 'Assistance to the reform of the Peshmerga', ar: 'دعم إصلاح البيشمركة', ckb: 'پشتگیریی چاکسازیی پێشمەرگە' }, scope: 'Advisers, training, pay by bank', funder: 'usa', recipient: 'kurdistan', period: '2025/..' }),
  shared('p-books', 'programme', 'iraq/makhmour', '2025-09-01', { names: { en: 'Common forms at the centres', ar: 'نماذج موحّدة في المراكز', ckb: 'فۆرمی هاوبەش لە ناوەندەکان' }, scope: 'Log sheets, spot reports', funder: 'iraq', recipient: 'kurdistan', period: '2025-09/2026-06' }),
  shared('p-support', 'progress', 'usa/washington', '2025-11-20', { what: 'support', on: '2025-11', note: 'Twelve advisers for three months', attachments: null }, { refs: [{ rel: 'about', id: idOf('p-reform') }] }),
  owed('c-share', 'iraq/makhmour', '2025-10-02', 'Pass on reports near the line within one hour', 'iraq', 'kurdistan', day(-15), { refs: [cites('d-centres')], clause: '2', quote: 'within one hour', ar: 'إبلاغ التقارير القريبة من الخط خلال ساعة', ckb: 'گەیاندنی ڕاپۆرتەکانی نزیک هێڵ لە ماوەی کاتژمێرێکدا' }),
  owed('c-liaison', 'kurdistan/makhmour', '2025-10-02', 'Name liaison officers for all four centres', 'kurdistan', 'iraq', day(5), { refs: [cites('d-centres')], clause: '1', ar: 'تسمية ضباط ارتباط في المراكز الأربعة', ckb: 'دیاریکردنی ئەفسەرانی پەیوەندی بۆ هەر چوار ناوەند' }),
  owed('c-radio', 'iraq/makhmour', '2025-11-11', 'Radio in the room at Makhmour on the common net', 'iraq', 'kurdistan', day(26), { ar: 'جهاز لاسلكي في غرفة مخمور على الشبكة المشتركة', ckb: 'بێتەلی ژووری مەخموور لەسەر تۆڕی هاوبەش' }),
  owed('c-line-old', 'kurdistan/makhmour', '2025-10-02', 'Hand over our geometry of the line', 'kurdistan', 'iraq', '2025-11-15', { refs: [cites('d-centres')], clause: '3', superseded_by: 'c-line' }),
  owed('c-line', 'kurdistan/makhmour', '2025-11-16', 'Hand over our geometry of the line', 'kurdistan', 'iraq', '2025-12~', { refs: [cites('d-centres'), { rel: 'supersedes', id: idOf('c-line-old') }], matter: 'c-line-old', clause: '3', ar: 'تسليم إحداثيات الخط لدينا', ckb: 'ڕادەستکردنی هێڵەکەی خۆمان' }),
  said('c-line-claim', 'kurdistan/makhmour', '2026-01-10', 'c-line', 'claimed', '2026-01-09', 'Handed over at the Makhmour room', ['ambulance']),
  owed('c-sheets', 'iraq/makhmour', '2025-09-15', 'One sheet for spot reports at all centres', 'iraq', 'kurdistan', '2025-11-30', { refs: [{ rel: 'part-of', id: idOf('p-books') }] }),
  said('c-sheets-claim', 'iraq/makhmour', '2025-12-02', 'c-sheets', 'claimed', '2025-12-01', 'In use since Monday', ['watch']),
  said('c-sheets-yes', 'kurdistan/makhmour', '2025-12-05', 'c-sheets', 'accepted', '2025-12-05'),
  owed('c-bridge', 'iraq/makhmour', '2025-08-01', 'Keep the bridge at Gwer open to ambulances at night', 'iraq', 'kurdistan', day(60)),
  said('c-bridge-claim', 'iraq/makhmour', '2025-12-20', 'c-bridge', 'claimed', '2025-12-19', 'Order given to the post'),
  said('c-bridge-no', 'kurdistan/makhmour', '2025-12-28', 'c-bridge', 'disputed', '2025-12-28', 'Closed on two nights since'),
  owed('c-pay', 'kurdistan/erbil', '2025-03-01', 'Pay by bank for all brigades', 'kurdistan', 'usa', '2026-06/..', { refs: [inProgramme] }),
  owed('c-units', 'kurdistan/erbil', '2025-03-01', 'Both force structures under one ministry', 'kurdistan', 'usa', '2026-09', { refs: [inProgramme] }),
  owed('c-ask', 'kurdistan/makhmour', '2026-01-12', 'Share the watch of the strip on Saturday nights', 'iraq', 'kurdistan', '2026-03-01', { agreed: null, asked: true, ar: 'تقاسم مراقبة الشريط ليالي السبت', ckb: 'دابەشکردنی چاودێریی شریتەکە لە شەوانی شەممەدا' }),
];

/** Many more, so that scrolling a board has something to do. */
export function manyCommitments(count) {
  let seed = 11;
  const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
  const says = ['Repair the track to the post', 'Name a contact for the night', 'Send the list of checkpoints', 'Clear the culvert by the canal', 'Test the second radio', 'Mark the ford on both sheets'];
  return Array.from({ length: count }, (_, index) => {
    const ours = random() < 0.5;
    const due = day(Math.floor(random() * 900) - 250);
    return owed(`many${index}`, 'iraq/makhmour', '2025-01-05', `${says[index % says.length]}, no. ${index + 1}`, ours ? 'iraq' : 'kurdistan', ours ? 'kurdistan' : 'iraq', index % 40 === 0 ? null : due, { many: true });
  });
}

const value = (record, name) => record.slots[name] ?? null;
const hashed = (key) => (/^[0-9a-f]{64}$/.test(key) ? key : idOf(key));
const refsOf = (record, rel) => [...(record.refs ?? []), ...['supersedes', 'about'].flatMap((name) => (record[name] ? [{ rel: name, id: hashed(record[name]) }] : []))].filter((one) => one.rel === rel).map((one) => one.id);

/** Last day that a date allows, as a day's number; null where it is open. */
function lastDay(edtf) {
  const last = edtf?.split('/').at(-1);
  if (!last || last === '..') return null;
  const [year, month, date] = last.replace(/[~?%]/, '').split('-').map(Number);
  return Math.floor(Date.UTC(year, month ? (date ? month - 1 : month) : 12, date ?? 0) / DAY);
}
const span = (edtf) => (edtf ? { edtf, from: null, to: lastDay(edtf) === null ? null : lastDay(edtf) * DAY + 75_599_999, open: edtf.includes('..'), approximate: /[~?%]/.test(edtf) } : null);

function step(record) {
  return record ? { id: record.id, party: partyOf(record.by), what: record.slots.what, on: record.slots.on, at: record.at, note: record.slots.note, evidence: refsOf(record, 'cites') } : null;
}

/** Ours to do now, by what stands. */
function acts(us, { owner, beneficiary, state }, agreed) {
  if (state === 'proposed') return [owner, beneficiary].includes(us) && !agreed.includes(us) ? ['agree'] : [];
  if (state === 'claimed') return us === beneficiary ? ['accept', 'dispute'] : [];
  return us === owner && ['agreed', 'due', 'overdue', 'disputed', 'missed'].includes(state) ? ['claim'] : [];
}

function boardState(facts, left) {
  if (facts.superseded) return 'superseded';
  if (facts.verdict?.what === 'accepted') return 'met';
  if (facts.verdict?.what === 'disputed') return left !== null && left < 0 ? 'missed' : 'disputed';
  if (facts.claimed) return 'claimed';
  if (!facts.agreed) return 'proposed';
  if (left === null) return 'agreed';
  return left < 0 ? 'overdue' : left <= 30 ? 'due' : 'agreed';
}

function fold(world, seat) {
  const held = world.records.filter((record) => ['commitment', 'progress'].includes(record.kind) && world.held(record, seat));
  const today = Math.floor((world.now() + 3 * 3_600_000) / DAY);
  const about = new Map();
  for (const one of held.filter(({ kind }) => kind === 'progress')) about.set(refsOf(one, 'about')[0], [...(about.get(refsOf(one, 'about')[0]) ?? []), one]);
  const byId = new Map(held.map((record) => [record.id, record]));
  const later = new Map(held.flatMap((record) => refsOf(record, 'supersedes').map((id) => [id, record.id])));
  const earlier = (record) => refsOf(record, 'supersedes').flatMap((id) => (byId.has(id) ? [...earlier(byId.get(id)), byId.get(id)] : []));
  return held.filter((record) => record.kind === 'commitment').map((record) => {
    const steps = (about.get(record.id) ?? []).sort((a, b) => a.at - b.at);
    const claimed = steps.findLast((one) => one.slots.what === 'claimed') ?? null;
    const verdict = steps.findLast((one) => ['accepted', 'disputed'].includes(one.slots.what) && claimed && one.at >= claimed.at) ?? null;
    const [owner, beneficiary, due] = ['owner', 'beneficiary', 'due'].map((name) => value(record, name));
    const agreed = [partyOf(record.by), ...steps.filter((one) => one.slots.what === 'agreed').map((one) => partyOf(one.by))];
    const stands = record.slots.state ? record.slots.state !== 'proposed' : !record.asked && (record.report || record.shared) ? true : [owner, beneficiary].every((party) => agreed.includes(party));
    const left = lastDay(due) === null ? null : lastDay(due) - today;
    const superseded = later.has(record.id) || record.superseded_by;
    const state = boardState({ superseded, agreed: stands, claimed, verdict: step(verdict) }, left);
    const [cited] = refsOf(record, 'cites');
    const act = cited ? world.find(cited) : null;
    const names = act?.slots.names?.en ?? act?.slots.title ?? act?.slots.text ?? '';
    const row = {
      id: record.id, matter: record.matter ? hashed(record.matter) : record.id, party: partyOf(record.by), own: partyOf(record.by) === seat.party, text: value(record, 'text'), texts: value(record, 'texts') ?? {}, owner, beneficiary, state,
      alarm: ['due', 'overdue'].includes(state) ? (left < 0 ? -1 : left === 0 ? 0 : left <= 7 ? 7 : 30) : null, due: span(due), agreed: span(value(record, 'agreed')),
      late: claimed !== null && left !== null && (lastDay(claimed.slots.on) ?? 0) > lastDay(due), claimed: step(claimed), verdict: step(verdict),
      source: act ? { id: act.id, title: names, kind: act.kind, clause: value(record, 'clause'), quote: value(record, 'quote') } : null, programme: refsOf(record, 'part-of')[0] ?? null,
      slips: earlier(record).map((one) => ({ id: one.id, due: value(one, 'due'), at: one.at })), successor: later.get(record.id) ?? (record.superseded_by ? hashed(record.superseded_by) : null),
      can: [], label: { level: 'restricted', caveats: [], onward: 'originator' },
    };
    row.can = acts(seat.party, row, agreed);
    return { row, left };
  }).sort((a, b) => Number(['met', 'superseded'].includes(a.row.state)) - Number(['met', 'superseded'].includes(b.row.state)) || Number(b.row.state === 'overdue') - Number(a.row.state === 'overdue') || (a.left ?? Infinity) - (b.left ?? Infinity) || (a.row.id < b.row.id ? -1 : 1));
}

function fits({ row, left }, query) {
  const due = query.get('due');
  if (query.get('party') && ![row.owner, row.beneficiary].includes(query.get('party'))) return false;
  if (query.get('programme') && row.programme !== query.get('programme')) return false;
  if (query.get('id') && row.id !== query.get('id')) return false;
  if (!due) return true;
  if (due === 'open') return left === null;
  return left !== null && (Number(due) < 0 ? left <= Number(due) : left >= 0 && left <= Number(due));
}

/** Kept as long as nothing is recorded: a node's index does not fold again for each page either. */
const kept = new WeakMap();
export function board(world, seat, query) {
  const known = kept.get(world);
  const all = known?.of === world.records.length && known.party === seat.party ? known.all : fold(world, seat);
  kept.set(world, { of: world.records.length, party: seat.party, all });
  const asked = all.filter((one) => fits(one, query));
  const counts = {};
  for (const { row } of asked) counts[row.state] = (counts[row.state] ?? 0) + 1;
  const wanted = query.get('state') ? asked.filter(({ row }) => query.get('state').split(',').includes(row.state)) : asked;
  const after = Number(query.get('after') ?? 0);
  return { now: world.now(), total: wanted.length, counts, rows: wanted.slice(after, after + Math.min(500, Number(query.get('limit') ?? 100))).map(({ row }) => row) };
}
