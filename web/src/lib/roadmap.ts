// Milestones as a graph: in what order they can come, what waits for what, and what moves when one of them moves.
import type { Milestone } from '../api/deliberation';
import { certainty, daysBetween, firstDay, isDate, lastDay, shifted } from './edtf-days';

export type { Milestone };

export type MilestoneFault =
  | { why: 'milestone-twice'; key: string }
  | { why: 'milestone-unknown'; key: string; named: string }
  | { why: 'date'; key: string }
  /** the path round, its first key again at its end */
  | { why: 'milestone-loop'; key: string; path: string[] };

const byKey = (all: readonly Milestone[]) => new Map(all.map((one) => [one.key, one]));

/** A way from a milestone back to itself; null where there is none. */
export function findLoop(all: readonly Milestone[]): string[] | null {
  const known = byKey(all);
  const done = new Set<string>();
  const walk = (key: string, path: string[]): string[] | null => {
    const at = path.indexOf(key);
    if (at >= 0) return [...path.slice(at), key];
    if (done.has(key)) return null;
    for (const before of known.get(key)?.after ?? []) {
      const found = walk(before, [...path, key]);
      if (found) return found;
    }
    done.add(key);
    return null;
  };
  for (const { key } of all) {
    const found = walk(key, []);
    // said in the order of time: first what comes first
    if (found) return found.reverse();
  }
  return null;
}

/** Everything that a node would refuse of them, the loop last. */
export function faultsOf(all: readonly Milestone[]): MilestoneFault[] {
  const keys = all.map((one) => one.key);
  const found: MilestoneFault[] = [];
  all.forEach(({ key, due, after }, index) => {
    if (keys.indexOf(key) !== index) found.push({ why: 'milestone-twice', key });
    if (due !== null && !isDate(due)) found.push({ why: 'date', key });
    for (const named of after) if (!keys.includes(named)) found.push({ why: 'milestone-unknown', key, named });
  });
  const path = findLoop(all);
  return path ? [...found, { why: 'milestone-loop', key: path[0] ?? '', path }] : found;
}

/** Those that wait directly for each milestone. */
export function dependants(all: readonly Milestone[]): Map<string, string[]> {
  const found = new Map<string, string[]>(all.map((one) => [one.key, []]));
  for (const { key, after } of all) for (const before of after) found.get(before)?.push(key);
  return found;
}

/** In an order in which each comes after all that it waits for. What stands in a loop comes last, as given. */
export function inOrder(all: readonly Milestone[]): Milestone[] {
  const placed = new Set<string>();
  const known = byKey(all);
  const order: Milestone[] = [];
  for (let rest = [...all]; rest.length > 0; ) {
    const ready = rest.filter((one) => one.after.every((before) => placed.has(before) || !known.has(before)));
    const next = ready.length > 0 ? ready : rest;
    for (const one of next) placed.add(one.key);
    order.push(...next);
    rest = rest.filter((one) => !placed.has(one.key));
  }
  return order;
}

export interface Step {
  key: string;
  from: string | null;
  to: string | null;
}
/** What follows from one milestone's new date. Nothing is moved by a guess. */
export interface Consequences {
  /** whole days, later positive; null where the old or the new date is not certain, and then nobody can say what moves */
  days: number | null;
  moved: Step[];
  /** given only by month or year, and the step is too small to reach the next one */
  within: string[];
  /** dependants whose own date is uncertain or open: it stays as it is */
  open: string[];
  /** dependants that wait only for what is open: nobody can say */
  unclear: string[];
}

export class Loop extends Error {
  constructor(readonly path: string[]) {
    super(path.join(' → '));
  }
}

/** What a new date of `key` moves. Throws `Loop` where the milestones wait for each other in a circle. */
export function consequences(all: readonly Milestone[], key: string, due: string | null): Consequences {
  const path = findLoop(all);
  if (path) throw new Loop(path);
  const old = byKey(all).get(key)?.due ?? null;
  const days = daysBetween(old, due);
  const found: Consequences = { days, moved: [], within: [], open: [], unclear: [] };
  if (days === 0) return found;
  /** of each that depends on `key`: whether the step in days reaches it */
  const reached = new Map<string, boolean>([[key, days !== null]]);
  for (const one of inOrder(all)) {
    const before = one.after.filter((each) => reached.has(each));
    if (one.key === key || before.length === 0) continue;
    const carried = before.some((each) => reached.get(each));
    const certain = certainty(one.due) === 'certain';
    reached.set(one.key, carried && certain);
    if (!certain) found.open.push(one.key);
    else if (!carried || days === null) found.unclear.push(one.key);
    else {
      const to = shifted(one.due, days);
      if (to === one.due) found.within.push(one.key);
      else found.moved.push({ key: one.key, from: one.due, to });
    }
  }
  return found;
}

/** The milestones with the new date and all that moves with it. */
export function withMove(all: readonly Milestone[], key: string, due: string | null): Milestone[] {
  const steps = new Map(consequences(all, key, due).moved.map((step) => [step.key, step.to]));
  return all.map((one) => (one.key === key ? { ...one, due } : steps.has(one.key) ? { ...one, due: steps.get(one.key) ?? null } : one));
}

/** Milestones whose last day comes before the first day of something they wait for. */
export function tooEarly(all: readonly Milestone[]): { key: string; before: string }[] {
  const known = byKey(all);
  return all.flatMap((one) =>
    one.after.flatMap((before) => {
      const [mine, theirs] = [lastDay(one.due), firstDay(known.get(before)?.due ?? null)];
      return mine !== null && theirs !== null && mine < theirs ? [{ key: one.key, before }] : [];
    }),
  );
}
