// A record slot by slot: what we hold, and what the recipient would see of it.
import type { Barred, Item, Preview, PreviewSlot } from '../api';
import { laterOf } from './corrections';
import { leaks, type Leak } from './leak';
import { highest, isLevel, type Level, portionOf } from './portions';
import { slotOf, slotText } from './slots';

/** Of these the sheet has no row: marks of the record, not what it says. */
const UNSHOWN = new Set(['label', 'provenance', 'matter', 'refs', 'author', 'time', 'centre', 'target_kind']);

export interface SheetRow {
  name: string;
  /** as it stands: corrections go with what they correct */
  text: string;
  /** what it said before it was corrected, which goes too; "" where it was not */
  was: string;
  crossed: boolean;
  goes: boolean;
  /** may be chosen; with a reason by limits only for a second officer to decide */
  choosable: boolean;
  reason: Barred | null;
  /** of a paragraph with a mark of its own: the highest that it was ever given */
  level: Level | null;
}

/** A slot in words: each thing that it has said, oldest first. */
function said(slot: PreviewSlot, item: Item | null): string[] {
  const held = item ? slotOf(item, slot.name) : null;
  const first = (held ? slotText(held) : '') || slot.display;
  const later = item && held ? laterOf(item, slot.name).map(({ value }) => slotText({ ...held, open: true, value })) : [];
  return [first, ...later];
}

function levelIn(slot: PreviewSlot, item: Item | null): Level | null {
  const later = item ? laterOf(item, slot.name).map(({ value }) => value) : [];
  const levels = [slot.value, ...later].flatMap((value) => portionOf(value)?.level ?? []);
  return levels.length > 0 ? highest(levels) : null;
}

/** `chosen`: slots by name; empty means the whole record, as in a proposal, when `whole` is set. */
export function sheetRows(preview: Preview, item: Item | null, chosen: readonly string[], may: { propose: boolean; whole?: boolean }): SheetRow[] {
  return preview.slots
    .map((slot) => ({ slot, said: said(slot, item) }))
    .filter(({ slot, said }) => !UNSHOWN.has(slot.name) && (said.some((one) => one !== '') || slot.crossed))
    .map(({ slot, said }) => {
      const reason = slot.permitted ? null : slot.reason;
      const choosable = !slot.crossed && (slot.permitted || (may.propose && reason?.by === 'limits'));
      const wanted = chosen.includes(slot.name) || (may.whole === true && chosen.length === 0);
      const was = [...new Set(said.slice(0, -1))].filter((one) => one !== '' && one !== said.at(-1)).join(' / ');
      return { name: slot.name, text: said.at(-1) ?? '', was, crossed: slot.crossed, goes: slot.crossed || (choosable && wanted), choosable, reason, level: levelIn(slot, item) };
    });
}

/** Slots that a release adds to what crossed before. */
export const added = (rows: readonly SheetRow[]): SheetRow[] => rows.filter((row) => row.goes && !row.crossed);

/** Whether limits keep a chosen slot from going on this officer's word alone. */
export const beyondLimits = (rows: readonly SheetRow[]): boolean => added(rows).some((row) => row.reason?.by === 'limits');

export const leaksOf = (rows: readonly SheetRow[]): Leak[] =>
  leaks(rows.map(({ name, text, was, goes, crossed }) => ({ name, text: `${was} ${text}`.trim(), open: goes, crossed })));

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
