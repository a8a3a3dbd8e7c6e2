// Joint acts, meetings and what was said there: two from the reports, the rest invented for the Makhmour line.
import { at } from './scenario.mjs';

const I = 'iraq/makhmour';
const K = 'kurdistan/makhmour';
const BOTH = ['iraq', 'kurdistan'];
/** [queued, delivered, opened, acknowledged] */
const gone = (clock, day) => [at(clock, day), at(clock, day) + 400, at(clock, day) + 60_000, null];
const told = (by, clock, day, more = ['coalition']) => [by.startsWith('iraq') ? 'kurdistan' : 'iraq', ...more].map((to) => ({ to, way: gone(clock, day) }));
const clause = (number, en, ar, field = '') => ({ number, field, texts: { en, ar } });
const joint = (key, kind, by, [clock, day], slots, extra = {}) => ({
  key, kind, by, author: 'duty', at: at(clock, day), slots: { centre: 'makhmour', required: BOTH, facilitator: 'coalition', lapses: null, clauses: null, ...slots }, release: told(by, clock, day), ...extra,
});
const duty = (en, ar, does, answers, told, within_min) => ({ task: { en, ar }, does, answers, told, within_min });

const meeting = (key, day, slots, extra = {}) => ({
  key, kind: 'meeting', by: I, at: at('08:00', day), slots: { where: 'Makhmour, joint centre', series: 'Makhmour centre, weekly', facilitator: 'coalition', outcome: null, ...slots }, release: told(I, '08:00', day), ...extra,
});
const DELEGATIONS = [
  { name: 'Huda Kareem', title: 'Colonel', party: 'iraq' }, { name: 'Ali Jabbar', title: 'Major', party: 'iraq' },
  { name: 'Azad Rashid', title: 'Brigadier', party: 'kurdistan' }, { name: 'Shilan Omer', title: 'Captain', party: 'kurdistan' },
  { name: 'Morgan Price', title: 'Lt. Col.', party: 'coalition' },
];
const point = (key, of, number, en, ar, by, when, extra = {}) => ({ key, kind: 'agenda-item', by, at: at(...when), matter: of, slots: { number, text: en, texts: { en, ar }, clause: null }, about: of, release: told(by, ...when), ...extra });
const note = (key, of, about, what, text, by, when, more = {}) => ({ key, kind: 'meeting-note', by, at: at(...when), matter: of, slots: { what, text, owner: null, due: null, ...more }, about, release: told(by, ...when) });

export const JOINT = [
  joint('charter-old', 'charter', I, ['09:00', '2025-06-01'], {
    names: { en: 'Charter of the Makhmour centre', ar: 'ميثاق مركز مخمور' },
    duties: [duty('Answer an urgent message', 'الرد على رسالة عاجلة', 'the desk it is sent to', 'its duty officer', ['the other desk'], 30)],
  }),
  joint('charter', 'charter', K, ['10:00', '2025-11-03'], {
    names: { en: 'Charter of the Makhmour centre', ar: 'ميثاق مركز مخمور', ckb: 'پەیڕەوی ناوەندی مەخموور' },
    clauses: [
      clause('1', 'The centre decides nothing by itself. What binds is signed by both parties.', 'لا يقرر المركز شيئاً من تلقاء نفسه. الملزم هو ما يوقعه الطرفان.'),
      clause('2', 'Where this charter names nobody, the desk that learned of it first keeps it until both desks have spoken.', 'حيث لا يسمي هذا الميثاق أحداً يبقى الأمر لدى المكتب الذي علم به أولاً إلى أن يتحدث المكتبان.'),
    ],
    duties: [
      duty('Answer an urgent message', 'الرد على رسالة عاجلة', 'the desk it is sent to', 'its duty officer', ['the other desk'], 10),
      duty('Report an incident within 10 km of either line', 'الإبلاغ عن حادث ضمن ١٠ كم من أيٍّ من الخطين', 'the desk that learns of it', 'its duty officer', ['the other desk', 'coalition liaison'], 15),
      duty('Ambulances across the line', 'عبور سيارات الإسعاف للخط', 'iraq', 'Iraqi duty officer, Makhmour', ['kurdistan', 'Makhmour hospital'], 5),
      duty('Night patrols on the Gwer road', 'الدوريات الليلية على طريق الكوير', 'kurdistan', 'Peshmerga duty officer, Makhmour', ['iraq'], 120),
      duty('Tracks or persons found between the two lines', 'آثار أو أشخاص بين الخطين', 'the nearer post of either party', 'both duty officers, each for his side', ['iraq', 'kurdistan', 'coalition liaison'], 30),
      duty('Minutes of the weekly meeting', 'محضر الاجتماع الأسبوعي', 'the secretary of the host that week', 'the chief of that desk', ['iraq', 'kurdistan', 'coalition'], null),
    ],
  }, { supersedes: 'charter-old' }),
  joint('charter-kirkuk', 'charter', 'iraq/kirkuk', ['10:00', '2025-12-20'], {
    centre: 'kirkuk', names: { en: 'Charter of the Kirkuk centre', ar: 'ميثاق مركز كركوك' },
    duties: [duty('Answer an urgent message', 'الرد على رسالة عاجلة', 'the desk it is sent to', 'its duty officer', ['the other desk'], 10)],
  }),
  joint('brigades', 'decision', 'kurdistan/erbil', ['09:00', '2026-01-02'], {
    centre: null, names: { en: 'Two joint brigades', ar: 'لواءان مشتركان', ckb: 'دوو لیوای هاوبەش' },
    clauses: [
      { number: '1', field: '', texts: { en: 'Two brigades are formed in which both parties serve.', ar: 'يُشكَّل لواءان يخدم فيهما الطرفان.', ckb: 'دوو لیوا پێکدەهێنرێن کە هەردوو لایەن تێیاندا خزمەت دەکەن.' } },
      { number: '2', field: '', texts: { en: 'Each party names the units that it gives, within sixty days.', ar: 'يسمي كل طرف الوحدات التي يقدمها خلال ستين يوماً.', ckb: 'هەر لایەنێک لە ماوەی شەست ڕۆژدا ناوی ئەو یەکانە دەهێنێت کە دەیاندات.' } },
      { number: '2.1', field: '', texts: { en: 'Units stay under their own party until both have named theirs.', ar: 'تبقى الوحدات تحت إمرة طرفها إلى أن يسمي الطرفان وحداتهما.', ckb: 'یەکەکان لەژێر فەرمانی لایەنی خۆیاندا دەمێننەوە تا هەردوو لایەن ناوی یەکەکانیان دەهێنن.' } },
    ],
    from: null,
  }, { report: '002' }),
  joint('unit', 'unit', 'kurdistan/erbil', ['09:30', '2026-01-06'], {
    centre: null, names: { en: 'First Joint Brigade', ar: 'اللواء المشترك الأول', ckb: 'لیوای هاوبەشی یەکەم' }, key: 'joint-brigade-1', echelon: 'brigade', parents: ['joc', 'peshmerga-chief-of-staff'], period: '2026-03/..',
    clauses: [clause('1', 'The brigade has two parents and serves along the line from Makhmour to Altun Kupri.', 'للواء جهتان أم ويخدم على الخط من مخمور إلى التون كوبري.')],
  }),
  joint('statement', 'joint-statement', I, ['16:00', '2026-01-10'], {
    names: { en: 'Statement on the night of 8 January', ar: 'بيان عن ليلة ٨ كانون الثاني' },
    clauses: [
      clause('1', 'Both parties followed the same vehicles on the night of 8 January, each from its own side.', 'تابع الطرفان المركبات نفسها ليلة ٨ كانون الثاني، كلٌّ من جانبه.'),
      clause('2', 'Neither party fired across the line.', 'لم يطلق أيٌّ من الطرفين النار عبر الخط.'),
      clause('3', 'What was seen is compared at the next weekly meeting.', 'يُقارَن ما شوهد في الاجتماع الأسبوعي القادم.'),
    ],
  }, { matter: 'weekly-1' }),
  joint('minutes', 'minutes', I, ['15:00', '2026-01-08'], {
    names: { en: 'Weekly meeting of 8 January: minutes', ar: 'الاجتماع الأسبوعي في ٨ كانون الثاني: محضر' },
    clauses: [
      clause('1', 'Ambulances across the line', 'عبور سيارات الإسعاف للخط'),
      clause('1.1', 'Decided: an ambulance is announced by telephone and by message, and is not stopped.', 'تقرّر: تُبلَّغ سيارة الإسعاف بالهاتف وبرسالة ولا تُوقف.'),
      clause('2', 'Radio of post 2', 'جهاز لاسلكي النقطة ٢'),
      clause('2.1', 'Carried over to the next meeting.', 'يُرحَّل إلى الاجتماع القادم.'),
    ],
  }, { matter: 'weekly-1' }),
  joint('lapsed', 'decision', K, ['09:00', '2025-12-01'], {
    names: { en: 'One frequency for ambulances', ar: 'تردد واحد لسيارات الإسعاف' }, lapses: '2025-12-31', from: null,
    clauses: [clause('1', 'Ambulances of both parties listen on one frequency.', 'تستمع سيارات الإسعاف للطرفين على تردد واحد.')],
  }),
  {
    key: 'framework', kind: 'agreement', by: 'iraq/baghdad', at: at('09:00', '2026-01-02'), report: '003',
    slots: {
      centre: null, names: { en: 'Strategic Framework Agreement', ar: 'اتفاقية الإطار الاستراتيجي' }, required: ['iraq', 'usa'], facilitator: null, lapses: null,
      clauses: [
        ...[['defence', 'Defence', 'الدفاع'], ['politics', 'Politics', 'السياسة'], ['energy', 'Energy', 'الطاقة'], ['economy', 'Economy', 'الاقتصاد'], ['law', 'Law', 'القانون'], ['culture', 'Culture', 'الثقافة'], ['health', 'Health', 'الصحة'], ['technology', 'Technology', 'التكنولوجيا']]
          .map(([field, en, ar], index) => clause(String(index + 1), en, ar, field)),
      ],
    },
    release: [{ to: 'usa', way: gone('09:00', '2026-01-02') }],
  },
  joint('assessment', 'assessment', 'iraq/baghdad', ['11:00', '2026-01-12'], {
    centre: null, names: { en: 'Assessment of the military commission', ar: 'تقييم اللجنة العسكرية' }, required: ['iraq', 'usa', 'kurdistan'], facilitator: null,
    clauses: [clause('1', 'This assessment is for the next dialogue; it sets no date by itself.', 'هذا التقييم للحوار القادم؛ ولا يحدد موعداً من تلقاء نفسه.')],
    question: 'What can the forces of the country do alone by the end of 2026?', as_of: '2026-01', dissent: 'kurdistan: confidence in the second judgement is high, not moderate; posts north of Makhmour see more than is counted here.',
    judgements: [
      { part: 'threat', number: '1', texts: { en: 'Sleeper cells go on attacking at varying intervals.', ar: 'تواصل الخلايا النائمة الهجوم على فترات متفاوتة.' }, likelihood: 'almost certain', confidence: 'high', sources: ['report 000', 'report 004'] },
      { part: 'threat', number: '2', texts: { en: 'Infiltration through the mountains along the line grows in spring.', ar: 'يزداد التسلل عبر الجبال على طول الخط في الربيع.' }, likelihood: 'likely', confidence: 'moderate', sources: ['report 002'] },
      { part: 'capability', number: '1', texts: { en: 'Iraqi forces carry out operations of a brigade alone.', ar: 'تنفذ القوات العراقية عمليات بمستوى لواء بمفردها.' }, likelihood: null, confidence: 'moderate', sources: ['report 001', 'report 003'] },
      { part: 'requirements', number: '1', texts: { en: 'Sharing of what is seen between the two sides remains the first need.', ar: 'يبقى تبادل ما يُرصد بين الجانبين الحاجة الأولى.' }, likelihood: null, confidence: 'high', sources: ['report 001', 'report 002'] },
    ],
  }, { report: '001', release: ['kurdistan', 'usa'].map((to) => ({ to, way: gone('11:00', '2026-01-12') })) }),

  meeting('weekly-0', '2026-01-01', { title: 'Weekly meeting of 1 January', when: '2026-01-01T10:00:00+03:00/2026-01-01T11:00:00+03:00', attendees: DELEGATIONS.slice(0, 4), topics: ['posts', 'road to Gwer'] }),
  meeting('weekly-1', '2026-01-08', { title: 'Weekly meeting of 8 January', when: '2026-01-08T10:00:00+03:00/2026-01-08T11:30:00+03:00', attendees: DELEGATIONS, topics: ['ambulances', 'radio of post 2'] }),
  meeting('weekly-2', '2026-01-14', { title: 'Weekly meeting of 15 January', when: '2026-01-15T10:00:00+03:00/2026-01-15T11:30:00+03:00', attendees: DELEGATIONS, topics: ['what was seen on 8 January', 'the strip on Saturday night'] }),
  point('p-road', 'weekly-0', '1', 'Road works, Debaga to Makhmour', 'أعمال الطريق من ديبكة إلى مخمور', I, ['10:00', '2026-01-01']),
  note('n-road', 'weekly-0', 'p-road', 'carried', 'Start not yet known', I, ['10:20', '2026-01-01']),
  point('p-ambulance', 'weekly-1', '1', 'Ambulances across the line', 'عبور سيارات الإسعاف للخط', K, ['09:00', '2026-01-08']),
  note('n-ambulance', 'weekly-1', 'p-ambulance', 'decided', 'An ambulance is announced by telephone and by message, and is not stopped', I, ['10:12', '2026-01-08']),
  point('p-radio', 'weekly-1', '2', 'Radio of post 2', 'جهاز لاسلكي النقطة ٢', I, ['09:05', '2026-01-08']),
  note('n-radio', 'weekly-1', 'p-radio', 'action', 'Lend post 2 a radio until its own is repaired', I, ['10:40', '2026-01-08'], { owner: 'kurdistan', due: '2026-01-20' }),
  note('n-radio2', 'weekly-1', 'p-radio', 'carried', 'See whether it works', I, ['10:44', '2026-01-08']),
  point('p-seen', 'weekly-2', '1', 'What was seen on the night of 8 January', 'ما شوهد ليلة ٨ كانون الثاني', I, ['09:00', '2026-01-14']),
  point('p-strip', 'weekly-2', '2', 'Who watches the strip on Saturday night', 'من يراقب الشريط ليلة السبت', K, ['09:10', '2026-01-14']),
];

/** By key of the act. */
export const POSITIONS = [
  ['charter-old', 'iraq', 'concurred', '2025-06-02'], ['charter-old', 'kurdistan', 'concurred', '2025-06-05'],
  ['charter', 'kurdistan', 'concurred', '2025-11-03', { officer: 'Azad Rashid' }], ['charter', 'iraq', 'concurred', '2025-11-06', { officer: 'Huda Kareem' }], ['charter', 'coalition', 'concurred', '2025-11-07', { fault: 'not-required' }],
  ['charter-kirkuk', 'iraq', 'concurred', '2025-12-20', { officer: 'Huda Kareem' }],
  ['unit', 'kurdistan', 'concurred', '2026-01-06', { officer: 'Azad Rashid' }],
  ['statement', 'iraq', 'concurred', '2026-01-10', { officer: 'Huda Kareem' }], ['statement', 'kurdistan', 'not-concurred', '2026-01-11', { reason: 'We heard two shots at 02:40 and do not know from where.', clauses: ['2'] }],
  ['minutes', 'iraq', 'concurred', '2026-01-08', { officer: 'Huda Kareem' }], ['minutes', 'kurdistan', 'concurred', '2026-01-09', { officer: 'Azad Rashid' }],
  ['lapsed', 'kurdistan', 'concurred', '2025-12-01', { officer: 'Azad Rashid' }],
  ['framework', 'iraq', 'concurred', '2026-01-02', { officer: 'Huda Kareem' }], ['framework', 'usa', 'concurred', '2026-01-02'],
  ['assessment', 'iraq', 'concurred', '2026-01-12', { officer: 'Huda Kareem' }], ['assessment', 'kurdistan', 'concurred', '2026-01-13', { officer: 'Azad Rashid', dissent: 'Confidence in the second judgement of the threat is high, not moderate.' }],
].map(([of, party, answer, day, more = {}]) => ({ of, party, answer, at: at('12:00', day), officer: null, reason: null, clauses: [], dissent: null, fault: null, ...more }));
