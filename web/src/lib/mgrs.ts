// Military grid references of WGS 84 positions, as few figures as their precision allows.
import { forward, inverse } from 'mgrs';
import { asciiDigits } from '../i18n/digits';

/** Figures per axis that a precision in metres earns: 10 km → 1, 1 km → 2, 100 m → 3 … at most 5. */
export function figures(precisionM: number): number {
  const spare = Math.ceil(Math.log10(Math.max(1, precisionM)));
  return Math.min(5, Math.max(1, 5 - spare));
}

const PARTS = /^(\d{1,2}[C-HJ-NP-X])([A-HJ-NP-Z][A-HJ-NP-V])(\d*)$/;

function spaced(reference: string): string {
  const [, zone = '', square = '', digits = ''] = PARTS.exec(reference) ?? [];
  const half = digits.length / 2;
  return [zone, square, digits.slice(0, half), digits.slice(half)].filter(Boolean).join(' ');
}

/** "38S LE 71 60"; empty beyond 80° S and 84° N, where there is no such grid. */
export function mgrs(lat: number, lon: number, precisionM: number): string {
  if (!(lat >= -80 && lat <= 84)) return '';
  return spaced(forward([lon, lat], figures(precisionM)));
}

/** "38S" of a position. */
export function gridZone(lat: number, lon: number): string {
  return mgrs(lat, lon, 100_000).split(' ')[0] ?? '';
}

export interface GridPlace {
  lat: number;
  lon: number;
  /** figures per axis, 1 to 5 */
  figures: number;
}

const BANDS = 'CDEFGHJKLMNPQRSTUVWX';

/** A square belongs to its zone and band, but for what neighbours share along the edge. */
function fits(zone: string, box: [number, number, number, number]): boolean {
  const [left, bottom, right, top] = box;
  const west = Number.parseInt(zone, 10) * 6 - 186;
  const band = BANDS.indexOf(zone.slice(-1));
  const south = band * 8 - 80;
  const north = band === BANDS.length - 1 ? 84 : south + 8;
  const [overZone, overBand] = [1, 0.01];
  return right > west - overZone && left < west + 6 + overZone && top > south - overBand && bottom < north + overBand;
}

/**
 * The middle of the square that somebody typed: `38S LE 71 60`, `38sle7160`, or `LE 71 60` in the zone `near`.
 * null: it is no grid reference at all; 'wrong': it looks like one and names no square.
 */
export function readMgrs(text: string, near = ''): GridPlace | 'wrong' | null {
  const bare = asciiDigits(text).toUpperCase().replace(/[\s\u200e\u200f\u2066-\u2069.-]/g, '');
  if (!/^(\d{1,2}[A-Z])?[A-Z]{2}\d+$/.test(bare)) return null;
  const reference = /^\d/.test(bare) ? bare : near + bare;
  const [, zone, , digits = ''] = PARTS.exec(reference) ?? [];
  if (zone === undefined || digits.length % 2 !== 0 || digits.length > 10) return 'wrong';
  try {
    const box = inverse(reference);
    if (!fits(zone, box)) return 'wrong';
    return { lat: (box[1] + box[3]) / 2, lon: (box[0] + box[2]) / 2, figures: digits.length / 2 };
  } catch {
    return 'wrong';
  }
}
