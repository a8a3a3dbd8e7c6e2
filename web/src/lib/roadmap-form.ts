// A roadmap as it is typed: milestones in rows, what keeps it from being proposed, and the slots it becomes.
import type { Draft, Fault } from '../api';
import type { Milestone, Translated } from '../api/deliberation';
import { dir, fmt } from '../i18n/index.svelte';
import { only } from './clauses';
import { type DueKind, dueForm, edtfOf } from './due-form';
import { inOwn, type JointItem } from './joint';
import { type About, checkJoint, draftOf as jointDraft, type JointForm, jointFormOf } from './joint-form';
import { faultsOf } from './roadmap';
import { milestonesOf } from './slips';

export interface TypedMilestone {
  key: string;
  texts: Translated;
  phase: string;
  dueKind: DueKind;
  due: string;
  after: string[];
}
export type RoadmapForm = JointForm & { milestones: TypedMilestone[] };

/** Keys stay with their milestones through every edition: a new one never takes an old one's. */
export function freshKey(rows: readonly TypedMilestone[], taken: readonly string[] = []): string {
  const known = new Set([...rows.map((one) => one.key), ...taken]);
  let number = rows.length + 1;
  while (known.has(`m${number}`)) number += 1;
  return `m${number}`;
}

export const emptyMilestone = (rows: readonly TypedMilestone[], taken: readonly string[] = []): TypedMilestone => ({ key: freshKey(rows, taken), texts: {}, phase: rows.at(-1)?.phase ?? '1', dueKind: 'by', due: '', after: [] });

const typedMilestone = ({ key, names, phase, due, after }: Milestone): TypedMilestone => {
  const { kind, text } = dueForm(due);
  return { key, texts: { ...names }, phase, dueKind: kind, due: text, after: [...after] };
};
export const roadmapFormOf = (item: JointItem): RoadmapForm => ({ ...jointFormOf(item), milestones: milestonesOf(item).map(typedMilestone) });

/** Rows as milestones; a date that cannot be read stands as it was typed, so that it is found. */
export const milestonesFrom = (form: RoadmapForm, now: number): Milestone[] =>
  form.milestones.map(({ key, texts, phase, dueKind, due, after }) => {
    const date = edtfOf({ kind: dueKind, text: due }, now);
    return { key, names: only(texts, form.languages), phase: phase.trim(), due: date === undefined ? due : date, after: after.filter((one) => form.milestones.some((row) => row.key === one)) };
  });

export const roadmapFault = (code: string, field: string, args: Record<string, string> = {}): Fault => ({ blame: 'you', code: `roadmap-${code}`, field, args, what: code, kept: '', next: '' });

/** A way round in the words of the page: "Bases → Training → Bases". */
export function pathWords(path: readonly string[], milestones: readonly Milestone[]): string {
  const nameOf = (key: string) => inOwn(milestones.find((one) => one.key === key)?.names ?? {}).text || key;
  return path.map((key) => fmt.isolate(nameOf(key))).join(dir() === 'rtl' ? ' ← ' : ' → ');
}

export function checkRoadmap(form: RoadmapForm, now: number): Fault[] {
  const found = checkJoint('roadmap', form, now).filter((one) => one.code !== 'joint-clauses-none');
  const milestones = milestonesFrom(form, now);
  if (milestones.length === 0) return [...found, roadmapFault('none', 'milestones')];
  for (const row of form.milestones) {
    if (form.languages.some((language) => !row.texts[language]?.trim())) found.push(roadmapFault('name', `${row.key}-name`));
    if (edtfOf({ kind: row.dueKind, text: row.due }, now) === undefined) found.push(roadmapFault('date', `${row.key}-due`));
  }
  const loop = faultsOf(milestones).find((one) => one.why === 'milestone-loop');
  return loop ? [...found, roadmapFault('loop', 'milestones', { path: pathWords(loop.path, milestones) })] : found;
}

/** A node's refusal of a slot in the words that the page has for the same. */
export function slotFault(fault: Fault, milestones: readonly Milestone[]): Fault {
  if (fault.field !== 'milestones') return fault;
  if (fault.args?.why === 'milestone-loop') return { ...roadmapFault('loop', 'milestones', { path: fault.args.path ? pathWords(fault.args.path.split(/[ ,→]+/), milestones) : '' }), kept: fault.kept };
  return fault.args?.why === 'date' ? { ...roadmapFault('date', 'milestones'), kept: fault.kept } : fault;
}

/** The record that proposes it. Milestones bear names in English too, as every record's names do. */
export function roadmapDraft(form: RoadmapForm, now: number, about: Omit<About, 'kind'>): Draft {
  const draft = jointDraft({ ...form, send: false }, now, { ...about, kind: 'roadmap' });
  const milestones = milestonesFrom(form, now).map((one) => ({ ...one, names: one.names.en ? one.names : { en: inOwn(one.names).text, ...one.names } }));
  return { ...draft, slots: { ...draft.slots, milestones } };
}

/** The same roadmap with other dates: what a moved milestone proposes. */
export function movedDraft(item: JointItem, milestones: readonly Milestone[], now: number, about: Omit<About, 'kind' | 'supersedes'>): Draft {
  const form = roadmapFormOf(item);
  const draft = jointDraft({ ...form, send: false }, now, { ...about, kind: 'roadmap', supersedes: item });
  return { ...draft, slots: { ...draft.slots, milestones } };
}
