// What the node answered, as marks, rings and joins. A coarse place never becomes a dot, linked reports stay two.
import type { IncidentSpot } from '../../api';
import type { LatLon } from '../geometry';
import { markOf, type Mark, type Sides } from '../party';
import type { MarkShape } from './pictures';
import { kmPerPixel } from './view';

/** From this precision on a place is a ring and never a dot, however far away one stands. */
export const COARSE_M = 5000;
const RING_PIXELS = 9;
const STEPS = 48;
const KM_PER_DEGREE = 111.195;
const squeeze = (lat: number) => Math.cos((lat * Math.PI) / 180);

export const coarse = (spot: Pick<IncidentSpot, 'precision_m'>): boolean => spot.precision_m >= COARSE_M;

/** The ring in which the place lies: `[longitude, latitude]`, closed, clockwise from north. */
export function ring(lat: number, lon: number, precisionM: number): [number, number][] {
  const high = precisionM / 1000 / KM_PER_DEGREE;
  const wide = high / squeeze(lat);
  return Array.from({ length: STEPS + 1 }, (_, step) => {
    const angle = ((step % STEPS) / STEPS) * 2 * Math.PI;
    return [lon + Math.sin(angle) * wide, lat + Math.cos(angle) * high];
  });
}

export interface Drawn {
  spot: IncidentSpot;
  mark: Mark;
  /** where the mark stands: the place, or the north of its ring */
  at: [number, number];
  ring: [number, number][] | null;
  /** a coarse place whose ring is smaller than a mark shows as a small ring of fixed size */
  as: MarkShape;
}

/** How each spot is drawn at this zoom. Two linked reports of one place stand side by side. */
export function drawn(spots: readonly IncidentSpot[], sides: Sides, zoom: number): Drawn[] {
  const byId = new Map(spots.map((spot) => [spot.id, spot]));
  return spots.map((spot) => {
    const perPixel = kmPerPixel(zoom, spot.lat);
    const wide = spot.precision_m / 1000 / perPixel >= RING_PIXELS;
    const mark = markOf(spot.party, sides);
    const beside = spot.linked.some((id) => {
      const other = byId.get(id);
      return other !== undefined && Math.hypot(other.lat - spot.lat, (other.lon - spot.lon) * squeeze(spot.lat)) * KM_PER_DEGREE < 14 * perPixel;
    });
    const shift = beside ? ((mark === 'b' ? 7 : -7) * perPixel) / KM_PER_DEGREE / squeeze(spot.lat) : 0;
    const edge = coarse(spot) && wide ? spot.precision_m / 1000 / KM_PER_DEGREE : 0;
    return { spot, mark, at: [spot.lon + shift, spot.lat + edge], ring: wide ? ring(spot.lat, spot.lon, spot.precision_m) : null, as: !coarse(spot) ? 'place' : wide ? 'edge' : 'ring' };
  });
}

/** Each pair of linked reports that are both here, once. */
export function joins(all: readonly Drawn[]): [Drawn, Drawn][] {
  const byId = new Map(all.map((one) => [one.spot.id, one]));
  return all.flatMap((one) =>
    one.spot.linked.flatMap((id): [Drawn, Drawn][] => {
      const other = byId.get(id);
      return other && (one.spot.id < id || !other.spot.linked.includes(one.spot.id)) ? [[one, other]] : [];
    }),
  );
}

export interface Away {
  min: number;
  max: number;
}
/** How far the place lies from a party's line, km; null where that party has none. Of several lines the nearest counts. */
export function away(spot: IncidentSpot, party: string): Away | null {
  const own = spot.distances.filter((one) => one.party === party);
  if (own.length === 0) return null;
  return { min: Math.min(...own.map((one) => one.min_km)), max: Math.min(...own.map((one) => one.max_km)) };
}

/** Figures of a distance: below 10 km one decimal, and one figure only where both ends would look the same. */
export function awayFigures({ min, max }: Away): string[] {
  const figure = (km: number) => (km < 10 && max < 10 ? km.toFixed(1) : String(Math.round(km)));
  return [...new Set([figure(min), figure(max)])];
}

/** The frame around all points of some lines, `[west, south, east, north]`, with room around it. */
export function frameOf(lines: readonly { points: readonly LatLon[] }[], room = 0.15): [number, number, number, number] | null {
  const points = lines.flatMap((line) => line.points);
  if (points.length === 0) return null;
  const lats = points.map(([lat]) => lat);
  const lons = points.map(([, lon]) => lon);
  return [Math.min(...lons) - room, Math.min(...lats) - room, Math.max(...lons) + room, Math.max(...lats) + room];
}
