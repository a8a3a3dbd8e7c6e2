// What a desk may say about its own record's way to one other party.
import type { Item, Release, Slot } from '../api';
import { t } from '../i18n/index.svelte';
import { hasValue } from './slots';

export type Shared =
  | { state: 'whole'; words: string }
  | { state: 'part'; words: string }
  | { state: 'withheld'; words: string };

export function releasesTo(item: Item, party: string): Release[] {
  return item.releases.filter((release) => release.to === party).sort((a, b) => a.queued - b.queued);
}

/** How much of what a record says `party` was given: slots that are empty count for nothing. */
export function share(item: Item, party: string): { n: number; of: number } {
  const crossed = crossedSlots(item, party);
  const says = item.slots.filter((slot) => !slot.open || hasValue(slot));
  return { n: says.filter((slot) => crossed.has(slot.name)).length, of: says.length };
}

export function sharedWith(item: Item, party: string): Shared {
  const releases = releasesTo(item, party);
  if (releases.length === 0) return { state: 'withheld', words: t('shared-withheld') };
  const whole = { state: 'whole', words: t('shared-whole') } as const;
  if (releases.some((release) => release.whole)) return whole;
  const { n, of } = share(item, party);
  return n >= of ? whole : { state: 'part', words: t('shared-part', { n, of }) };
}

/** Names of the slots that `party` was given by any release. */
export function crossedSlots(item: Item, party: string): Set<string> {
  const releases = releasesTo(item, party);
  if (releases.some((release) => release.whole)) return new Set(item.slots.map((slot) => slot.name));
  return new Set(releases.flatMap((release) => release.slots));
}

/** Slots that say something and that `party` was not given. */
export function keptSlots(item: Item, party: string): Slot[] {
  const crossed = crossedSlots(item, party);
  return item.slots.filter((slot) => hasValue(slot) && !crossed.has(slot.name));
}

export const STOPS = ['queued', 'delivered', 'opened', 'acknowledged'] as const;
export type StopName = (typeof STOPS)[number];
export interface Stop {
  name: StopName;
  at: number | null;
  reached: boolean;
  /** the last stop that a receipt proves */
  last: boolean;
  /** the way to this stop's successor took longer than a minute */
  waited: boolean;
}

const WAITED_MS = 60_000;

export function stops(release: Release): Stop[] {
  const times: (number | null)[] = [release.queued, release.delivered, release.opened, release.acknowledged];
  let reached = 0;
  times.forEach((at, index) => {
    if (at !== null && at !== undefined) reached = index;
  });
  return STOPS.map((name, index) => {
    const at = times[index] ?? null;
    const next = index === 0 ? (times[1] ?? null) : null;
    return {
      name,
      at,
      reached: index <= reached,
      last: index === reached,
      waited: index === 0 && next !== null && next - release.queued > WAITED_MS,
    };
  });
}

/** Parties that hold a copy of a record as receipts prove it, and those that one is on its way to. */
export function holders(item: Item): { copies: string[]; underway: string[] } {
  const to = [...new Set(item.releases.map((release) => release.to))];
  const has = (party: string) => item.releases.some((release) => release.to === party && release.delivered !== null);
  return { copies: to.filter(has), underway: to.filter((party) => !has(party)) };
}
