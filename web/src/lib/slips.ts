// How far milestones have slipped: the first roadmap in force is the baseline, every later one that came into force counts.
import type { Item } from '../api';
import { daysBetween } from './edtf-days';
import { opened } from './joint';
import type { Milestone } from './roadmap';

/** One edition of a roadmap that all required parties concurred in. */
export interface Edition {
  id: string;
  /** ms; when the last concurrence was given */
  since: number;
  milestones: Milestone[];
}

export interface Slip {
  key: string;
  /** of each edition in turn: undefined where it does not name the milestone */
  dues: (string | null | undefined)[];
  baseline: string | null | undefined;
  now: string | null | undefined;
  /** days from baseline to now; null where one of them is not certain or not there */
  days: number | null;
  /** editions that gave it another date than the one before */
  times: number;
  /** not in the baseline; no longer in the newest edition */
  added: boolean;
  dropped: boolean;
}

export function milestonesOf(item: Item): Milestone[] {
  const value = opened(item, 'milestones');
  if (!Array.isArray(value)) return [];
  return (value as Partial<Milestone>[]).map(({ key = '', names, phase, due, after }) => ({ key, names: names ?? { en: key }, phase: phase ?? '', due: due ?? null, after: after ?? [] }));
}

/** The editions among these roadmaps, the first in force first. What never came into force is none. */
export function editions(items: readonly Item[]): Edition[] {
  return items
    .flatMap((item) => (item.joint?.in_force_since === null || item.joint?.in_force_since === undefined ? [] : [{ id: item.id, since: item.joint.in_force_since, milestones: milestonesOf(item) }]))
    .sort((a, b) => a.since - b.since || (a.id < b.id ? -1 : 1));
}

/** In the order of the newest edition; what it no longer names comes after. */
export function slips(all: readonly Edition[]): Slip[] {
  const keys = new Set([...all].reverse().flatMap((edition) => edition.milestones.map((one) => one.key)));
  return [...keys].map((key) => {
    const dues = all.map((edition) => edition.milestones.find((one) => one.key === key)?.due);
    const [baseline, now] = [dues[0], dues.at(-1)];
    const named = dues.filter((due) => due !== undefined);
    return {
      key, dues, baseline, now,
      days: baseline === undefined || now === undefined ? null : daysBetween(baseline, now),
      times: named.filter((due, index) => index > 0 && due !== named[index - 1]).length,
      added: baseline === undefined,
      dropped: now === undefined,
    };
  });
}
