// Plane geometry over a small piece of the earth: equirectangular, good to well under a percent here.
import { fmt, t } from '../i18n/index.svelte';

export type LatLon = readonly [number, number];
export interface Frame {
  south: number;
  north: number;
  west: number;
  east: number;
}
export interface Projection {
  width: number;
  height: number;
  kmPerPixel: number;
  point(lat: number, lon: number): [number, number];
  path(points: readonly LatLon[], close?: boolean): string;
}

const KM_PER_DEGREE = 111.195;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Fits the frame into width × height pixels, centred, north up. */
export function projection(frame: Frame, width: number, height: number): Projection {
  const squeeze = Math.cos(radians((frame.south + frame.north) / 2));
  const scale = Math.min(width / ((frame.east - frame.west) * squeeze), height / (frame.north - frame.south));
  const middleLat = (frame.south + frame.north) / 2;
  const middleLon = (frame.west + frame.east) / 2;
  const point = (lat: number, lon: number): [number, number] => [
    width / 2 + (lon - middleLon) * squeeze * scale,
    height / 2 - (lat - middleLat) * scale,
  ];
  return {
    width,
    height,
    kmPerPixel: KM_PER_DEGREE / scale,
    point,
    path: (points, close = false) =>
      points
        .map(([lat, lon], index) => {
          const [x, y] = point(lat, lon);
          return `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
        })
        .join('') + (close ? 'Z' : ''),
  };
}

/** Shortest way from a point to a polyline, km. Infinity for an empty line. */
export function kmToLine([lat, lon]: LatLon, line: readonly LatLon[]): number {
  const squeeze = Math.cos(radians(lat));
  const flat = line.map(([y, x]) => [(x - lon) * squeeze * KM_PER_DEGREE, (y - lat) * KM_PER_DEGREE] as const);
  let best = Infinity;
  flat.forEach(([x1, y1], index) => {
    const [x2, y2] = flat[index + 1] ?? [x1, y1];
    const dx = x2 - x1;
    const dy = y2 - y1;
    const length = dx * dx + dy * dy;
    const share = length === 0 ? 0 : Math.min(1, Math.max(0, -(x1 * dx + y1 * dy) / length));
    best = Math.min(best, Math.hypot(x1 + share * dx, y1 + share * dy));
  });
  return best;
}

/** "7 km"; for a coarse place the range it may lie in: "7–27 km". */
export function kmRange(km: number, precisionM: number): string {
  if (!Number.isFinite(km)) return t('unit-no-line');
  const slack = precisionM / 1000;
  if (slack < 2) return km < 10 ? fmt.measure(km, 'unit-km', 1) : fmt.measure(Math.round(km), 'unit-km');
  return `${fmt.number(Math.max(0, Math.round(km - slack)))}–${fmt.measure(Math.round(km + slack), 'unit-km')}`;
}

export interface Near<P> {
  place: P;
  km: number;
  bearing: string;
}
const WINDS = ['north', 'north-east', 'east', 'south-east', 'south', 'south-west', 'west', 'north-west'];

/** The named place next to a position, and where the position lies as seen from it. Governorates are no points. */
export function nearest<P extends { lat: number; lon: number; role: string }>(
  at: { lat: number; lon: number },
  places: readonly P[],
): Near<P> | null {
  let best: Near<P> | null = null;
  for (const place of places) {
    if (place.role === 'governorate') continue;
    const north = (at.lat - place.lat) * KM_PER_DEGREE;
    const east = (at.lon - place.lon) * Math.cos(radians(at.lat)) * KM_PER_DEGREE;
    const km = Math.hypot(north, east);
    if (best !== null && km >= best.km) continue;
    const wind = Math.round(Math.atan2(east, north) / (Math.PI / 4) + 8) % 8;
    best = { place, km, bearing: WINDS[wind] ?? '' };
  }
  return best;
}
