// EDTF dates as whole days of the calendar (days since 1970-01-01, no zone), and what it means to move one by days.
import { dayNumber } from './time';

const DAY_MS = 86_400_000;
const BAGHDAD_MS = 3 * 3_600_000;
const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?%]?)$/;

/** `open`: an end is "..", or nobody gave a date. Only what is certain can be counted in days. */
export type Certainty = 'certain' | 'uncertain' | 'open';

/** First and last day that a date allows, both inclusive. */
export interface Stretch {
  first: number;
  last: number;
  unit: 'instant' | 'day' | 'month' | 'year';
  uncertain: boolean;
}

const day = (year: number, month: number, of: number) => Math.floor(Date.UTC(year, month, of) / DAY_MS);

/** One end of a date; null for "..", undefined for what is no date of the calendar. */
function end(text: string): Stretch | null | undefined {
  if (text === '..') return null;
  if (text.includes('T')) {
    const at = Date.parse(text);
    return Number.isNaN(at) ? undefined : { first: dayNumber(at), last: dayNumber(at), unit: 'instant', uncertain: false };
  }
  const match = DATE.exec(text);
  if (!match) return undefined;
  const [year, month, of] = [match[1], match[2], match[3]].map((part) => (part === undefined ? undefined : Number(part)));
  const uncertain = match[4] !== '';
  if (year === undefined || year === 0) return undefined;
  if (month === undefined) return { first: day(year, 0, 1), last: day(year + 1, 0, 0), unit: 'year', uncertain };
  if (month < 1 || month > 12) return undefined;
  if (of === undefined) return { first: day(year, month - 1, 1), last: day(year, month, 0), unit: 'month', uncertain };
  const last = day(year, month, 0) - day(year, month - 1, 0);
  return of < 1 || of > last ? undefined : { first: day(year, month - 1, of), last: day(year, month - 1, of), unit: 'day', uncertain };
}

/** Both ends as they stand in the date; the same twice for a single date. Null: no EDTF as a node reads it. */
export function ends(edtf: string): { start: Stretch | null; stop: Stretch | null } | null {
  const parts = edtf.split('/');
  if (parts.length > 2) return null;
  const start = end(parts[0] ?? '');
  const stop = parts.length === 1 ? start : end(parts[1] ?? '');
  if (start === undefined || stop === undefined || (start === null && stop === null)) return null;
  return start !== null && stop !== null && start.first > stop.last ? null : { start, stop };
}

export const isDate = (edtf: string): boolean => ends(edtf) !== null;

export function certainty(edtf: string | null): Certainty {
  const both = edtf === null ? null : ends(edtf);
  if (both === null || both.start === null || both.stop === null) return 'open';
  return both.start.uncertain || both.stop.uncertain ? 'uncertain' : 'certain';
}

/** The last day that a date allows: something due "by" it is late from the day after. Null where it is open. */
export function lastDay(edtf: string | null): number | null {
  return edtf === null ? null : (ends(edtf)?.stop?.last ?? null);
}

export function firstDay(edtf: string | null): number | null {
  return edtf === null ? null : (ends(edtf)?.start?.first ?? null);
}

/** Days from one due date to another; null where either is not certain. */
export function daysBetween(from: string | null, to: string | null): number | null {
  if (certainty(from) !== 'certain' || certainty(to) !== 'certain') return null;
  const [a, b] = [lastDay(from), lastDay(to)];
  return a === null || b === null ? null : b - a;
}

const two = (n: number) => String(n).padStart(2, '0');

/** "2026-01-15" of a day. */
export function isoDay(number: number): string {
  const at = new Date(number * DAY_MS);
  return `${String(at.getUTCFullYear()).padStart(4, '0')}-${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())}`;
}

/** A month or a year moves to the one that its middle comes to lie in: it stays as exact as it was. */
function moved(text: string, stretch: Stretch, days: number): string {
  if (stretch.unit === 'instant') return `${new Date(Date.parse(text) + days * DAY_MS + BAGHDAD_MS).toISOString().slice(0, 19)}+03:00`;
  const iso = isoDay(Math.floor((stretch.first + stretch.last) / 2) + days);
  return iso.slice(0, stretch.unit === 'day' ? 10 : stretch.unit === 'month' ? 7 : 4);
}

/** The date so many days later, no more exact than before; null for what is not certain, which nobody can move by days. */
export function shifted(edtf: string | null, days: number): string | null {
  if (edtf === null || certainty(edtf) !== 'certain') return null;
  const both = ends(edtf);
  if (!both?.start || !both.stop) return null;
  const [first = '', last] = edtf.split('/');
  const start = moved(first, both.start, days);
  return last === undefined ? start : `${start}/${moved(last, both.stop, days)}`;
}
