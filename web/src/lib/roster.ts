// Who is on duty: times are entered as people say them, a Baghdad day, a clock time and so many hours.
import type { Duty } from '../api';
import { asciiDigits } from '../i18n/digits';
import { dayNumber } from './time';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const BAGHDAD_MS = 3 * HOUR_MS;

/** The moment of "22:00", so many Baghdad days after that of `now`; null where it is no time of a day. */
export function momentOf(now: number, days: number, clock: string): number | null {
  const found = /^([01]?\d|2[0-3])[:.]?([0-5]\d)$/.exec(asciiDigits(clock.trim()));
  if (!found) return null;
  return (dayNumber(now) + days) * DAY_MS - BAGHDAD_MS + Number(found[1]) * HOUR_MS + Number(found[2]) * 60_000;
}

/** On duty now, and next within two days, each in the order of its beginning. */
export function turns(entries: readonly Duty[], now: number): { present: Duty[]; next: Duty[] } {
  const order = [...entries].sort((a, b) => a.from - b.from || a.officer.localeCompare(b.officer));
  return {
    present: order.filter((one) => one.from <= now && now < one.to),
    next: order.filter((one) => one.from > now && one.from < now + 2 * DAY_MS),
  };
}
