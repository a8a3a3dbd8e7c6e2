// A place as officers type it: grid reference, degrees, or a name that the gazetteer knows.
import { asciiDigits } from '../i18n/digits';
import { readMgrs } from './mgrs';

/** Radii in metres that a place may be given with; each has its words. */
export const PRECISIONS = [10, 100, 1000, 5000, 10_000, 30_000, 80_000] as const;

export interface Point {
  lat: number;
  lon: number;
  /** what it is called, where it was found by its name */
  name: string | null;
}
export interface Where extends Point {
  /** the radius that the way it was typed speaks for */
  precision: number;
}
export type Unplaced = 'grid' | 'degrees' | 'name';

const atLeast = (metres: number) => PRECISIONS.find((one) => one >= metres) ?? 80_000;
const OF_DIGITS = [80_000, 10_000, 1000, 100, 10, 10];
const OF_DECIMALS = [80_000, 10_000, 1000, 100, 10];
const OF_ROLE: Record<string, number> = { post: 100, town: 5000, city: 5000, governorate: 80_000 };

export const precisionOfRole = (role: string): number => OF_ROLE[role] ?? 5000;
/** What a finger or a mouse can mean on a map: a few pixels. */
export const precisionOfPixels = (kmPerPixel: number): number => atLeast(kmPerPixel * 3000);

const DEGREES = /^([NSEW]?)\s*(-?\d+(?:\.\d+)?)\s*(?:°|º|d)?\s*(?:(\d+(?:\.\d+)?)\s*['′]\s*)?(?:(\d+(?:\.\d+)?)\s*(?:"|″|'')\s*)?([NSEW]?)$/i;

interface Angle {
  degrees: number;
  axis: string;
  precision: number;
}
function angle(text: string): Angle | null {
  const found = DEGREES.exec(text.trim());
  if (!found) return null;
  const [, before = '', whole = '', minutes, seconds, after = ''] = found;
  const axis = (before || after).toUpperCase();
  if (before !== '' && after !== '') return null;
  const [m, s] = [Number(minutes ?? 0), Number(seconds ?? 0)];
  if (m >= 60 || s >= 60) return null;
  const size = Math.abs(Number(whole)) + m / 60 + s / 3600;
  const negative = whole.startsWith('-') || axis === 'S' || axis === 'W';
  const decimals = whole.split('.')[1]?.length ?? 0;
  const precision = seconds !== undefined ? 100 : minutes !== undefined ? (minutes.includes('.') ? 100 : 5000) : (OF_DECIMALS[decimals] ?? 10);
  return { degrees: negative ? -size : size, axis, precision };
}

function degrees(text: string): Where | 'degrees' | null {
  const plain = text.replace(/[،;]/g, ',').replace(/(\d)٫(\d)/g, '$1.$2');
  const split = plain.includes(',') ? plain.split(',') : plain.split(/(?<=[NSEWnsew])\s+(?=[-\d])|\s+(?=[NSEWnsew])|(?<=[\d.°"″'′])\s+(?=-?\d+(?:\.\d+)?°?$)/);
  if (split.length !== 2) return null;
  const [one, two] = [angle(split[0] ?? ''), angle(split[1] ?? '')];
  if (one === null || two === null) return null;
  const swapped = /[EW]/.test(one.axis) || /[NS]/.test(two.axis);
  const [lat, lon] = swapped ? [two, one] : [one, two];
  if (/[EW]/.test(lat.axis) || /[NS]/.test(lon.axis)) return 'degrees';
  if (Math.abs(lat.degrees) > 90 || Math.abs(lon.degrees) > 180) return 'degrees';
  return { lat: lat.degrees, lon: lon.degrees, name: null, precision: Math.max(lat.precision, lon.precision) };
}

/** Reads a grid reference or degrees; null: it can only be a name. `zone`: grid zone of the desk, "38S". */
export function readWhere(text: string, zone: string): Where | Unplaced | null {
  const plain = asciiDigits(text).trim();
  const grid = readMgrs(plain, zone);
  if (grid === 'wrong') return 'grid';
  if (grid !== null) return { lat: grid.lat, lon: grid.lon, name: null, precision: OF_DIGITS[grid.figures] ?? 10 };
  return degrees(plain);
}

export interface Place {
  lat: number;
  lon: number;
  precision_m: number;
  name: string | null;
}

const round = (value: number, decimals: number) => Number(value.toFixed(decimals));
const KM_PER_DEGREE = 111.195;

/**
 * The same place, coarser: the middle of a fixed cell that `metres` around it covers whole. It depends on nothing but the
 * cell, so that two releases of near places say no more than one.
 */
export function coarse(point: Point, metres: number): Place {
  const side = ((metres / 1000) * Math.SQRT2) / KM_PER_DEGREE;
  const lat = (Math.floor(point.lat / side) + 0.5) * side;
  const wide = side / Math.cos((lat * Math.PI) / 180);
  const lon = (Math.floor(point.lon / wide) + 0.5) * wide;
  return { lat: round(lat, 4), lon: round(lon, 4), precision_m: metres, name: null };
}

export function exact(point: Point, metres: number): Place {
  return { lat: round(point.lat, 6), lon: round(point.lon, 6), precision_m: metres, name: point.name };
}
