// Where everything of a roadmap's chart lies, in pixels of a left-to-right or mirrored plane. Drawing only draws it.
import { ends, firstDay, isoDay, lastDay } from './edtf-days';
import type { Milestone } from './roadmap';
import type { Slip } from './slips';

export const ROW = 38;
export const HEAD = 26;
const PAD_DAYS = 20;
const SMALLEST = 9;
/** room beyond the last day for ends that are open */
const EDGE = 22;

/** A bar of a due date: `soft` ends are uncertain, an end is missing where it is open. */
export interface Bar {
  /** nearer to the start of the reading direction, and farther; x grows to the right in both directions */
  start: number;
  end: number;
  soft: boolean;
  openStart: boolean;
  openEnd: boolean;
}
export interface Tick {
  x: number;
  year: number;
  /** 1 to 12; null for a tick of a whole year */
  month: number | null;
}
export interface GanttRow {
  /** the heading of a phase stands in a row of its own */
  phase: string;
  stone: Milestone | null;
  y: number;
  bar: Bar | null;
  baseline: Bar | null;
}
export interface Gantt {
  rows: GanttRow[];
  ticks: Tick[];
  today: number | null;
  /** elbows from what must come before to what waits for it */
  ties: { from: string; to: string; path: string }[];
  width: number;
  height: number;
}

export interface Plan {
  milestones: readonly Milestone[];
  slips?: readonly Slip[];
  /** day since 1970 */
  today: number;
  width: number;
  rtl: boolean;
}

/** Phases in the order of their first milestone; numbers among them by size. */
export function phases(milestones: readonly Milestone[]): string[] {
  const given = [...new Set(milestones.map((one) => one.phase))];
  return given.every((one) => /^\d+$/.test(one)) ? given.sort((a, b) => Number(a) - Number(b)) : given;
}

function days(plan: Plan): { first: number; last: number } {
  const dues = [...plan.milestones.map((one) => one.due), ...(plan.slips ?? []).map((one) => one.baseline ?? null)];
  const known = [...dues.flatMap((due) => [firstDay(due), lastDay(due)]).filter((one) => one !== null), plan.today];
  return { first: Math.min(...known) - PAD_DAYS, last: Math.max(...known) + PAD_DAYS };
}

function ticks(first: number, last: number, x: (day: number) => number, perDay: number): Tick[] {
  const step = [1, 3, 6, 12].find((months) => perDay * 30.4 * months >= 44) ?? 12;
  const everyYears = step < 12 ? 1 : Math.max(1, Math.ceil(44 / (perDay * 365)));
  const found: Tick[] = [];
  const [year] = isoDay(first).split('-').map(Number);
  for (let at = (year ?? 1970) * 12; ; at += step) {
    const month = (at % 12) + 1;
    const whole = Math.floor(at / 12);
    const day = Math.floor(Date.UTC(whole, month - 1, 1) / 86_400_000);
    if (day > last) return found;
    if (day < first || (step === 12 && whole % everyYears !== 0)) continue;
    found.push({ x: x(day), year: whole, month: step === 12 ? null : month });
  }
}

/** The bar of a date; null where nobody has said anything. */
function barOf(due: string | null | undefined, x: (day: number) => number, edge: { start: number; end: number }, sign: 1 | -1): Bar | null {
  const both = due === null || due === undefined ? null : ends(due);
  if (both === null) return null;
  const start = both.start === null ? edge.start : x(both.start.first);
  const end = both.stop === null ? edge.end : x(both.stop.last + 1);
  const short = both.start !== null && both.stop !== null && Math.abs(end - start) < SMALLEST;
  const middle = (start + end) / 2;
  return {
    start: short ? middle - (sign * SMALLEST) / 2 : start,
    end: short ? middle + (sign * SMALLEST) / 2 : end,
    soft: (both.start?.uncertain ?? false) || (both.stop?.uncertain ?? false),
    openStart: both.start === null, openEnd: both.stop === null,
  };
}

function tie(from: { x: number; y: number }, to: { x: number; y: number }, sign: 1 | -1): string {
  const out = from.x + 7 * sign;
  const straight = (to.x - out) * sign >= 5;
  const round = (n: number) => Math.round(n * 10) / 10;
  if (straight) return `M${round(from.x)} ${from.y}H${round(out)}V${to.y}H${round(to.x)}`;
  const between = to.y + (to.y > from.y ? -ROW / 2 + 2 : ROW / 2 - 2);
  return `M${round(from.x)} ${from.y}H${round(out)}V${between}H${round(to.x - 8 * sign)}V${to.y}H${round(to.x)}`;
}

/** Middle of a row's bar, from its top. */
export const MIDDLE = 13;

export function gantt(plan: Plan): Gantt {
  const { milestones, width, rtl, today } = plan;
  const { first, last } = days(plan);
  const sign = rtl ? -1 : 1;
  const room = width - EDGE * 2;
  const perDay = room / Math.max(1, last - first);
  const x = (day: number) => (rtl ? width - EDGE - (day - first) * perDay : EDGE + (day - first) * perDay);
  const edge = rtl ? { start: width - 2, end: 2 } : { start: 2, end: width - 2 };
  const rows: GanttRow[] = [];
  for (const phase of phases(milestones)) {
    rows.push({ phase, stone: null, y: 0, bar: null, baseline: null });
    for (const stone of milestones.filter((one) => one.phase === phase)) {
      const slip = plan.slips?.find((one) => one.key === stone.key);
      const before = slip && slip.baseline !== undefined && slip.baseline !== stone.due ? barOf(slip.baseline, x, edge, sign) : null;
      rows.push({ phase, stone, y: 0, bar: barOf(stone.due, x, edge, sign), baseline: before });
    }
  }
  rows.forEach((row, index) => (row.y = HEAD + index * ROW));
  const at = new Map(rows.flatMap((row) => (row.stone ? [[row.stone.key, row] as const] : [])));
  const ties = milestones.flatMap((stone) =>
    stone.after.flatMap((before) => {
      const [one, two] = [at.get(before), at.get(stone.key)];
      if (!one?.bar || !two?.bar || one.bar.openEnd) return [];
      return [{ from: before, to: stone.key, path: tie({ x: one.bar.end, y: one.y + MIDDLE }, { x: two.bar.start, y: two.y + MIDDLE }, sign) }];
    }),
  );
  return { rows, ties, ticks: ticks(first, last, x, perDay), today: today >= first && today <= last ? x(today) : null, width, height: HEAD + rows.length * ROW };
}
