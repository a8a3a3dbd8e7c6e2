// Joint acts as the pages need them: whose answer stands, what is still asked, and the texts in their languages.
import type { Item, Names } from '../api';
import { type Answer, type CharterDuty, type Clause, type Joint, JOINT_KINDS, type JointKind, type Judgement, type Lang, type Position, type Translated } from '../api/deliberation';
import { lang, named } from '../i18n/index.svelte';

export type JointItem = Item & { joint: Joint; positions: Position[] };

export const isJointKind = (kind: string): kind is JointKind => JOINT_KINDS.some((one) => one === kind);
export const isJoint = (item: Item): item is JointItem => item.joint !== null && item.joint !== undefined && Array.isArray(item.positions);

/** What an open slot says; undefined: not opened, or not of this kind. */
export function opened(item: Item, name: string): unknown {
  const slot = item.slots.find((one) => one.name === name);
  return slot?.open ? slot.value : undefined;
}
const list = <T>(item: Item, name: string): T[] => {
  const value = opened(item, name);
  return Array.isArray(value) ? (value as T[]) : [];
};
export const textIn = (item: Item, name: string): string => {
  const value = opened(item, name);
  return typeof value === 'string' ? value : '';
};
export const clausesOf = (item: Item): Clause[] => list(item, 'clauses');
export const dutiesOf = (item: Item): CharterDuty[] => list(item, 'duties');
export const judgementsOf = (item: Item): Judgement[] => list(item, 'judgements');

const ORDER: readonly Lang[] = ['en', 'ar', 'ckb', 'kmr'];
/** The page's own language first, at the start of the line; the others as ever. */
export const columns = (found: Iterable<string>): Lang[] => {
  const all = new Set(found);
  return [...new Set([lang() as Lang, ...ORDER])].filter((one) => all.has(one));
};
/** Languages of the text in the order of their columns; those of the title where there is no other text. */
export const languagesOf = (item: JointItem): Lang[] => columns(item.joint.languages.length > 0 ? item.joint.languages : Object.keys(namesOf(item)));
export const directionOf = (language: Lang): 'ltr' | 'rtl' => (language === 'ar' || language === 'ckb' ? 'rtl' : 'ltr');

/** Each language by its own name, so that its column is found by whoever reads no other. */
export const LANGUAGE_NAMES: Record<Lang, string> = { en: 'English', ar: 'العربية', ckb: 'کوردیی ناوەندی', kmr: 'Kurmancî' };

export function namesOf(item: Item): Translated {
  const names = opened(item, 'names');
  return typeof names === 'object' && names !== null ? (names as Translated) : {};
}

/** What is said in the page's language, else in the first that there is. */
export function inOwn(texts: Translated): { text: string; lang: Lang } {
  const own = texts[lang()];
  if (own) return { text: own, lang: lang() };
  const first = ORDER.find((one) => texts[one]);
  return first ? { text: texts[first] ?? '', lang: first } : { text: '', lang: 'en' };
}

/** The title in the page's language; "" where it was not opened. */
export function jointTitle(item: Item): { text: string; lang: Lang } {
  const names = namesOf(item);
  if (names.en) return named(names as Names);
  const own = inOwn(names);
  return own.text === '' ? { text: item.title ?? '', lang: 'en' } : own;
}

export type Stand = Answer | 'none';
export interface Standing {
  party: string;
  stand: Stand;
  /** the answer that stands: a concurrence stays, else the last word */
  position: Position | null;
}

/** Where each required party stands, in the order that the act names them. */
export function standings(item: JointItem): Standing[] {
  return item.joint.required.map((party) => {
    const said = item.positions.filter((one) => one.party === party && one.counts);
    const position = said.find((one) => one.answer === 'concurred') ?? said.at(-1) ?? null;
    return { party, stand: position?.answer ?? 'none', position };
  });
}
/** Answers shown with why they do not count, and earlier words of those who concurred since. */
export function besides(item: JointItem): Position[] {
  const standing = new Set(standings(item).map((one) => one.position?.id));
  return item.positions.filter((one) => !standing.has(one.id));
}

export type Role = 'decides' | 'hosts' | 'sees';
export function roleOf(item: JointItem, party: string): Role {
  if (item.joint.facilitator === party) return 'hosts';
  return item.joint.required.includes(party) ? 'decides' : 'sees';
}

/** Nobody is asked any more of what is in force, superseded or lapsed, or was taken back. */
export const isAsking = (item: JointItem): boolean => ['proposed', 'objected'].includes(item.state) && item.withdrawn === null && item.repudiated === null;
/** The own party is asked and has given no answer at all. */
export const waitsFor = (item: JointItem, party: string): boolean => isAsking(item) && roleOf(item, party) === 'decides' && standings(item).some((one) => one.party === party && one.stand === 'none');
/** The own party may concur: it is asked, and has not concurred. */
export const mayConcur = (item: JointItem, party: string): boolean => isAsking(item) && roleOf(item, party) === 'decides' && item.joint.pending.includes(party);

export const replacedBy = (item: Item): string | null => item.refs.find((ref) => ref.rel === 'supersedes')?.id ?? null;
/** Proposals that would take the place of this one, newest first. */
export const newerThan = (item: Item, all: readonly JointItem[]): JointItem[] =>
  all.filter((one) => replacedBy(one) === item.id && one.withdrawn === null).sort((a, b) => (b.at ?? 0) - (a.at ?? 0));

/** The charter of a centre that is in force, and those that wait for somebody. */
export function charterOf(all: readonly JointItem[], centre: string): { current: JointItem | null; waiting: JointItem[] } {
  const here = all.filter((one) => one.kind === 'charter' && opened(one, 'centre') === centre && one.withdrawn === null);
  const force = here.filter((one) => one.state === 'in-force').sort((a, b) => (b.joint.in_force_since ?? 0) - (a.joint.in_force_since ?? 0));
  return { current: force[0] ?? null, waiting: here.filter(isAsking) };
}

export interface JointFilter {
  state: string;
  kind: string;
  /** only those that wait for the own party */
  mine: boolean;
}
export const filtered = (all: readonly JointItem[], { state, kind, mine }: JointFilter, own: string): JointItem[] =>
  all.filter((one) => (state === '' || one.state === state) && (kind === '' || one.kind === kind) && (!mine || waitsFor(one, own)));
