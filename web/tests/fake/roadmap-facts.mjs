// Roadmaps, units, tasks and shares of the stand-in: the dates of the reports, the rest invented.
import { createHash } from 'node:crypto';
import { joint, shared } from './commitments.mjs';

const idOf = (key) => createHash('sha256').update(key).digest('hex');
const US = ['iraq', 'usa'];
const told = (to, iso) => ({ to, way: [Date.parse(`${iso}T10:00:00+03:00`), Date.parse(`${iso}T10:00:01+03:00`)] });
const names = (en, ar, ckb) => ({ en, ar, ckb });
const stone = (key, phase, due, after, en, ar, ckb) => ({ key, names: names(en, ar, ckb), phase, due, after });
const MISSION = names('Roadmap of the military mission', 'خارطة طريق المهمة العسكرية', 'نەخشەڕێگای ئەرکی سەربازی');
const tasks = (due) => stone('tasks', '1', due, [], 'Tasks of those who stay are changed', 'تغيير مهام الباقين', 'گۆڕینی ئەرکی ئەوانەی دەمێننەوە');
const leave = (phase, due, after) => stone('leave', phase, due, after, 'Combat forces have left', 'خروج القوات القتالية', 'هێزە شەڕکەرەکان ڕۆیشتوون');
const advise = (phase, due) => stone('advise', phase, due, ['leave'], 'Training and advice by agreement', 'التدريب والمشورة بالاتفاق', 'ڕاهێنان و ڕاوێژ بە ڕێککەوتن');
const second = ({ training, left, review }) => [
  tasks('2021-12-31'),
  stone('liaison', '1', '2025-09-30', ['tasks'], 'Liaison officers at all four centres', 'ضباط ارتباط في المراكز الأربعة', 'ئەفسەرانی پەیوەندی لە هەر چوار ناوەند'),
  stone('bases', '1', '2025-12~', ['liaison'], 'Bases handed over', 'تسليم القواعد', 'ڕادەستکردنی بنکەکان'),
  stone('training', '1', training, ['liaison'], "Two months' course for each brigade", 'دورة شهرين لكل لواء', 'خولی دوو مانگی بۆ هەر لیوایەک'),
  leave('2', left, ['bases', 'training']),
  advise('2', '2026-10/..'),
  stone('review', '2', review, ['leave'], 'Joint review of the threat', 'مراجعة مشتركة للتهديد', 'پێداچوونەوەی هاوبەشی هەڕەشە'),
];
const roadmap = (key, by, iso, title, milestones, extra = {}) => joint(key, 'roadmap', by, iso, title, { centre: null, required: US, facilitator: null, clauses: null, milestones }, extra);

export const ROADMAPS = [
  roadmap('r-first', 'iraq/baghdad', '2021-07-26', MISSION, [tasks('2021-10-31'), leave('1', '2021-12-31', ['tasks']), advise('2', '2022-01/..')], { report: '000' }),
  roadmap('r-second', 'usa/washington', '2024-09-20', MISSION, second({ training: '2026-03', left: '2026-09-30', review: '2026-11-15' }), { supersedes: 'r-first', matter: 'r-first' }),
  roadmap('r-third', 'iraq/makhmour', '2026-01-08', MISSION, second({ training: '2026-05', left: '2026-11-30', review: '2027-01-15' }), { supersedes: 'r-second', matter: 'r-first', release: [told('usa', '2026-01-08')] }),
  roadmap('r-brigades', 'iraq/makhmour', '2026-01-05', names('Formation of the joint brigades', 'تشكيل اللواءين المشتركين', 'پێکهێنانی لیوا هاوبەشەکان'), [
    stone('name', '1', null, [], 'Each side names its units', 'يسمّي كل جانب وحداته', 'هەر لایەنێک ناوی یەکەکانی دەهێنێت'),
    stone('form', '2', '2026~', ['name'], 'Both brigades stand', 'قيام اللواءين', 'هەردوو لیواکە دامەزران'),
  ], { release: [told('kurdistan', '2026-01-05'), told('coalition', '2026-01-05')] }),
].map((record) => (record.key === 'r-brigades' ? { ...record, slots: { ...record.slots, required: ['iraq', 'kurdistan'], facilitator: 'coalition' } } : record));

const unit = (key, iso, title, { parents = [], echelon = 'brigade', period, required = ['kurdistan'], by = 'kurdistan/erbil' }, extra = {}) =>
  joint(`u-${extra.version ?? ''}${key}`, 'unit', by, iso, title, { centre: null, required, facilitator: null, clauses: null, key, echelon, parents, period }, extra);
export const UNITS = [
  unit('joc', '2020-01-01', names('Joint Operations Command', 'قيادة العمليات المشتركة', 'فەرماندەیی ئۆپەراسیۆنە هاوبەشەکان'), { echelon: 'force', period: '2014/..', required: ['iraq'], by: 'iraq/baghdad' }),
  unit('iraq-army', '2020-01-01', names('Army', 'الجيش', 'سوپا'), { echelon: 'force', parents: ['joc'], period: '2014/..', required: ['iraq'], by: 'iraq/baghdad' }),
  unit('peshmerga', '2020-01-01', names('Ministry of Peshmerga Affairs', 'وزارة البيشمركة', 'وەزارەتی پێشمەرگە'), { echelon: 'force', period: '2009/..' }),
  unit('peshmerga-chief-of-staff', '2020-01-01', names('Chief of staff of the Peshmerga', 'رئاسة أركان البيشمركة', 'سەرۆکایەتیی ئەرکانی پێشمەرگە'), { echelon: 'force', parents: ['peshmerga'], period: '2009/..' }),
  unit('force-one', '2020-01-01', names('First force structure', 'التشكيل الأول', 'پێکهاتەی یەکەمی هێز'), { echelon: 'formation', period: '2009/..' }),
  unit('force-two', '2020-01-01', names('Second force structure', 'التشكيل الثاني', 'پێکهاتەی دووەمی هێز'), { echelon: 'formation', period: '2009/2024' }),
  unit('force-two', '2024-06-01', names('Second force structure', 'التشكيل الثاني', 'پێکهاتەی دووەمی هێز'), { echelon: 'formation', parents: ['peshmerga'], period: '2024-06~/..' }, { version: 'later-', supersedes: 'u-force-two' }),
  unit('guard', '2020-01-01', names('Regional guard brigades', 'ألوية حرس الإقليم', 'لیواکانی پاسەوانی هەرێم'), { echelon: 'formation', parents: ['peshmerga'], period: '2010/..' }),
  unit('joint-20', '2025-02-01', names('Joint company of Makhmour', 'السرية المشتركة في مخمور', 'سریەی هاوبەشی مەخموور'), { echelon: 'company', parents: ['joc', 'peshmerga'], period: '2025-03-01/..', required: ['iraq', 'kurdistan'] }),
];
const concur = (of, party, iso) => ({ of, party, answer: 'concurred', at: Date.parse(`${iso}T12:00:00+03:00`), officer: null, reason: null, clauses: [], dissent: null, fault: null });
export const ROADMAP_POSITIONS = [
  concur('r-first', 'iraq', '2021-07-26'), concur('r-first', 'usa', '2021-07-28'), concur('r-second', 'usa', '2024-09-20'), concur('r-second', 'iraq', '2024-09-27'), concur('r-third', 'iraq', '2026-01-08'), concur('r-brigades', 'iraq', '2026-01-05'),
  ...UNITS.flatMap((record) => record.slots.required.map((party) => concur(record.key, party, new Date(record.at).toISOString().slice(0, 10)))),
];
const task = (key, iso, of, old, fresh, clause, cites) => shared(key, 'task', 'iraq/baghdad', iso, { unit: of, old, new: fresh, clause, from: iso }, { refs: cites ? [{ rel: 'cites', id: idOf(cites) }] : [] });
const transfer = (key, by, iso, share, blocks, owner) => shared(key, 'transfer', by, iso, { unit: 'peshmerga', share, as_of: iso.slice(0, 7), blocks, owner });
export const FORCES = [
  task('t-army', '2021-07-26', 'iraq-army', 'Operations with combat forces of partners', 'Operations with advice and training by partners', 'tasks', 'r-first'),
  task('t-guard', '2025-10-02', 'guard', 'Posts on the line', 'Posts on the line and liaison at the centres', '1', 'd-centres'),
  transfer('x-old', 'kurdistan/erbil', '2024-03-01', { min: 20, best: null, max: 30, qualifier: 'about' }, 'pay lists are kept apart', 'kurdistan'),
  transfer('x-own', 'kurdistan/erbil', '2025-09-01', { min: 45, best: null, max: 60, qualifier: 'about' }, 'pay lists are kept apart', 'kurdistan'),
  transfer('x-usa', 'usa/washington', '2025-06-01', { min: null, best: null, max: null, qualifier: 'not stated' }, 'two commands still give orders', 'kurdistan'),
];
