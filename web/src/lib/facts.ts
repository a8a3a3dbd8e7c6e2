// Facts of the reports as the time line lays them out.
import type { Item } from '../api';
import { slotOf } from './slots';
import type { Timescale } from './timescale';

/** The known ends of an item's date, ms; the far end drawn one step before its exclusive bound. */
export function spanEnds(item: Item): number[] {
  const span = item.span;
  if (span === null) return [];
  return [span.from, span.to === null ? null : Math.max(span.from ?? 0, span.to - 1)].filter((end) => end !== null);
}

export interface Drawn {
  x: number;
  width: number;
  /** no end known: runs to the edge */
  open: boolean;
  approximate: boolean;
}

/** Where a date lies on the axis; null when the report gives none. */
export function drawn(item: Item, scale: Timescale): Drawn | null {
  const span = item.span;
  if (span === null) return null;
  const x = span.from === null ? 0 : scale.x(span.from);
  const end = span.to === null ? scale.width : scale.x(span.to - 1);
  return { x, width: Math.max(2, end - x), open: span.open, approximate: span.approximate };
}

/** A promise and what later took its place, oldest first. */
export function chains(items: readonly Item[]): Item[][] {
  const byId = new Map(items.map((item) => [item.id, item]));
  const later = (item: Item): Item | undefined => {
    const named = item.superseded_by === null ? undefined : byId.get(item.superseded_by);
    return named ?? items.find((one) => one.refs.some((ref) => ref.rel === 'supersedes' && ref.id === item.id));
  };
  const successors = new Set(items.map((item) => later(item)?.id));
  return items
    .filter((item) => !successors.has(item.id))
    .map((first) => {
      const chain = [first];
      for (let next = later(first); next !== undefined && !chain.includes(next); next = later(next)) chain.push(next);
      return chain;
    })
    .sort((a, b) => (startOf(a[0]) ?? Infinity) - (startOf(b[0]) ?? Infinity));
}

/** When a promise was made, as far as its record claims it. */
export function startOf(item: Item | undefined): number | null {
  if (!item) return null;
  const due = item.span?.to ?? null;
  return item.at !== null && (due === null || item.at < due) ? item.at : (item.span?.from ?? item.at);
}

export interface RangeValue {
  min: number | null;
  best: number | null;
  max: number | null;
  qualifier?: string;
}

export function rangeOf(item: Item, slot: string): RangeValue | null {
  const found = slotOf(item, slot);
  return found?.open && found.value ? (found.value as RangeValue) : null;
}

/** The figure a bar is drawn to; null where the report states none: then nothing may be drawn to scale. */
export function topOf(range: RangeValue | null): number | null {
  if (range === null) return null;
  return range.max ?? range.best ?? range.min;
}

/** Wholes with the parts that refer to them: a part is drawn inside, so that nobody adds it again. */
export function wholes(items: readonly Item[]): { whole: Item; parts: Item[] }[] {
  const ids = new Set(items.map((item) => item.id));
  const parentOf = (item: Item) => item.refs.find((ref) => ref.rel === 'part-of' && ids.has(ref.id))?.id ?? null;
  return items
    .filter((item) => parentOf(item) === null)
    .map((whole) => ({ whole, parts: items.filter((item) => parentOf(item) === whole.id) }));
}
