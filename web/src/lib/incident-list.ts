// The list of incidents as the node pages it; from the plain list of records where the node is older than that.
import type { IncidentsAsked, IncidentsPage, IncidentSpot, Item, MapLine, NodeApi } from '../api';
import { ApiError } from '../api';
import { standing, standingPlace, standingTitle } from './corrections';
import { kmToLine } from './geometry';

const MOST = 200;

/** A record as a row of the list. Without a place `lat` and `lon` are NaN. */
export function spotOf(item: Item, lines: readonly MapLine[]): IncidentSpot {
  const known = standing(item);
  const place = standingPlace(item);
  const radius = (place?.precision_m ?? 0) / 1000;
  const text = (name: string) => (typeof known.get(name) === 'string' ? (known.get(name) as string) : null);
  return {
    id: item.id, party: item.party, own: item.own, at: item.span?.from ?? item.at ?? item.received ?? 0,
    lat: place?.lat ?? Number.NaN, lon: place?.lon ?? Number.NaN, precision_m: place?.precision_m ?? 0,
    type: text('type'), title: standingTitle(item), linked: item.links.map((link) => link.other), state: item.state,
    distances: place ? lines.map((line) => { const km = kmToLine([place.lat, place.lon], line.points); return { line: line.record, party: line.party, min_km: Math.max(0, km - radius), max_km: km + radius }; }) : [],
  };
}

function fits(spot: IncidentSpot, wanted: IncidentsAsked): boolean {
  const near = wanted.within_km;
  return (
    (wanted.type === undefined || wanted.type === null || spot.type === wanted.type || spot.type?.startsWith(`${wanted.type}: `) === true) &&
    (wanted.party === undefined || spot.party === wanted.party) &&
    (wanted.open !== true || spot.state !== 'closed') &&
    (wanted.from === undefined || spot.at >= wanted.from) &&
    (near === undefined || spot.distances.some((one) => (wanted.line === 'any' || wanted.line === one.line) && one.min_km <= near))
  );
}

export async function listed(api: NodeApi, wanted: IncidentsAsked, lines: readonly MapLine[]): Promise<IncidentsPage> {
  try {
    return await api.incidents(wanted);
  } catch (cause) {
    if (!(cause instanceof ApiError) || (cause.status !== 404 && cause.status !== 405)) throw cause;
  }
  const { items } = await api.records({ kind: 'incident', limit: MOST });
  const spots = items.map((item) => spotOf(item, lines)).filter((spot) => fits(spot, wanted)).sort((a, b) => b.at - a.at);
  return { items: spots, next: null, total: spots.length, unplaced: 0 };
}
