// The sheet: one row is one moment. A record stands on the row of its owner's time, on both sides;
// a side that does not hold it has nothing there.
import type { Item } from '../api';
import type { Mark, Sides } from './party';
import { markOf } from './party';
import { dayNumber } from './time';

export interface Gap {
  from: number;
  to: number | null;
}
export interface Pair {
  id: string;
  at: number;
  owner: Mark;
  a: Item | null;
  b: Item | null;
}
export type Row =
  | { type: 'day'; key: string; at: number }
  | { type: 'gap'; key: string; from: number; to: number | null }
  | { type: 'pair'; key: string; pair: Pair; sameMinute: boolean; cut: boolean }
  | { type: 'linked'; key: string; relation: string; first: Pair; second: Pair; adjacent: boolean };

const DESK_KINDS = new Set(['log-entry', 'incident']);
const minute = (ms: number) => Math.floor(ms / 60_000);

/** When a record stands on the sheet: the time its owner claims, else when this node stored it. */
export function momentOf(item: Item): number | null {
  return item.at ?? item.received;
}

/** Joins what two desks hold by record id. The owner's own time decides; a copy may not show it. */
export function pairs(a: readonly Item[], b: readonly Item[], sides: Sides): Pair[] {
  const found = new Map<string, Pair>();
  const put = (item: Item, side: 'a' | 'b') => {
    if (!DESK_KINDS.has(item.kind)) return;
    const owner = markOf(item.party, sides);
    const pair = found.get(item.id) ?? { id: item.id, at: Number.NaN, owner, a: null, b: null };
    pair[side] = item;
    const moment = momentOf(item);
    if (moment !== null && (Number.isNaN(pair.at) || owner === side)) pair.at = moment;
    found.set(item.id, pair);
  };
  for (const item of a) put(item, 'a');
  for (const item of b) put(item, 'b');
  return [...found.values()]
    .filter((pair) => !Number.isNaN(pair.at))
    .sort((one, two) => one.at - two.at || (one.id < two.id ? -1 : 1));
}

/** Rows before `from` are dropped: there one side's list ends and blanks would be read as absence. */
export function sheetRows(all: readonly Pair[], gaps: readonly Gap[], from: number): Row[] {
  const shown = all.filter((pair) => pair.at >= from);
  const first = shown[0];
  if (first === undefined) return [];
  const pending = gaps.filter((gap) => gap.to === null || gap.to >= first.at).sort((x, y) => x.from - y.from);
  const links = linkedAfter(shown);
  const rows: Row[] = [];
  let day: number | null = null;
  let last: number | null = null;
  const turnDay = (at: number) => {
    if (dayNumber(at) === day) return;
    day = dayNumber(at);
    last = null;
    rows.push({ type: 'day', key: `day-${day}`, at });
  };
  const putGaps = (before: number) => {
    while (pending[0] !== undefined && pending[0].from <= before) {
      const gap = pending.shift();
      if (gap === undefined) break;
      turnDay(Math.max(gap.from, first.at));
      rows.push({ type: 'gap', key: `gap-${gap.from}`, from: gap.from, to: gap.to });
      last = null;
    }
  };
  for (const pair of shown) {
    putGaps(pair.at);
    turnDay(pair.at);
    const cut = gaps.some((gap) => pair.at >= gap.from && (gap.to === null || pair.at < gap.to));
    rows.push({ type: 'pair', key: pair.id, pair, sameMinute: minute(pair.at) === last, cut });
    last = minute(pair.at);
    rows.push(...(links.get(pair.id) ?? []));
  }
  putGaps(Infinity);
  return rows;
}

/** Bands for linked reports, keyed by the later one of the two. Both stay rows of their own. */
function linkedAfter(shown: readonly Pair[]): Map<string, Row[]> {
  const place = new Map(shown.map((pair, index) => [pair.id, index]));
  const bands = new Map<string, Row[]>();
  const seen = new Set<string>();
  for (const pair of shown) {
    for (const link of [...(pair.a?.links ?? []), ...(pair.b?.links ?? [])]) {
      const here = place.get(pair.id);
      const there = place.get(link.other);
      const key = [pair.id, link.other].sort().join();
      if (here === undefined || there === undefined || here === there || seen.has(key)) continue;
      seen.add(key);
      const first = shown[Math.min(here, there)];
      const second = shown[Math.max(here, there)];
      if (first === undefined || second === undefined) continue;
      const band: Row = {
        type: 'linked',
        key: `link-${link.id}`,
        relation: link.relation,
        first,
        second,
        adjacent: Math.abs(here - there) === 1,
      };
      bands.set(second.id, [...(bands.get(second.id) ?? []), band]);
    }
  }
  return bands;
}
