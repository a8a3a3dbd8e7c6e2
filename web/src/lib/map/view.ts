// What the map asks for: a piece of ground, a stretch of time, and what of it. Pure; requests are made from it elsewhere.
import type { IncidentsAsked, MapAsked } from '../../api';

export type Box = readonly [west: number, south: number, east: number, north: number];

/** The ground that the built-in basemap covers; the map goes no further. */
export const REGION: Box = [40, 32, 48, 37.5];

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Baghdad keeps one offset all year; bars begin at its hours and days. */
const BAGHDAD = 3 * HOUR;
export const SPANS = {
  day: { bar: HOUR, bars: 24 },
  week: { bar: 6 * HOUR, bars: 28 },
  month: { bar: DAY, bars: 30 },
  year: { bar: 7 * DAY, bars: 52 },
} as const;
export type Span = keyof typeof SPANS;

export interface Filters {
  span: Span;
  /** first bar shown and the one after the last */
  first: number;
  last: number;
  /** a word of the records; empty: any */
  type: string;
  /** id of the party that recorded it; empty: any */
  party: string;
  /** within so many km of either line; 0: anywhere */
  within: number;
  heat: boolean;
  /** only those that nobody has closed */
  open: boolean;
}
export const startFilters = (span: Span = 'month'): Filters => ({ span, first: 0, last: SPANS[span].bars, type: '', party: '', within: 0, heat: false, open: false });

/** Edges of the bars up to now, ms; one more than there are bars. They move only when a new bar begins. */
export function edges(span: Span, now: number): number[] {
  const { bar, bars } = SPANS[span];
  const end = Math.ceil((now + 1 + BAGHDAD) / bar) * bar - BAGHDAD;
  return Array.from({ length: bars + 1 }, (_, index) => end - (bars - index) * bar);
}

/** The stretch that the two handles choose; always at least one bar. The newest bar is open to what is yet to come. */
export function stretch(filters: Filters, now: number): { from: number; to: number | null } {
  const all = edges(filters.span, now);
  const last = Math.min(SPANS[filters.span].bars, Math.max(filters.last, filters.first + 1));
  return { from: all[Math.min(filters.first, last - 1)] ?? now, to: last === SPANS[filters.span].bars ? null : (all[last] ?? now) };
}

/** Moves one handle and never past the other. */
export function moved(filters: Filters, end: 'first' | 'last', to: number): Filters {
  if (end === 'first') return { ...filters, first: Math.max(0, Math.min(to, filters.last - 1)) };
  return { ...filters, last: Math.min(SPANS[filters.span].bars, Math.max(to, filters.first + 1)) };
}

/** Grown outwards to whole hundredths of a degree, so that a trembling hand asks for the same ground again. */
export function ground([west, south, east, north]: Box): Box {
  const out = (value: number, round: (n: number) => number) => round(value * 100) / 100;
  return [
    Math.max(REGION[0], out(west, Math.floor)), Math.max(REGION[1], out(south, Math.floor)),
    Math.min(REGION[2], out(east, Math.ceil)), Math.min(REGION[3], out(north, Math.ceil)),
  ];
}

/** The H3 resolution whose cells are about 30 to 90 pixels wide at this zoom. */
export const heatResolution = (zoom: number): number => Math.min(8, Math.max(3, Math.floor(0.7 * zoom - 0.3)));

/** What is asked of `/api/incidents`: only what is set. */
export function asked(filters: Filters, box: Box, now: number): IncidentsAsked {
  const { from, to } = stretch(filters, now);
  return {
    bbox: ground(box).join(','),
    from,
    ...(to === null ? {} : { to }),
    ...(filters.type ? { type: filters.type } : {}),
    ...(filters.party ? { party: filters.party } : {}),
    ...(filters.open ? { open: true } : {}),
    ...(filters.within > 0 ? { line: 'any', within_km: filters.within } : {}),
  };
}

/** What is asked of `/api/map/incidents`. */
export function askedMap(filters: Filters, box: Box, now: number, zoom: number): MapAsked {
  const whole = Math.min(18, Math.max(0, Math.floor(zoom)));
  return { ...asked(filters, box, now), zoom: whole, ...(filters.heat ? { heat: heatResolution(zoom) } : {}) };
}

const KM_PER_PIXEL_0 = 40_075 / 512;
/** Ground under one CSS pixel, km. */
export const kmPerPixel = (zoom: number, lat: number): number => (KM_PER_PIXEL_0 * Math.cos((lat * Math.PI) / 180)) / 2 ** zoom;

/** The longest of 1, 2, 5, 10 … km that is not longer than `pixels`. */
export function ruler(perPixel: number, pixels: number): { km: number; pixels: number } {
  const most = perPixel * pixels;
  const ten = 10 ** Math.floor(Math.log10(most));
  const km = [5, 2, 1].map((n) => n * ten).find((n) => n <= most) ?? ten;
  return { km, pixels: km / perPixel };
}
