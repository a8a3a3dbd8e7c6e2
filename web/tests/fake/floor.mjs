// Incidents in space and time, as a node answers them: spots where they are few, clusters and cells where they are many.
import { placeOf, spot } from './incidents.mjs';

const MANY = 5000;

/** Kept where there are many, since those never change. */
function spots(world, seat) {
  if (world.spotted) return world.spotted;
  const lines = world.map(seat).lines;
  const all = world.items(seat, (record) => record.kind === 'incident').filter((item) => placeOf(item) !== null).map((item) => spot(item, lines));
  if (all.length > MANY) world.spotted = all;
  return all;
}

function matching(world, seat, query) {
  const [west, south, east, north] = (query.get('bbox') ?? '-180,-90,180,90').split(',').map(Number);
  const number = (name, otherwise) => (query.has(name) ? Number(query.get(name)) : otherwise);
  const [from, to, within] = [number('from', -Infinity), number('to', Infinity), number('within_km', Infinity)];
  return spots(world, seat).filter(
    (spot) =>
      spot.lon >= west && spot.lon <= east && spot.lat >= south && spot.lat <= north && spot.at >= from && spot.at < to &&
      (!query.get('type') || spot.type === query.get('type') || spot.type?.startsWith(`${query.get('type')}: `)) && (!query.get('party') || spot.party === query.get('party')) &&
      (within === Infinity || spot.distances.some((one) => one.min_km <= within)),
  );
}

function shares(all) {
  const parties = {};
  for (const spot of all) parties[spot.party] = (parties[spot.party] ?? 0) + 1;
  return { count: all.length, parties };
}

/** Six corners in place of a true H3 cell. */
function gathered(all, degrees) {
  const cells = new Map();
  for (const spot of all) {
    const row = Math.round(spot.lat / (degrees * 0.866));
    const column = Math.round(spot.lon / degrees - (row % 2) / 2);
    const key = `${row}:${column}`;
    if (!cells.has(key)) cells.set(key, { lat: row * degrees * 0.866, lon: (column + (row % 2) / 2) * degrees, all: [] });
    cells.get(key).all.push(spot);
  }
  return [...cells];
}

export function mapIncidents(world, seat, query) {
  const all = matching(world, seat, query);
  const many = all.length > 300;
  const heat = query.get('heat');
  const wide = 8 / 2 ** (Number(query.get('zoom')) - 3.5);
  return {
    total: all.length, unplaced: 0, coarse: 0, spots: many ? [] : all,
    clusters: many ? gathered(all, wide).map(([, { all: here }]) => ({ lat: here.reduce((sum, one) => sum + one.lat / here.length, 0), lon: here.reduce((sum, one) => sum + one.lon / here.length, 0), ...shares(here) })) : [],
    cells: heat
      ? gathered(all, 24 / 2 ** (Number(heat) * 1.15)).map(([cell, { lat, lon, all: here }]) => {
          const radius = 24 / 2 ** (Number(heat) * 1.15) / Math.sqrt(3);
          return { cell, count: here.length, ring: Array.from({ length: 6 }, (_, corner) => [lat + radius * Math.cos((corner * Math.PI) / 3), lon + radius * Math.sin((corner * Math.PI) / 3)]) };
        })
      : [],
  };
}

export function listed(world, seat, query) {
  const all = matching(world, seat, query).sort((a, b) => b.at - a.at);
  const start = Number(query.get('cursor') ?? 0);
  const limit = Math.min(200, Number(query.get('limit') ?? 50));
  return { items: all.slice(start, start + limit), next: start + limit < all.length ? String(start + limit) : null, total: all.length, unplaced: 0 };
}

export function bars(world, seat, query) {
  const all = matching(world, seat, query);
  const [from, to, count] = ['from', 'to', 'bars'].map((name) => Number(query.get(name)));
  return { bars: Array.from({ length: count }, (_, index) => shares(all.filter((spot) => Math.floor(((spot.at - from) / (to - from)) * count) === index))) };
}
