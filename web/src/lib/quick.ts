// One typed line as the log reads it: when, what kind, where, and the words themselves.
import type { MapPlace, Place } from '../api';
import { asciiDigits } from '../i18n/digits';
import { findPlace, fold, reach } from './places';
import { findGrid } from './grid';
import { mgrs } from './mgrs';

export type QuickKind = 'log-entry' | 'incident' | 'desk-message';
/** What the line is not to be read as: its officer struck the chip. */
export type Reading = 'at' | 'kind' | 'place';

export interface Quick {
  kind: QuickKind;
  /** the typed time; null: now */
  at: number | null;
  place: Place | null;
  /** of the gazetteer, where the place is named */
  known: MapPlace | null;
  grid: string | null;
  urgent: boolean;
  /** without time and type word */
  text: string;
}

const BAGHDAD_MS = 3 * 3_600_000;
const DAY_MS = 86_400_000;
/** a clock a little fast at the post must not turn its report into yesterday's */
const AHEAD_MS = 10 * 60_000;

const KINDS: Record<string, QuickKind | 'urgent'> = Object.fromEntries(
  (
    [
      ['log-entry', ['log', 'قيد', 'سجل', 'تۆمار']],
      ['incident', ['incident', 'inc', 'spot', 'حادث', 'حادثة', 'ڕووداو']],
      ['desk-message', ['message', 'msg', 'رسالة', 'پەیام', 'نامە']],
      ['urgent', ['urgent', 'عاجل', 'بەپەلە']],
    ] as const
  ).flatMap(([kind, words]) => words.map((word) => [fold(word), kind])),
);

/** The last moment at which a Baghdad clock showed `hours:minutes`, at most a few minutes ahead of `now`. */
export function lastAt(hours: number, minutes: number, now: number, offset = BAGHDAD_MS): number {
  const midnight = Math.floor((now + offset) / DAY_MS) * DAY_MS - offset;
  const today = midnight + (hours * 60 + minutes) * 60_000;
  return today <= now + AHEAD_MS ? today : today - DAY_MS;
}

/** "0310", "03:10", "3.10", with Z for UTC, in any digits; null for anything else. */
export function readClock(word: string, now: number): number | null {
  const found = /^(?:(\d{2})(\d{2})|(\d{1,2})[:.](\d{2}))([CZcz]?)$/.exec(asciiDigits(word));
  if (found === null) return null;
  const hours = Number(found[1] ?? found[3]);
  const minutes = Number(found[2] ?? found[4]);
  if (hours > 23 || minutes > 59) return null;
  return lastAt(hours, minutes, now, /z/i.test(found[5] ?? '') ? 0 : BAGHDAD_MS);
}

function takeWord(text: string): [string, string] {
  const found = /^\s*(\S+)\s*/.exec(text);
  return found === null ? ['', text] : [found[1] ?? '', text.slice(found[0].length)];
}

/** A type word ends with a colon; "log" and "incident" are also read without one. A message leaves the house: only with it. */
function kindOf(word: string): QuickKind | 'urgent' | null {
  const bare = word.replace(/[:：]$/, '');
  const kind = KINDS[fold(bare)] ?? null;
  const marked = bare !== word;
  return marked || kind === 'log-entry' || kind === 'incident' ? kind : null;
}

export interface Around {
  now: number;
  places: readonly MapPlace[];
  /** where the desk is */
  near: { lat: number; lon: number } | null;
}

export function quick(line: string, { now, places, near }: Around, not: readonly Reading[] = []): Quick {
  let rest = line;
  let at: number | null = null;
  let kind: QuickKind | null = null;
  let urgent = false;
  // time and type word stand in front, in either order
  for (let turn = 0; turn < 3; turn += 1) {
    const [word, after] = takeWord(rest);
    const time: number | null = at === null && !not.includes('at') ? readClock(word, now) : null;
    const named: QuickKind | 'urgent' | null = not.includes('kind') ? null : kindOf(word);
    if (time !== null) at = time;
    else if (named === 'urgent' && !urgent) urgent = true;
    else if (named !== null && named !== 'urgent' && kind === null) kind = named;
    else break;
    rest = after;
  }
  const text = rest.trim();
  const where = { place: null as Place | null, known: null as MapPlace | null, grid: null as string | null };
  if (!not.includes('place')) {
    const latin = asciiDigits(text);
    const square = findGrid(latin, near);
    const found = square === null ? findPlace(text, places) : null;
    if (square !== null) {
      where.grid = mgrs(square.lat, square.lon, square.precision_m);
      where.place = { lat: square.lat, lon: square.lon, precision_m: square.precision_m, name: null };
    } else if (found !== null) {
      where.known = found.place;
      const precision_m = reach(found.place);
      where.grid = mgrs(found.place.lat, found.place.lon, precision_m);
      where.place = { lat: found.place.lat, lon: found.place.lon, precision_m, name: text.slice(found.start, found.end) };
    }
  }
  return { kind: kind ?? (urgent ? 'desk-message' : 'log-entry'), at, ...where, urgent, text };
}

/** An instant as the slots write it. */
export const edtfInstant = (ms: number) => new Date(Math.floor(ms / 60_000) * 60_000).toISOString().replace('.000Z', 'Z');
