// A date as a form asks for it: how sure it is, and the day, month or year.
import { readDay } from './day';
import { isDate } from './edtf-days';

export const DUE_KINDS = ['by', 'about', 'open'] as const;
export type DueKind = (typeof DUE_KINDS)[number];

export interface DueForm {
  /** certain, approximate, or with its end open */
  kind: DueKind;
  text: string;
}

/** EDTF of a single date as typed; null where nothing is typed, undefined for what is no date. */
export function dateOf(text: string, now: number): string | null | undefined {
  const read = readDay(text, now);
  if (read === '') return null;
  return read !== null && isDate(read) ? read : undefined;
}

/** EDTF; null: nobody has said when; undefined: no date. */
export function edtfOf({ kind, text }: DueForm, now: number): string | null | undefined {
  const date = dateOf(text, now);
  if (date === null || date === undefined || kind === 'by') return kind === 'open' || date !== null ? date : undefined;
  const made = kind === 'about' ? `${date}~` : `${date}/..`;
  return isDate(made) ? made : undefined;
}

/** The form of a date, to change it. */
export function dueForm(edtf: string | null): DueForm {
  if (edtf === null) return { kind: 'open', text: '' };
  if (edtf.endsWith('/..')) return { kind: 'open', text: edtf.slice(0, -3) };
  return edtf.endsWith('~') && !edtf.includes('/') ? { kind: 'about', text: edtf.slice(0, -1) } : { kind: 'by', text: edtf };
}
