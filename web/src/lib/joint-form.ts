// A joint act as it is typed: what stands in the form, what keeps it from being proposed, the slots that it becomes.
import type { Draft, Fault, Item } from '../api';
import { CONFIDENCES, type CharterDuty, type JointKind, type Judgement, type Lang, LIKELIHOODS, PARTS, type Translated } from '../api/deliberation';
import { clausesFrom, missing, only, type TypedClause, typedOf } from './clauses';
import { readDay } from './day';
import { clausesOf, dutiesOf, judgementsOf, languagesOf, type JointItem, namesOf, opened, textIn } from './joint';
import { isLevel, type Level } from './portions';

export const ECHELONS = ['formation', 'brigade', 'battalion', 'company', 'centre', 'force'] as const;
export const LANGUAGES: readonly Lang[] = ['en', 'ar', 'ckb', 'kmr'];
/** Milestones are typed on the roadmap's own page. */
export const FORMS: readonly JointKind[] = ['minutes', 'decision', 'joint-statement', 'charter', 'agreement', 'unit', 'assessment'];

export interface TypedDuty {
  texts: Translated;
  does: string;
  answers: string;
  /** with commas between them */
  told: string;
  within: string;
}
export interface TypedJudgement {
  part: string;
  texts: Translated;
  likelihood: string;
  confidence: string;
  sources: string;
}
export interface JointForm {
  names: Translated;
  languages: Lang[];
  required: string[];
  facilitator: string;
  centre: string;
  lapses: string;
  level: Level;
  clauses: TypedClause[];
  from: string;
  duties: TypedDuty[];
  judgements: TypedJudgement[];
  question: string;
  as_of: string;
  dissent: string;
  key: string;
  echelon: string;
  parents: string;
  period: string;
  /** to be sent at once to all whom it names */
  send: boolean;
}

export const emptyClause = (depth = 1): TypedClause => ({ depth, field: '', texts: {} });
export const emptyDuty = (): TypedDuty => ({ texts: {}, does: '', answers: '', told: '', within: '' });
export const emptyJudgement = (part = 'threat'): TypedJudgement => ({ part, texts: {}, likelihood: '', confidence: '', sources: '' });

export const emptyJoint = (kind: JointKind, { languages, required, facilitator, centre }: Pick<JointForm, 'languages' | 'required' | 'facilitator' | 'centre'>): JointForm => ({
  names: {}, languages, required, facilitator, centre, lapses: '', level: 'restricted', clauses: [emptyClause()], from: '',
  duties: kind === 'charter' ? [emptyDuty()] : [], judgements: kind === 'assessment' ? PARTS.map((part) => emptyJudgement(part)) : [],
  question: '', as_of: '', dissent: '', key: '', echelon: 'brigade', parents: '', period: '', send: true,
});

/** The form as the act stands that a new proposal is to take the place of. */
export function jointFormOf(item: JointItem): JointForm {
  const parents = opened(item, 'parents');
  return {
    names: { ...namesOf(item) }, languages: LANGUAGES.filter((one) => languagesOf(item).includes(one)), required: [...item.joint.required], facilitator: item.joint.facilitator ?? '', centre: textIn(item, 'centre'), lapses: '',
    level: isLevel(item.label.level) ? item.label.level : 'restricted', clauses: clausesOf(item).length > 0 ? typedOf(clausesOf(item)) : [emptyClause()],
    from: textIn(item, 'from'), question: textIn(item, 'question'), as_of: textIn(item, 'as_of'), dissent: textIn(item, 'dissent'),
    key: textIn(item, 'key'), echelon: textIn(item, 'echelon') || 'brigade', parents: Array.isArray(parents) ? parents.join(', ') : '', period: textIn(item, 'period'), send: true,
    duties: dutiesOf(item).map((one) => ({ texts: { ...one.task }, does: one.does, answers: one.answers, told: one.told.join(', '), within: one.within_min === null ? '' : String(one.within_min) })),
    judgements: judgementsOf(item).map((one) => ({ part: one.part, texts: { ...one.texts }, likelihood: one.likelihood ?? '', confidence: one.confidence, sources: one.sources.join(', ') })),
  };
}

export const parted = (text: string): string[] => [...new Set(text.split(/[,،;؛\n]/).map((one) => one.trim()).filter(Boolean))];
const says = (texts: Translated, languages: readonly Lang[]) => languages.some((language) => texts[language]?.trim());
const dutiesSaid = (form: JointForm) => form.duties.filter((one) => says(one.texts, form.languages) || [one.does, one.answers, one.told, one.within].some((text) => text.trim() !== ''));
const judgementsSaid = (form: JointForm) => form.judgements.filter((one) => says(one.texts, form.languages) || one.sources.trim() !== '');

export const formFault = (field: string, why: string, args: Record<string, string> = {}): Fault => ({ blame: 'you', code: `joint-${why}`, field, args, what: why, kept: '', next: '' });

function datesOf(kind: JointKind): (keyof JointForm & ('lapses' | 'from' | 'as_of' | 'period'))[] {
  if (kind === 'decision') return ['lapses', 'from'];
  if (kind === 'assessment') return ['lapses', 'as_of'];
  return kind === 'unit' ? ['lapses', 'period'] : ['lapses'];
}

function checkDuties(form: JointForm): Fault[] {
  const said = dutiesSaid(form);
  if (said.length === 0) return [formFault('duties', 'duties-none')];
  if (said.some((one) => one.does.trim() === '' || one.answers.trim() === '')) return [formFault('duties', 'duty-nobody')];
  if (said.some((one) => one.within.trim() !== '' && !/^\d{1,5}$/.test(one.within.trim()))) return [formFault('duties', 'duty-minutes')];
  return said.some((one) => only(one.texts, form.languages) && form.languages.some((language) => !one.texts[language]?.trim())) ? [formFault('duties', 'languages')] : [];
}
function checkJudgements(form: JointForm): Fault[] {
  const said = judgementsSaid(form);
  if (said.length === 0) return [formFault('judgements', 'judgements-none')];
  if (said.some((one) => parted(one.sources).length === 0)) return [formFault('judgements', 'judgement-unsourced')];
  if (said.some((one) => one.confidence === '')) return [formFault('judgements', 'judgement-confidence')];
  return said.some((one) => form.languages.some((language) => !one.texts[language]?.trim())) ? [formFault('judgements', 'languages')] : [];
}

/** Everything that keeps the form from being proposed, in the order of its fields. */
export function checkJoint(kind: JointKind, form: JointForm, now: number): Fault[] {
  const found: Fault[] = [];
  if (form.languages.some((language) => !form.names[language]?.trim())) found.push(formFault('names', 'names'));
  if (form.required.length === 0) found.push(formFault('required', 'nobody-required'));
  for (const name of datesOf(kind)) if (readDay(form[name], now) === null) found.push(formFault(name, 'date'));
  if (kind === 'unit' && form.key.trim() === '') found.push(formFault('key', 'unit-key'));
  if (kind === 'assessment' && form.question.trim() === '') found.push(formFault('question', 'question'));
  if (kind === 'charter') found.push(...checkDuties(form));
  if (kind === 'assessment') found.push(...checkJudgements(form));
  const clauses = clausesFrom(form.clauses, form.languages);
  if (clauses.length === 0 && !['charter', 'assessment', 'unit'].includes(kind)) found.push(formFault('clauses', 'clauses-none'));
  if (missing(form.clauses, form.languages).length > 0) found.push(formFault('clauses', 'languages'));
  return found;
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

function dutiesFrom(form: JointForm): CharterDuty[] {
  return dutiesSaid(form).map((one) => ({ task: only(one.texts, form.languages), does: one.does.trim(), answers: one.answers.trim(), told: parted(one.told), within_min: one.within.trim() === '' ? null : Number(one.within) }));
}
/** Their numbers follow from their order within each part. */
function judgementsFrom(form: JointForm): Omit<Judgement, 'number'>[] {
  const likelihood = (text: string) => LIKELIHOODS.find((one) => one === text) ?? null;
  return PARTS.flatMap((part) => judgementsSaid(form).filter((one) => one.part === part).map((one) => ({
    part, texts: only(one.texts, form.languages), likelihood: likelihood(one.likelihood), confidence: CONFIDENCES.find((word) => word === one.confidence) ?? 'low', sources: parted(one.sources),
  })));
}

export function slotsOf(kind: JointKind, form: JointForm, now: number): Record<string, unknown> {
  const date = (name: 'lapses' | 'from' | 'as_of' | 'period') => orNull(readDay(form[name], now) ?? '');
  const clauses = clausesFrom(form.clauses, form.languages);
  return {
    centre: orNull(form.centre), names: namesFrom(form), required: form.required, facilitator: orNull(form.facilitator), lapses: date('lapses'), clauses: clauses.length > 0 ? clauses : null,
    ...(kind === 'decision' ? { from: date('from') } : {}),
    ...(kind === 'charter' ? { duties: dutiesFrom(form) } : {}),
    ...(kind === 'unit' ? { key: form.key.trim(), echelon: form.echelon, parents: parted(form.parents), period: date('period') } : {}),
    ...(kind === 'assessment' ? { question: form.question.trim(), as_of: date('as_of'), judgements: judgementsFrom(form), dissent: orNull(form.dissent) } : {}),
  };
}
/** A title has an English form in every record; where the act is in other languages only, the first of them stands for it. */
function namesFrom(form: JointForm): Translated {
  const names = only(form.names, form.languages);
  return names.en ? names : { en: form.languages.map((language) => names[language]).find(Boolean) ?? '', ...names };
}

export interface About {
  kind: JointKind;
  /** the act whose place it takes */
  supersedes: Item | null;
  /** the meeting that it came from */
  meeting: string | null;
  own: string;
  exercise: boolean;
  purpose: string;
}

/** The record that proposes it. */
export function draftOf(form: JointForm, now: number, { kind, supersedes, meeting, own, exercise, purpose }: About): Draft {
  const to = [...form.required, ...(form.facilitator ? [form.facilitator] : [])].filter((party) => party !== own);
  const matter = supersedes?.matter ?? meeting;
  return {
    kind,
    ...(matter ? { matter } : {}),
    refs: supersedes ? [{ rel: 'supersedes', id: supersedes.id }] : [],
    label: { level: form.level, caveats: [] },
    release: form.send ? to.map((party) => ({ to: party, purpose })) : [],
    slots: { ...(exercise ? { provenance: 'synthetic' } : {}), ...slotsOf(kind, form, now) },
  };
}
