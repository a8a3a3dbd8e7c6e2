// Moments as officers type them: date-time groups, bare clocks, "now". A zone that is not given is Baghdad's, UTC+3.
import { asciiDigits } from '../i18n/digits';
import { dateTimeGroup } from './time';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const BAGHDAD_HOURS = 3;
/** Clocks differ a little; what is later than that has not been observed. */
const AHEAD_MS = 5 * MINUTE;
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const NOW_WORDS = ['now', 'الآن', 'الان', 'ئێستا', 'ئیستا'];

/** Both ends, ms since 1970 UTC; equal for one moment. */
export interface Moments {
  from: number;
  to: number;
}
export type Misread = 'form' | 'day' | 'future' | 'order';

/** Hours east of Greenwich of a military zone letter; J is local time, none is not said. */
function zoneHours(letter: string): number | null {
  if (letter === '') return null;
  if (letter === 'J') return BAGHDAD_HOURS;
  if (letter === 'Z') return 0;
  const east = 'ABCDEFGHIKLM'.indexOf(letter);
  return east >= 0 ? east + 1 : -('NOPQRSTUVWXY'.indexOf(letter) + 1);
}

interface Parts {
  year?: number;
  month?: number;
  day?: number;
  hour: number;
  minute: number;
  /** hours east of Greenwich; null: not said */
  zone: number | null;
}

function parts(text: string): Parts | null {
  const number = (figures: string | undefined) => (figures === undefined ? undefined : Number(figures));
  const iso = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{1,2}):?(\d{2})(?::00)?(Z|C|\+03:00)?$/.exec(text);
  if (iso) return { year: Number(iso[1]), month: Number(iso[2]) - 1, day: Number(iso[3]), hour: Number(iso[4]), minute: Number(iso[5]), zone: iso[6] === 'Z' ? 0 : BAGHDAD_HOURS };
  const clock = /^(\d{1,2}):?(\d{2}) ?([A-IJ-Z])?$/.exec(text);
  if (clock) return { hour: Number(clock[1]), minute: Number(clock[2]), zone: zoneHours(clock[3] ?? '') };
  const group = /^(\d{2}) ?(\d{2}):?(\d{2}) ?(?:([A-Z]) ?)?(?:([A-Z]{3}) ?(\d{2}|\d{4})?)?$/.exec(text);
  if (!group) return null;
  const month = group[5] === undefined ? undefined : MONTHS.indexOf(group[5]);
  if (month === -1) return null;
  const year = number(group[6]);
  return {
    day: Number(group[1]), hour: Number(group[2]), minute: Number(group[3]), zone: zoneHours(group[4] ?? ''),
    ...(month === undefined ? {} : { month }),
    ...(year === undefined ? {} : { year: year < 100 ? 2000 + year : year }),
  };
}

/** What is left out of the date is the latest that is not in the future. */
function settle(given: Parts, now: number): number | Misread {
  const { hour, minute } = given;
  const zone = given.zone ?? BAGHDAD_HOURS;
  if (hour > 23 || minute > 59) return 'form';
  const here = new Date(now + zone * HOUR);
  const at = (year: number, month: number, day: number) => {
    const ms = Date.UTC(year, month, day, hour, minute);
    return new Date(ms).getUTCDate() === day ? ms - zone * HOUR : null;
  };
  const latest = now + AHEAD_MS;
  const { day } = given;
  if (day === undefined) {
    const today = at(here.getUTCFullYear(), here.getUTCMonth(), here.getUTCDate()) ?? 0;
    return today > latest ? today - DAY : today;
  }
  if (day < 1 || day > 31) return 'day';
  const years = given.year === undefined ? [here.getUTCFullYear(), here.getUTCFullYear() - 1] : [given.year];
  const months = given.month === undefined ? [11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0] : [given.month];
  const all = years.flatMap((year) => months.map((month) => at(year, month, day))).filter((one) => one !== null);
  if (all.length === 0) return 'day';
  return all.find((one) => one <= latest) ?? 'future';
}

/** `zone`: where none is said. */
function one(text: string, now: number, zone: number | null): number | Misread {
  if (NOW_WORDS.includes(text.toLowerCase())) return Math.floor(now / MINUTE) * MINUTE;
  const ago = /^[-−] ?(\d{1,3})$/.exec(text);
  if (ago) return Math.floor(now / MINUTE) * MINUTE - Number(ago[1]) * MINUTE;
  const given = parts(text.toUpperCase());
  if (given === null) return 'form';
  const at = settle({ ...given, zone: given.zone ?? zone }, now);
  return typeof at === 'number' && at > now + AHEAD_MS ? 'future' : at;
}

/**
 * `160312C JAN 25`, `160312`, `0312`, `03:12`, `0012Z`, `now`, `-10` (minutes ago), `2025-01-16 03:12`, or two of the
 * first ones with a dash between them.
 */
export function readMoments(text: string, now: number): Moments | Misread {
  const plain = asciiDigits(text).replace(/[\u200e\u200f\u2066-\u2069]/g, '').replace(/\s+/g, ' ').trim();
  const [first, last, more] = /^\d{4}-\d{2}-\d{2}/.test(plain) ? [plain] : plain.split(/(?<=[\w\d]) ?[-–—/] ?(?=\d)/);
  if (first === undefined || more !== undefined) return 'form';
  const from = one(first, now, null);
  if (typeof from !== 'number') return from;
  if (last === undefined) return { from, to: from };
  const [start, end] = [parts(first.toUpperCase()), parts(last.toUpperCase())];
  // the end of a stretch is in the zone of its start, and on the day of its start or past midnight
  const zone = start?.zone ?? null;
  const bare = end !== null && end.day === undefined;
  const to = bare ? settle({ ...end, zone: end.zone ?? zone }, from + DAY - MINUTE - AHEAD_MS) : one(last, now, zone);
  if (typeof to !== 'number') return to;
  if (to > now + AHEAD_MS) {
    // two clocks with midnight between them, typed before midnight, are those of the night before
    const day = (ms: number) => Math.floor((ms + (zone ?? BAGHDAD_HOURS) * HOUR) / DAY);
    return bare && start !== null && start.day === undefined && day(to) > day(from) ? { from: from - DAY, to: to - DAY } : 'future';
  }
  return to < from ? 'order' : { from, to };
}

/** As it is typed again: "160312C JAN 25", "160312C JAN 25 - 160340C JAN 25". */
export function momentsText({ from, to }: Moments): string {
  return from === to ? dateTimeGroup(from) : `${dateTimeGroup(from)} - ${dateTimeGroup(to)}`;
}

/** "2025-01-16T03:12:00+03:00" */
function instant(ms: number): string {
  return `${new Date(ms + BAGHDAD_HOURS * HOUR).toISOString().slice(0, 19)}+03:00`;
}

/** The EDTF of a slot. */
export function momentsEdtf({ from, to }: Moments): string {
  return from === to ? instant(from) : `${instant(from)}/${instant(to)}`;
}
