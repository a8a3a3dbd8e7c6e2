// Roadmaps as they came one after the other: of each matter the editions that were in force, the one that is, and what is proposed.
import type { Milestone } from '../api/deliberation';
import { lastDay } from './edtf-days';
import { isAsking, type JointItem } from './joint';
import { inOrder } from './roadmap';
import { type Edition, editions, milestonesOf } from './slips';

export interface Roadmap {
  matter: string;
  /** as they were written, the oldest first */
  all: JointItem[];
  editions: Edition[];
  current: JointItem | null;
  waiting: JointItem[];
  /** what stands, or where nothing does what was proposed last */
  shown: JointItem;
}

export function roadmapsOf(items: readonly JointItem[]): Roadmap[] {
  const matters = new Map<string, JointItem[]>();
  for (const item of items) if (item.kind === 'roadmap' && item.withdrawn === null && item.repudiated === null) matters.set(item.matter, [...(matters.get(item.matter) ?? []), item]);
  return [...matters].flatMap(([matter, found]) => {
    const all = found.sort((a, b) => (a.at ?? 0) - (b.at ?? 0));
    const current = all.findLast((one) => one.state === 'in-force') ?? null;
    const shown = current ?? all.at(-1);
    return shown ? [{ matter, all, editions: editions(all), current, waiting: all.filter(isAsking), shown }] : [];
  });
}

/** Dates by the keys of an edition's milestones. */
export const duesOf = (milestones: readonly Milestone[]): Map<string, string | null> => new Map(milestones.map((one) => [one.key, one.due]));

/** The first milestone whose last day has not passed; null where none has a last day ahead. */
export function nextOf(item: JointItem, today: number): Milestone | null {
  const ahead = inOrder(milestonesOf(item)).filter((one) => (lastDay(one.due) ?? -Infinity) >= today);
  return ahead.sort((a, b) => (lastDay(a.due) ?? 0) - (lastDay(b.due) ?? 0))[0] ?? null;
}
