// The command tree at a day, folded from signed unit records. A unit with two parents stands under both.
import type { Fault, Item } from '../api';
import type { Translated } from '../api/deliberation';
import { asciiDigits } from '../i18n/digits';
import { ends, type Stretch } from './edtf-days';
import type { RangeValue } from './facts';
import { opened } from './joint';

export interface Unit {
  key: string;
  record: string;
  names: Translated;
  echelon: string;
  parents: string[];
  /** the parties that own it */
  parties: string[];
  /** those that have not signed; only of a proposed one */
  pending: string[];
  proposed: boolean;
  /** it is not certain that it stood on that day */
  perhaps: boolean;
  period: string | null;
}
export interface Branch {
  unit: Unit;
  /** of several parents, which stands above here */
  under: string | null;
  children: Branch[];
}

const open = <T>(item: Item, name: string, otherwise: T): T => (opened(item, name) as T | null | undefined) ?? otherwise;

/** Around an uncertain date as much again is uncertain. */
const margin = (one: Stretch) => (one.uncertain ? one.last - one.first + 1 : 0);

/** Whether a period holds on a day: `perhaps` where its own dates leave it open; a text that names none holds on every day. A single date is when it begins. */
export function holds(period: string | null, day: number): 'yes' | 'perhaps' | 'no' {
  const both = period === null ? null : ends(period);
  if (period === null) return 'yes';
  if (both === null) return 'perhaps';
  const { start } = both;
  const stop = period.includes('/') ? both.stop : null;
  if ((start !== null && day < start.first - margin(start)) || (stop !== null && day > stop.last + margin(stop))) return 'no';
  const begun = start === null || day >= start.last + margin(start);
  const going = stop === null || stop.unit === 'day' || day <= stop.first - margin(stop);
  return begun && going ? 'yes' : 'perhaps';
}

function read(item: Item, perhaps: boolean): Unit {
  const proposed = item.joint !== null && item.joint !== undefined && item.joint.in_force_since === null;
  return {
    key: open(item, 'key', item.id), record: item.id, names: open<Translated>(item, 'names', { en: item.title ?? item.id }), echelon: open(item, 'echelon', ''),
    parents: open<string[]>(item, 'parents', []), parties: item.joint?.required.length ? item.joint.required : [item.party], pending: proposed ? (item.joint?.pending ?? []) : [],
    proposed, perhaps, period: open<string | null>(item, 'period', null),
  };
}

/** The units of a day: of each key the newest that came into force and holds then; what is only proposed stands apart. */
export function unitsAt(items: readonly Item[], day: number): { formed: Unit[]; proposed: Unit[] } {
  const found = new Map<string, { unit: Unit; since: number }>();
  const proposed: Unit[] = [];
  for (const item of items) {
    if (item.withdrawn !== null || item.repudiated !== null) continue;
    const since = item.joint ? item.joint.in_force_since : (item.at ?? 0);
    const held = holds(open<string | null>(item, 'period', null), day);
    if (since === null) {
      if (['proposed', 'objected'].includes(item.state)) proposed.push(read(item, false));
    } else if (held !== 'no') {
      const unit = read(item, held === 'perhaps');
      if (since >= (found.get(unit.key)?.since ?? -Infinity)) found.set(unit.key, { unit, since });
    }
  }
  return { formed: [...found.values()].map((one) => one.unit), proposed };
}

/** A tree of them; whoever names no parent that stands then is at the top. No unit stands under itself, and none is left out. */
export function treeOf(units: readonly Unit[]): Branch[] {
  const keys = new Set(units.map((one) => one.key));
  const reached = new Set<string>();
  const grow = (unit: Unit, under: string | null, above: readonly string[]): Branch => {
    const path = [...above, unit.key];
    reached.add(unit.key);
    return { unit, under, children: units.filter((one) => one.parents.includes(unit.key) && !path.includes(one.key)).map((one) => grow(one, unit.key, path)) };
  };
  const roots = units.filter((one) => !one.parents.some((parent) => keys.has(parent))).map((one) => grow(one, null, []));
  for (const one of units) if (!reached.has(one.key)) roots.push(grow(one, null, []));
  return roots;
}

export interface Task {
  record: string;
  old: string;
  new: string;
  clause: string;
  from: string | null;
  cites: string[];
}
/** The tasks of a unit, the newest first. */
export function tasksOf(items: readonly Item[], key: string): Task[] {
  return items
    .filter((item) => item.kind === 'task' && open(item, 'unit', '') === key)
    .sort((a, b) => (ends(open(b, 'from', ''))?.start?.first ?? 0) - (ends(open(a, 'from', ''))?.start?.first ?? 0))
    .map((item) => ({
      record: item.id, old: open(item, 'old', ''), new: open(item, 'new', ''), clause: open(item, 'clause', ''), from: open<string | null>(item, 'from', null),
      cites: item.refs.filter((ref) => ref.rel === 'cites').map((ref) => ref.id),
    }));
}

export interface Transfer {
  record: string;
  party: string;
  own: boolean;
  /** percent; null: not stated, which is not nought */
  share: RangeValue | null;
  asOf: string | null;
  blocks: string;
  owner: string;
}
const stated = (share: RangeValue | null) => share !== null && [share.min, share.best, share.max].some((one) => one !== null && one !== undefined);

/** What each party said last, as of that day or before, of the share under a command; side by side, never averaged. */
export function transfersOf(items: readonly Item[], key: string, day: number): Transfer[] {
  const newest = new Map<string, { at: number; transfer: Transfer }>();
  for (const item of items) {
    if (item.kind !== 'transfer' || open(item, 'unit', '') !== key || item.withdrawn !== null || item.superseded_by !== null) continue;
    const asOf = open<string | null>(item, 'as_of', null);
    const at = (asOf === null ? null : ends(asOf)?.start?.first) ?? -Infinity;
    if (at > day) continue;
    const share = open<RangeValue | null>(item, 'share', null);
    const transfer = { record: item.id, party: item.party, own: item.own, share: stated(share) ? share : null, asOf, blocks: open(item, 'blocks', ''), owner: open(item, 'owner', '') };
    if (at >= (newest.get(item.party)?.at ?? -Infinity)) newest.set(item.party, { at, transfer });
  }
  return [...newest.values()].map((one) => one.transfer);
}

/** Days on which the tree may change, as the periods of units in force say; sorted. */
export function changesOf(items: readonly Item[]): number[] {
  const days = items.flatMap((item) => {
    const period = item.joint?.in_force_since === null || item.withdrawn !== null ? null : open<string | null>(item, 'period', null);
    const both = period === null ? null : ends(period);
    if (period === null || both === null) return [];
    const stop = period.includes('/') ? both.stop : null;
    return [both.start?.first ?? null, stop === null ? null : stop.last + 1].filter((day) => day !== null);
  });
  return [...new Set(days)].sort((a, b) => a - b);
}

export type ShareFault = 'share-number' | 'share-order';
/** A share as typed, in percent. Both empty: not stated, which is a statement too. */
export function readShare(from: string, to: string): RangeValue | ShareFault {
  const read = (text: string) => (text.trim() === '' ? null : Number(asciiDigits(text).replace(/[%٪\s]/g, '').replace(',', '.').replace('٫', '.')));
  const [min, max] = [read(from), read(to)];
  if ([min, max].some((one) => one !== null && !(one >= 0 && one <= 100 && Number.isInteger(one)))) return 'share-number';
  if (min !== null && max !== null && min > max) return 'share-order';
  const qualifier = min === null && max === null ? 'not stated' : min === null ? 'less than' : max === null ? 'more than' : min === max ? 'exact' : 'about';
  return { min, best: null, max, qualifier };
}

export const unitFault = (field: string, code: string): Fault => ({ blame: 'you', code: `unit-${code}`, field, args: {}, what: code, kept: '', next: '' });
