// The stand-in's answers about incidents: lists, likely duplicates, links, corrections, files.
import { createHash } from 'node:crypto';

const KM_PER_DEGREE = 111.195;
const HOUR = 3_600_000;
const value = (item, name) => {
  const later = item.corrected.flatMap((one) => one.changes ?? []).findLast((one) => one.name === name);
  return later?.value ?? item.slots.find((slot) => slot.name === name && slot.open)?.value ?? null;
};
export const placeOf = (item) => value(item, 'place_exact') ?? value(item, 'place');
const momentOf = (item) => item.span?.from ?? item.at;

function km(a, b) {
  const north = (a.lat - b.lat) * KM_PER_DEGREE;
  const east = (a.lon - b.lon) * Math.cos((a.lat * Math.PI) / 180) * KM_PER_DEGREE;
  return Math.hypot(north, east);
}
function kmToLine(at, points) {
  const flat = points.map(([lat, lon]) => [(lon - at.lon) * Math.cos((at.lat * Math.PI) / 180) * KM_PER_DEGREE, (lat - at.lat) * KM_PER_DEGREE]);
  return Math.min(
    ...flat.map(([x1, y1], index) => {
      const [x2, y2] = flat[index + 1] ?? [x1, y1];
      const [dx, dy] = [x2 - x1, y2 - y1];
      const share = Math.min(1, Math.max(0, -(x1 * dx + y1 * dy) / (dx * dx + dy * dy || 1)));
      return Math.hypot(x1 + share * dx, y1 + share * dy);
    }),
  );
}

export function spot(item, lines) {
  const place = placeOf(item);
  return {
    id: item.id, party: item.party, own: item.own, at: momentOf(item), lat: place.lat, lon: place.lon, precision_m: place.precision_m, type: value(item, 'type'),
    title: value(item, 'summary'), linked: item.links.map((link) => link.other), state: item.state,
    distances: lines.filter((line) => line.role === 'line').map((line) => { const far = kmToLine(place, line.points); const radius = place.precision_m / 1000; return { line: line.record, party: line.party, min_km: Math.max(0, far - radius), max_km: far + radius }; }),
  };
}

export function likely(world, seat, { observed, place, except }) {
  const found = world.items(seat, (record) => record.kind === 'incident').filter((item) => item.id !== except).map((item) => {
    const at = placeOf(item);
    const far = at && place ? km(at, place) : null;
    const hours = observed === null ? null : (momentOf(item) - observed) / HOUR;
    const reach = 3 + ((at?.precision_m ?? 0) + (place?.precision_m ?? 0)) / 1000;
    return { item, km: far, hours, weight: 20 - (far ?? 0) / reach - Math.abs(hours ?? 0) * 3, fits: far !== null && far < reach && (hours === null || Math.abs(hours) < 2) };
  });
  return { items: found.filter((one) => one.fits).sort((a, b) => b.weight - a.weight).slice(0, 5).map(({ item, weight, km: far, hours }) => ({ item, weight, km: far, hours: hours === null ? null : Math.abs(hours) })) };
}

/** Files by their hash, as a node keeps them. */
export class Files {
  #held = new Map();
  put(bytes) {
    const hash = createHash('sha256').update(bytes).digest('hex');
    this.#held.set(hash, bytes);
    return { hash, length: bytes.length };
  }
  get(hash) {
    return this.#held.get(hash);
  }
}
