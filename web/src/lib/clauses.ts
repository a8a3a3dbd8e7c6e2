// Clauses while they are typed: numbers follow from order and depth, so that they are always those of a tree.
import type { Clause, Lang, Translated } from '../api/deliberation';

export interface TypedClause {
  /** 1: a clause of its own; 2: one below the clause before it, and so on */
  depth: number;
  field: string;
  texts: Partial<Record<Lang, string>>;
}
export const DEEPEST = 4;
export const MOST_CLAUSES = 256;
export const FIELDS = ['defence', 'politics', 'energy', 'economy', 'law', 'culture', 'health', 'technology'];

/** The numbers of clauses in their order: "1", "1.1", "1.2", "2". */
export function numbersOf(depths: readonly number[]): string[] {
  const at: number[] = [];
  return depths.map((depth) => {
    at.length = Math.min(at.length, depth);
    while (at.length < depth) at.push(0);
    at[depth - 1] = (at[depth - 1] ?? 0) + 1;
    return at.join('.');
  });
}
export const depthOf = (number: string): number => number.split('.').length;

/** Each at most one deeper than the one before it; the first at the top. */
export function settled<T extends { depth: number }>(clauses: readonly T[]): T[] {
  let before = 0;
  return clauses.map((one) => {
    before = Math.max(1, Math.min(one.depth, before + 1, DEEPEST));
    return before === one.depth ? one : { ...one, depth: before };
  });
}

/** A clause and all that stands below it, from `index` on: how many. */
export function branch(clauses: readonly { depth: number }[], index: number): number {
  const depth = clauses[index]?.depth ?? 1;
  const end = clauses.findIndex((one, place) => place > index && one.depth <= depth);
  return (end < 0 ? clauses.length : end) - index;
}

/** One deeper or higher, with all that stands below it. */
export function nested<T extends { depth: number }>(clauses: readonly T[], index: number, by: 1 | -1): T[] {
  const end = index + branch(clauses, index);
  return settled(clauses.map((one, place) => (place >= index && place < end ? { ...one, depth: one.depth + by } : one)));
}

/** Before the clause above it of the same depth, or after the one below it. */
export function moved<T extends { depth: number }>(clauses: readonly T[], index: number, by: 1 | -1): T[] {
  const size = branch(clauses, index);
  const depth = clauses[index]?.depth ?? 1;
  const part = clauses.slice(index, index + size);
  const rest = [...clauses.slice(0, index), ...clauses.slice(index + size)];
  if (by === 1) {
    const next = clauses[index + size];
    if (next === undefined || next.depth !== depth) return [...clauses];
    const at = index + branch(clauses, index + size);
    return [...rest.slice(0, at), ...part, ...rest.slice(at)];
  }
  let at = index - 1;
  while (at >= 0 && (clauses[at]?.depth ?? 0) > depth) at -= 1;
  if (at < 0 || clauses[at]?.depth !== depth) return [...clauses];
  return [...rest.slice(0, at), ...part, ...rest.slice(at)];
}

export function removed<T extends { depth: number }>(clauses: readonly T[], index: number): T[] {
  return settled(clauses.filter((_, place) => place !== index));
}

export const typedOf = (clauses: readonly Clause[]): TypedClause[] => settled(clauses.map(({ number, field, texts }) => ({ depth: depthOf(number), field, texts: { ...texts } })));

const isEmpty = (one: TypedClause, languages: readonly Lang[]) => languages.every((language) => !one.texts[language]?.trim());

/** Only the languages that are ticked; lines in which nothing stands are left out. */
export function clausesFrom(typed: readonly TypedClause[], languages: readonly Lang[]): Clause[] {
  const said = settled(typed.filter((one) => !isEmpty(one, languages)));
  const numbers = numbersOf(said.map((one) => one.depth));
  return said.map((one, index) => ({ number: numbers[index] ?? '', field: one.field.trim(), texts: only(one.texts, languages) }));
}
export const only = (texts: Translated, languages: readonly Lang[]): Translated => Object.fromEntries(languages.map((language) => [language, (texts[language] ?? '').trim()]));

/** Where a text is missing in one language of a clause that says something in another. */
export function missing(typed: readonly { texts: Translated }[], languages: readonly Lang[]): { index: number; language: Lang }[] {
  return typed.flatMap((one, index) => {
    const empty = languages.filter((language) => !one.texts[language]?.trim());
    return empty.length === languages.length ? [] : empty.map((language) => ({ index, language }));
  });
}
