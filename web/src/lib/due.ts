// What waits for an acknowledgement, as a watch reads it: what is late, and what must be heard.
import type { DueItem } from '../api';

export interface Waiting extends DueItem {
  /** past its time by so many ms; negative while there is time */
  late: number;
  overdue: boolean;
}

/** The most overdue first; what we owe before what is owed to us where equally late. */
export function waiting(items: readonly DueItem[], now: number): Waiting[] {
  return items
    .map((item) => ({ ...item, late: now - item.due, overdue: now > item.due }))
    .sort((a, b) => a.due - b.due || Number(b.whose === 'ours') - Number(a.whose === 'ours') || (a.id < b.id ? -1 : 1));
}

/** Urgent messages that we have not acknowledged, oldest first: they stand over every page. */
export function unanswered(items: readonly Waiting[]): Waiting[] {
  return items.filter((item) => item.urgent && item.whose === 'ours').sort((a, b) => a.since - b.since);
}

/** An urgent message is heard again so often until it is acknowledged. */
export const AGAIN_MS = 120_000;

export interface Heard {
  /** when each cause last sounded, by id and cause */
  at: ReadonlyMap<string, number>;
}
export interface Alarm {
  item: Waiting;
  why: 'urgent' | 'overdue';
}

/**
 * What must sound now, and what was heard then. Everything waiting at the first look is old news but for urgent
 * messages: a page that opens must not sound for what the officer has long seen. Pass `null` at the first look.
 */
export function alarms(items: readonly Waiting[], heard: Heard | null, now: number): { ring: Alarm[]; heard: Heard } {
  const at = new Map<string, number>();
  const ring: Alarm[] = [];
  for (const item of items) {
    if (item.urgent && item.whose === 'ours') {
      const key = `${item.id} urgent`;
      const last = heard?.at.get(key);
      if (last === undefined || now - last >= AGAIN_MS) {
        ring.push({ item, why: 'urgent' });
        at.set(key, now);
      } else at.set(key, last);
    } else if (item.overdue) {
      const key = `${item.id} ${item.party} overdue`;
      if (heard !== null && !heard.at.has(key)) ring.push({ item, why: 'overdue' });
      at.set(key, heard?.at.get(key) ?? now);
    }
  }
  return { ring, heard: { at } };
}
