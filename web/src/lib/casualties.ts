// Casualties by group as one source reports them: least, best, most. What is not known stays empty and is never 0.
import { asciiDigits } from '../i18n/digits';

export const GROUPS = ['security forces', 'police', 'civilians', 'armed group', 'not known'] as const;
export const HARMS = ['killed', 'wounded', 'missing'] as const;

/** One row as it is typed. */
export interface CasualtyRow {
  group: string;
  harm: string;
  min: string;
  best: string;
  max: string;
}
export interface Casualty {
  group: string;
  harm: string;
  min: number | null;
  best: number | null;
  max: number | null;
}
export type CasualtyFault = 'number' | 'order' | 'empty' | 'twice';

const MOST = 1_000_000;

/** null: nothing typed; NaN: no count. */
function count(text: string): number | null {
  const plain = asciiDigits(text).replace(/[\s,٬.]/g, '');
  if (plain === '') return null;
  return /^\d+$/.test(plain) && Number(plain) <= MOST ? Number(plain) : Number.NaN;
}

export const emptyRow = (): CasualtyRow => ({ group: GROUPS[0], harm: HARMS[0], min: '', best: '', max: '' });

/** The slot's value, or which row is wrong and how. Rows without any figure are refused: silence is no zero. */
export function readCasualties(rows: readonly CasualtyRow[]): Casualty[] | { row: number; fault: CasualtyFault } {
  const found: Casualty[] = [];
  for (const [row, typed] of rows.entries()) {
    const [min, best, max] = [count(typed.min), count(typed.best), count(typed.max)];
    const stated = [min, best, max].filter((one) => one !== null);
    if (stated.some(Number.isNaN)) return { row, fault: 'number' };
    if (stated.length === 0) return { row, fault: 'empty' };
    if (stated.some((one, index) => index > 0 && one < (stated[index - 1] ?? 0))) return { row, fault: 'order' };
    if (found.some((one) => one.group === typed.group && one.harm === typed.harm)) return { row, fault: 'twice' };
    found.push({ group: typed.group, harm: typed.harm, min, best, max });
  }
  return found;
}

export function casualtyRows(value: unknown): CasualtyRow[] {
  if (!Array.isArray(value)) return [];
  const text = (one: number | null | undefined) => (one === null || one === undefined ? '' : String(one));
  return (value as Casualty[]).map(({ group, harm, min, best, max }) => ({ group, harm, min: text(min), best: text(best), max: text(max) }));
}
