// A correction never edits: it stands beside what it corrects, and both are shown.
import type { Item, Slot } from '../api';
import { hasValue, titleSlot } from './slots';
import type { Place } from './where';

export interface Change {
  now: Slot;
  at: number | null;
}

const inOrder = (item: Item) => [...item.corrected].sort((a, b) => (a.at ?? 0) - (b.at ?? 0));

/** For each corrected slot the newest value that this reader was given. `known`: correction records by id. */
export function changes(item: Item, known: ReadonlyMap<string, Item>): Map<string, Change> {
  const found = new Map<string, Change>();
  for (const { id, at, slots } of inOrder(item)) {
    const correction = known.get(id);
    if (correction === undefined) continue;
    for (const slot of correction.slots) {
      if (slots.includes(slot.name) && hasValue(slot)) found.set(slot.name, { now: slot, at });
    }
  }
  return found;
}

export interface Later {
  at: number | null;
  reason: string | null;
  value: unknown;
}

/** What each correction says of one slot, oldest first. */
export function laterOf(item: Item, name: string): Later[] {
  return inOrder(item).flatMap(({ at, reason, changes }) =>
    (changes ?? []).filter((one) => one.name === name && one.value !== null && one.value !== undefined).map(({ value }) => ({ at, reason, value })),
  );
}

/** What each slot says now: the last correction that reached this reader, or what it said first. */
export function standing(item: Item): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (const slot of item.slots) if (slot.open) found.set(slot.name, slot.value);
  for (const { changes } of inOrder(item)) for (const { name, value } of changes ?? []) if (value !== null && value !== undefined) found.set(name, value);
  return found;
}

/** The words by which a record is called, as they stand now; null: not opened. */
export function standingTitle(item: Item): string | null {
  const slot = titleSlot(item.kind);
  const words = slot === null ? null : standing(item).get(slot);
  return typeof words === 'string' ? words : item.title;
}

/** Where it was, as it stands now: the exact place where this reader holds it. */
export function standingPlace(item: Item): Place | null {
  const known = standing(item);
  for (const name of ['place_exact', 'place']) {
    const value = known.get(name) as Place | null | undefined;
    if (value && typeof value.lat === 'number' && typeof value.lon === 'number') return { ...value, name: value.name ?? null };
  }
  return null;
}
