// Dates as reports give them: EDTF level 0 and 1 as far as the records use it. What is open stays open.
import { fmt, t } from '../i18n/index.svelte';
import { dayNumber } from './time';

export interface Bounds {
  from: number | null;
  to: number | null;
  /** one end is not known to the writer ("..") */
  open: boolean;
  approximate: boolean;
}

const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?%]?)$/;

function instant(text: string): number | null {
  if (!text.includes('T')) return null;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : ms;
}

/** First and last millisecond (exclusive end) of a date that may name a year, a month or a day only. */
function extent(text: string): [number, number] | null {
  const at = instant(text);
  if (at !== null) return [at, at];
  const match = DATE.exec(text);
  if (!match) return null;
  const year = Number(match[1]);
  if (match[2] === undefined) return [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)];
  const month = Number(match[2]) - 1;
  if (match[3] === undefined) return [Date.UTC(year, month, 1), Date.UTC(year, month + 1, 1)];
  const date = Number(match[3]);
  return [Date.UTC(year, month, date), Date.UTC(year, month, date + 1)];
}

/** The stretch a date covers; null for what is not EDTF as we write it. */
export function bounds(edtf: string): Bounds | null {
  const approximate = /[~?%]/.test(edtf);
  const parts = edtf.split('/');
  if (parts.length > 2) return null;
  const first = parts[0] ?? '';
  const last = parts[1] ?? first;
  const start = first === '..' || first === '' ? null : extent(first);
  const end = last === '..' || last === '' ? null : extent(last);
  if (start === null && end === null) return null;
  if ((start === null && first !== '..' && first !== '') || (end === null && last !== '..' && last !== '')) return null;
  return { from: start?.[0] ?? null, to: end?.[1] ?? null, open: start === null || end === null, approximate };
}

function words(text: string): string {
  const at = instant(text);
  if (at !== null) return `${fmt.clock(at)}${fmt.comma()}${fmt.yearDay(at)}`;
  const match = DATE.exec(text);
  if (!match) return text;
  const [, year = '', month, of, mark = ''] = match;
  const date = fmt.date(year, month === undefined ? undefined : Number(month), of === undefined ? undefined : Number(of));
  return mark === '' ? date : t(mark === '?' ? 'date-perhaps' : 'date-about', { date });
}

/** A date in the page's words: "July 2021", "26 July 2021 to December 2021", "from 2026, end open". */
export function inWords(edtf: string): string {
  const [first, last] = edtf.split('/');
  if (first === undefined || last === undefined) return words(edtf);
  if (last === '..' || last === '') return t('date-from', { date: words(first) });
  if (first === '..' || first === '') return t('date-until', { date: words(last) });
  const from = instant(first);
  const to = instant(last);
  const sameDay = from !== null && to !== null && dayNumber(from) === dayNumber(to);
  return t('date-span', { from: sameDay ? fmt.clock(from) : words(first), to: words(last) });
}
