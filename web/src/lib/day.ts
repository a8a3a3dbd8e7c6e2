// A day as people type it, as EDTF: 2026-02-01, 1.2.2026, 1/2/2026, +14 (days from now), 2026-02, or any EDTF as it stands.
import { asciiDigits } from '../i18n/digits';
import { bounds } from './edtf';
import { dayNumber } from './time';

const DAY_MS = 86_400_000;
const two = (n: number) => String(n).padStart(2, '0');
const isDay = (year: number, month: number, day: number) => {
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
};

/** The Baghdad day of a moment: "2026-01-15". */
export const dayOf = (ms: number): string => new Date(dayNumber(ms) * DAY_MS).toISOString().slice(0, 10);

/** null: it is no date; "" for nothing typed. */
export function readDay(text: string, now: number): string | null {
  const plain = asciiDigits(text).replace(/[\u200e\u200f\u2066-\u2069]/g, '').trim();
  if (plain === '') return '';
  const ahead = /^\+ ?(\d{1,4})$/.exec(plain);
  if (ahead) return dayOf(now + Number(ahead[1]) * DAY_MS);
  const people = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(plain);
  if (people) {
    const [day, month, year] = [Number(people[1]), Number(people[2]), Number(people[3])];
    return isDay(year, month, day) ? `${year}-${two(month)}-${two(day)}` : null;
  }
  const exact = /^(\d{4})-(\d{2})-(\d{2})$/.exec(plain);
  if (exact && !isDay(Number(exact[1]), Number(exact[2]), Number(exact[3]))) return null;
  return bounds(plain) === null ? null : plain;
}
