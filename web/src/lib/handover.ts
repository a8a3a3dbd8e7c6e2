// What an outgoing officer hands over: everything that waits, gathered from what this node holds.
import type { Item, Proposal } from '../api';
import type { Waiting } from './due';
import { standingTitle } from './corrections';
import { openIds } from './log';
import { momentOf } from './rows';

export interface OpenItem {
  /** stable, so that what an officer left out stays left out */
  key: string;
  what: 'due-ours' | 'due-theirs' | 'line-incident' | 'line-entry' | 'line-proposal';
  /** when it is first due, or when it was written, ms */
  at: number;
  overdue: boolean;
  /** whom it concerns besides us; none for our own */
  parties: string[];
  text: string;
}

/** The overdue first, then what has a time, then what is merely open; each oldest first. */
export function gather(items: readonly Item[], due: readonly Waiting[], proposals: readonly Proposal[], now: number): OpenItem[] {
  const titles = new Map(items.map((item) => [item.id, standingTitle(item)]));
  // One record that several parties owe an answer to is one line.
  const waits = new Map<string, OpenItem>();
  for (const one of due) {
    const key = `due ${one.id} ${one.whose}`;
    const before = waits.get(key);
    if (before) before.parties.push(one.party);
    else waits.set(key, { key, what: one.whose === 'ours' ? 'due-ours' : 'due-theirs', at: one.due, overdue: one.overdue, parties: [one.party], text: titles.get(one.id) ?? one.title ?? '' });
  }
  const waited = new Set(due.map(({ id }) => id));
  const open = openIds(items, [], now);
  const own = items
    .filter((item) => open.has(item.id) && !waited.has(item.id) && (item.kind === 'incident' || item.kind === 'log-entry'))
    .map((item): OpenItem => ({
      key: `open ${item.id}`,
      what: item.kind === 'incident' ? 'line-incident' : 'line-entry',
      at: momentOf(item) ?? 0,
      overdue: false,
      parties: [],
      text: titles.get(item.id) ?? '',
    }))
    .sort((a, b) => a.at - b.at);
  const asked = proposals
    .filter((one) => one.state === 'waiting')
    .map((one): OpenItem => ({ key: `proposal ${one.id}`, what: 'line-proposal', at: one.at, overdue: false, parties: [one.to], text: titles.get(one.record) ?? one.title ?? '' }))
    .sort((a, b) => a.at - b.at);
  return [...waits.values(), ...asked, ...own];
}

/** The end of the last handover held here, ms; null: none. */
export function lastHandover(handovers: readonly Item[]): number | null {
  const ends = handovers.filter((item) => item.own).map((item) => item.span?.to ?? item.at ?? -Infinity);
  return ends.length === 0 ? null : Math.max(...ends);
}

/** The other officer of the same party who took a handover or approved a report, and when; null while it waits. */
export function secondOfficer(item: Item): { officer: string; at: number | null } | null {
  const ack = item.acknowledgements.find((one) => one.party === item.party && one.what === 'acknowledged' && one.officer !== item.author);
  return ack ? { officer: ack.officer ?? '', at: ack.at } : null;
}
