// A time axis over years of which most have no report: those shrink to one labelled stretch, so that
// what is known keeps its room and what is not known is seen to be missing.
import { fmt, t } from '../i18n/index.svelte';

export interface Stretch {
  from: number;
  to: number;
  label: string;
  /** for a stretch too narrow for `label` */
  short: string;
  /** no dated record in it */
  gap: boolean;
  x: number;
  width: number;
}
export interface Timescale {
  stretches: Stretch[];
  width: number;
  x(ms: number): number;
}

const GAP_WEIGHT = 0.55;
const yearOf = (ms: number) => new Date(ms).getUTCFullYear();
const start = (year: number) => Date.UTC(year, 0, 1);

/** `ends`: every end of every span, ms. `until`: the axis reaches at least the end of that year. */
export function timescale(ends: number[], until: number, width: number): Timescale {
  const years = new Set(ends.map(yearOf));
  years.add(yearOf(until));
  const sorted = [...years].sort((a, b) => a - b);
  const plan: { from: number; to: number; gap: boolean }[] = [];
  let previous: number | null = null;
  for (const year of sorted) {
    if (previous !== null && year > previous + 1) plan.push({ from: previous + 1, to: year, gap: true });
    plan.push({ from: year, to: year + 1, gap: false });
    previous = year;
  }
  const weight = plan.reduce((sum, part) => sum + (part.gap ? GAP_WEIGHT : 1), 0);
  let x = 0;
  const stretches = plan.map((part): Stretch => {
    const share = ((part.gap ? GAP_WEIGHT : 1) / weight) * width;
    const last = part.to - 1;
    const span = fmt.digits(part.from === last ? `${part.from}` : `${part.from}–${last}`);
    const stretch = {
      from: start(part.from),
      to: start(part.to),
      gap: part.gap,
      label: part.gap ? t('tl-no-report', { span }) : span,
      short: part.gap ? t('tl-no-report-short', { span }) : span,
      x,
      width: share,
    };
    x += share;
    return stretch;
  });
  return { stretches, width, x: (ms) => place(stretches, width, ms) };
}

function place(stretches: Stretch[], width: number, ms: number): number {
  const first = stretches[0];
  if (first === undefined || ms <= first.from) return 0;
  for (const stretch of stretches) {
    if (ms < stretch.to) return stretch.x + ((ms - stretch.from) / (stretch.to - stretch.from)) * stretch.width;
  }
  return width;
}

export interface Block {
  x: number;
  width: number;
}

/** Gives each block the first line on which it does not touch an earlier one. Order is kept. */
export function packLines(blocks: Block[], gap = 12): number[] {
  const ends: number[] = [];
  return blocks.map((block) => {
    let line = ends.findIndex((end) => block.x >= end + gap);
    if (line === -1) line = ends.push(0) - 1;
    ends[line] = block.x + block.width;
    return line;
  });
}
