// A correction never edits: it stands beside what it corrects, and both are shown.
import type { Item, Slot } from '../api';
import { hasValue } from './slots';

export interface Change {
  now: Slot;
  at: number | null;
}

/** For each corrected slot the newest value that this reader was given. `known`: correction records by id. */
export function changes(item: Item, known: ReadonlyMap<string, Item>): Map<string, Change> {
  const found = new Map<string, Change>();
  const sorted = [...item.corrected].sort((a, b) => (a.at ?? 0) - (b.at ?? 0));
  for (const { id, at, slots } of sorted) {
    const correction = known.get(id);
    if (correction === undefined) continue;
    for (const slot of correction.slots) {
      if (slots.includes(slot.name) && hasValue(slot)) found.set(slot.name, { now: slot, at });
    }
  }
  return found;
}
