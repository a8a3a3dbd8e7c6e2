// The node's own log: its rows, what is open in it, and the filters over it.
import type { Item } from '../api';
import { standing } from './corrections';
import type { Waiting } from './due';
import { releasesTo, share, stops, type StopName } from './release';
import { momentOf } from './rows';
import { slotOf } from './slots';
import { dayNumber } from './time';

export const LOG_KINDS = ['log-entry', 'incident', 'desk-message', 'handover', 'disclosure', 'sitrep'] as const;

export type LogRow = { type: 'day'; key: string; at: number } | { type: 'entry'; key: string; at: number; item: Item };

/** Rows oldest first, a day's name before its first entry. */
export function logRows(items: readonly Item[]): LogRow[] {
  const known = new Set<string>(LOG_KINDS);
  const placed = items
    .flatMap((item) => {
      const at = momentOf(item);
      return at === null || !known.has(item.kind) ? [] : [{ item, at }];
    })
    .sort((one, two) => one.at - two.at || (one.item.id < two.item.id ? -1 : 1));
  const rows: LogRow[] = [];
  let day: number | null = null;
  for (const { item, at } of placed) {
    if (dayNumber(at) !== day) {
      day = dayNumber(at);
      rows.push({ type: 'day', key: `day-${day}`, at });
    }
    rows.push({ type: 'entry', key: item.id, at, item });
  }
  return rows;
}

export function textsOf(item: Item, slot: string): string[] {
  const found = slotOf(item, slot);
  return found?.open && Array.isArray(found.value) ? (found.value as unknown[]).filter((one): one is string => typeof one === 'string') : [];
}
export function textOf(item: Item, slot: string): string {
  const found = slotOf(item, slot);
  return found?.open && typeof found.value === 'string' ? found.value : '';
}
const isDone = (item: Item) => slotOf(item, 'done')?.value === true;

/** Matters that our own side has declared done, each with the last moment it said so. */
function doneMatters(items: readonly Item[]): Map<string, number> {
  const done = new Map<string, number>();
  for (const item of items) {
    if (item.own && item.kind === 'log-entry' && isDone(item)) done.set(item.matter, Math.max(done.get(item.matter) ?? -Infinity, item.at ?? -Infinity));
  }
  return done;
}

export const RESTS_MS = 72 * 3_600_000;

/**
 * Ids of what still waits for somebody: an acknowledgement either way, an entry not done, an incident that nobody closed and no
 * later entry of its matter settled, a handover that nobody has taken, a report that nobody has approved. Nobody watches what has rested for three days.
 */
export function openIds(items: readonly Item[], due: readonly Waiting[], now: number): Set<string> {
  const open = new Set(due.map(({ id }) => id));
  const done = doneMatters(items);
  for (const item of items) {
    const stands = item.superseded_by === null && item.withdrawn === null && item.repudiated === null;
    if (!stands || now - (momentOf(item) ?? 0) > RESTS_MS) continue;
    const settled = (done.get(item.matter) ?? -Infinity) >= (item.at ?? Infinity);
    if (item.kind === 'log-entry' && item.own && slotOf(item, 'done')?.value === false && item.state !== 'done' && !settled) open.add(item.id);
    if (item.kind === 'incident' && item.own && item.state !== 'closed' && !settled) open.add(item.id);
    if (item.own && ((item.kind === 'handover' && item.state === 'signed') || (item.kind === 'sitrep' && item.state === 'draft'))) open.add(item.id);
  }
  return open;
}

/** "own side" for what is never for others; else how much of it `party` was given. */
export type Given = { state: 'own' | 'withheld' | 'whole' } | { state: 'part'; n: number; of: number };

export function givenTo(item: Item, party: string): Given {
  const releases = releasesTo(item, party);
  if (releases.length === 0) return { state: ['handover', 'disclosure'].includes(item.kind) ? 'own' : 'withheld' };
  const { n, of } = share(item, party);
  return n >= of || releases.some((release) => release.whole) ? { state: 'whole' } : { state: 'part', n, of };
}

/** The farthest stop that any release to `party` has reached, and when. */
export function reached(item: Item, party: string): { stop: StopName; at: number | null } | null {
  const last = releasesTo(item, party).at(-1);
  if (last === undefined) return null;
  const stop = stops(last).find((one) => one.last);
  return stop ? { stop: stop.name, at: stop.at } : null;
}

/** When our side acknowledged somebody's record, ms; null: not yet. */
export function acknowledgedBy(item: Item, party: string): { at: number | null } | null {
  return item.acknowledgements.find((ack) => ack.party === party && ack.what === 'acknowledged') ?? null;
}

/** The end of an officer's last watch: his last signed handover. null: none is held here. */
export function lastShiftOf(officer: string, handovers: readonly Item[]): number | null {
  const ends = handovers.filter((item) => item.own && item.author === officer).map((item) => item.span?.to ?? item.at ?? -Infinity);
  return ends.length === 0 ? null : Math.max(...ends);
}

/** What each chip of the filters asks for; several together must all hold. */
export const CHIPS = ['shift', 'open', 'theirs', 'withheld'] as const;
export type Chip = (typeof CHIPS)[number];
export interface Filter {
  chips: Chip[];
  /** words that must stand in the entry */
  words: string;
}
export interface Saved extends Filter {
  name: string;
}
export const ALL: Filter = { chips: [], words: '' };

export function isFilter(kept: unknown): kept is Filter {
  const one = kept as Partial<Filter> | null;
  return typeof one === 'object' && one !== null && typeof one.words === 'string' && Array.isArray(one.chips) && one.chips.every((chip) => CHIPS.includes(chip));
}
export const areSaved = (kept: unknown): kept is Saved[] => Array.isArray(kept) && kept.every((one) => isFilter(one) && typeof (one as { name?: unknown }).name === 'string');
export const sameFilter = (a: Filter, b: Filter) => a.words === b.words && a.chips.length === b.chips.length && a.chips.every((chip) => b.chips.includes(chip));

export interface Standing {
  own: string;
  peer: string;
  open: ReadonlySet<string>;
  /** the start of what has happened since the officer's last watch */
  since: number | null;
  /** every text of an entry in one form, for the words */
  fold: (text: string) => string;
}

export function passes(item: Item, at: number, filter: Filter, { own, peer, open, since, fold }: Standing): boolean {
  if (filter.chips.includes('shift') && since !== null && at < since) return false;
  if (filter.chips.includes('open') && !open.has(item.id)) return false;
  if (filter.chips.includes('theirs') && item.party === own) return false;
  if (filter.chips.includes('withheld') && (item.party !== own || (peer !== '' ? givenTo(item, peer).state !== 'withheld' : item.releases.length > 0))) return false;
  const words = fold(filter.words).split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const said = fold([item.title ?? '', ...textsOf(item, 'told'), ...[...standing(item).values()].filter((value) => typeof value === 'string')].join(' '));
  return words.every((word) => said.includes(word));
}

/** Whom entries were told to, the most told first: what an officer is offered before he has told anybody. */
export function toldBefore(items: readonly Item[], most = 8): string[] {
  const counts = new Map<string, number>();
  for (const item of items) for (const name of item.own ? textsOf(item, 'told') : []) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).slice(0, most).map(([name]) => name);
}

/** What may be done with an entry; absent: this officer may not. */
export interface LogActs {
  open: (item: Item) => void;
  acknowledge?: (item: Item) => void;
  release?: (item: Item) => void;
  /** corrections and what settles a matter */
  write?: boolean;
  evidence?: (item: Item, peer: string) => void;
}

/** The desk messages with one party, oldest first. A desk of it is named "party" or "party.desk". */
export function threadOf(items: readonly Item[], party: string): Item[] {
  const withParty = (item: Item) => (item.own ? textOf(item, 'to').split('.')[0] === party : item.party === party);
  return items.filter((item) => item.kind === 'desk-message' && withParty(item)).sort((a, b) => (a.at ?? a.received ?? 0) - (b.at ?? b.received ?? 0) || (a.id < b.id ? -1 : 1));
}
