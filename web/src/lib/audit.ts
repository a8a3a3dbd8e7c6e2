// The journal is read page by page from its newest row; what is asked for beyond the officer is sorted out here.
import type { AuditRow } from '../api';
import { asciiDigits } from '../i18n/digits';
import { dayNumber } from './time';

export const ACTS = [
  'recorded', 'released', 'shown', 'proposed', 'approved', 'refused', 'evidence-taken', 'bundle-exported', 'bundle-imported',
  'logged-in', 'login-refused', 'officer-changed', 'policy-changed', 'roster-changed', 'link-changed', 'document-admitted',
] as const;
const DAY_MS = 86_400_000;
const BAGHDAD_MS = 3 * 3_600_000;

export interface Wanted {
  officer: string;
  act: string;
  /** Baghdad days as "2026-01-15", in any digits; empty: no bound */
  from: string;
  to: string;
}

/** First moment of a typed day; NaN where it is none. */
function startOf(typed: string): number {
  const day = asciiDigits(typed.trim());
  const at = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : NaN;
  // 30 February would be taken for a day of March
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== day ? NaN : at - BAGHDAD_MS;
}

/** Whether something is typed that is no day. */
export const isNoDay = (typed: string): boolean => typed.trim() !== '' && Number.isNaN(startOf(typed));

/** From the first moment of the first day to just before the day after the last, ms since 1970 UTC. */
export function stretch(wanted: Pick<Wanted, 'from' | 'to'>): { from: number; to: number } {
  const [from, to] = [startOf(wanted.from), startOf(wanted.to)];
  return { from: Number.isNaN(from) ? -Infinity : from, to: Number.isNaN(to) ? Infinity : to + DAY_MS };
}

export function fits(row: AuditRow, wanted: Wanted): boolean {
  const { from, to } = stretch(wanted);
  return row.at >= from && row.at < to && (wanted.act === '' || row.act === wanted.act) && (wanted.officer === '' || row.officer === wanted.officer);
}

/** Whether every row after this one, which is older, lies before the days asked for. */
export const past = (row: AuditRow, wanted: Wanted): boolean => row.at < stretch(wanted).from;

/** The Baghdad day of a moment, as inputs of days write it. */
export const dayInput = (ms: number): string => new Date(dayNumber(ms) * DAY_MS).toISOString().slice(0, 10);
