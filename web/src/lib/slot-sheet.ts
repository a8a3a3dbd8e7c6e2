// A record slot by slot: what we hold, and what the recipient would see of it.
import type { Barred, Item, Preview, PreviewSlot } from '../api';
import { leaks, type Leak } from './leak';
import { highest, isLevel, type Level, portionOf } from './portions';
import { slotOf, slotText } from './slots';

/** Of these the sheet has no row: marks of the record, not what it says. */
const UNSHOWN = new Set(['label', 'provenance', 'matter', 'refs', 'author', 'time', 'centre', 'target_kind']);

export interface SheetRow {
  name: string;
  text: string;
  crossed: boolean;
  goes: boolean;
  /** may be chosen; with a reason by limits only for a second officer to decide */
  choosable: boolean;
  reason: Barred | null;
  /** of a paragraph with a mark of its own */
  level: Level | null;
}

function text(slot: PreviewSlot, item: Item | null): string {
  const held = item ? slotOf(item, slot.name) : null;
  return (held ? slotText(held) : '') || slot.display;
}

/** `chosen`: slots by name; empty means the whole record, as in a proposal, when `whole` is set. */
export function sheetRows(preview: Preview, item: Item | null, chosen: readonly string[], may: { propose: boolean; whole?: boolean }): SheetRow[] {
  return preview.slots
    .filter((slot) => !UNSHOWN.has(slot.name) && (slot.display !== '' || slot.crossed))
    .map((slot) => {
      const reason = slot.permitted ? null : slot.reason;
      const choosable = !slot.crossed && (slot.permitted || (may.propose && reason?.by === 'limits'));
      const wanted = chosen.includes(slot.name) || (may.whole === true && chosen.length === 0);
      return { name: slot.name, text: text(slot, item), crossed: slot.crossed, goes: slot.crossed || (choosable && wanted), choosable, reason, level: portionOf(slot.value)?.level ?? null };
    });
}

/** Slots that a release adds to what crossed before. */
export const added = (rows: readonly SheetRow[]): SheetRow[] => rows.filter((row) => row.goes && !row.crossed);

/** Whether limits keep a chosen slot from going on this officer's word alone. */
export const beyondLimits = (rows: readonly SheetRow[]): boolean => added(rows).some((row) => row.reason?.by === 'limits');

export const leaksOf = (rows: readonly SheetRow[]): Leak[] =>
  leaks(rows.map(({ name, text: said, goes, crossed }) => ({ name, text: said, open: goes, crossed })));

/** Names to send: none for the whole record, so that what is empty goes too and the release counts as whole. */
export function namesToSend(rows: readonly SheetRow[]): string[] {
  const names = added(rows).map((row) => row.name);
  return rows.every((row) => row.goes && !row.crossed) ? [] : names;
}

/** The level at which these slots of a record go. */
export function levelOf(record: string, rows: readonly SheetRow[]): Level {
  return highest([...(isLevel(record) ? [record] : []), ...added(rows).flatMap(({ level }) => level ?? [])]);
}

/** Whether what goes at `level` needs two officers. */
export function needsTwo(level: Level, from: string | null): boolean {
  return from !== null && isLevel(from) && highest([level, from]) === level;
}
