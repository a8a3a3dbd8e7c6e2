// Military grid reference of a WGS 84 position, as few figures as its precision allows.
// DMA TM 8358.1; transverse Mercator by Snyder's series, good to a metre inside a zone.
const A = 6_378_137;
const E2 = 0.006_694_379_990_14;
const EP2 = E2 / (1 - E2);
const K0 = 0.9996;
const BANDS = 'CDEFGHJKLMNPQRSTUVWX';
const ROWS = 'ABCDEFGHJKLMNPQRSTUV';
const COLUMNS = ['ABCDEFGH', 'JKLMNPQR', 'STUVWXYZ'];

function utm(lat: number, lon: number, zone: number): [number, number] {
  const phi = (lat * Math.PI) / 180;
  const lambda = ((lon - (zone * 6 - 183)) * Math.PI) / 180;
  const sin = Math.sin(phi);
  const cos = Math.cos(phi);
  const n = A / Math.sqrt(1 - E2 * sin * sin);
  const t = Math.tan(phi) ** 2;
  const c = EP2 * cos * cos;
  const a = cos * lambda;
  const m =
    A *
    ((1 - E2 / 4 - (3 * E2 ** 2) / 64 - (5 * E2 ** 3) / 256) * phi -
      ((3 * E2) / 8 + (3 * E2 ** 2) / 32 + (45 * E2 ** 3) / 1024) * Math.sin(2 * phi) +
      ((15 * E2 ** 2) / 256 + (45 * E2 ** 3) / 1024) * Math.sin(4 * phi) -
      ((35 * E2 ** 3) / 3072) * Math.sin(6 * phi));
  const easting =
    K0 * n * (a + ((1 - t + c) * a ** 3) / 6 + ((5 - 18 * t + t * t + 72 * c - 58 * EP2) * a ** 5) / 120) + 500_000;
  const northing =
    K0 *
    (m +
      n *
        Math.tan(phi) *
        (a ** 2 / 2 +
          ((5 - t + 9 * c + 4 * c * c) * a ** 4) / 24 +
          ((61 - 58 * t + t * t + 600 * c - 330 * EP2) * a ** 6) / 720));
  return [easting, northing];
}

/** Figures per axis that a precision in metres earns: 10 km → 1, 1 km → 2, 100 m → 3 … at most 5. */
export function figures(precisionM: number): number {
  const spare = Math.ceil(Math.log10(Math.max(1, precisionM)));
  return Math.min(5, Math.max(1, 5 - spare));
}

/** "38S LE 71 60" for the northern hemisphere between 0° and 84°. */
export function mgrs(lat: number, lon: number, precisionM: number): string {
  const zone = Math.floor((lon + 180) / 6) + 1;
  const band = BANDS[Math.floor((lat + 80) / 8)] ?? 'X';
  const [easting, northing] = utm(lat, lon, zone);
  const column = COLUMNS[(zone - 1) % 3]?.[Math.floor(easting / 100_000) - 1] ?? '?';
  const shift = zone % 2 === 0 ? 5 : 0;
  const row = ROWS[(Math.floor(northing / 100_000) + shift) % 20] ?? '?';
  const digits = figures(precisionM);
  const cut = (metres: number) =>
    String(Math.floor(metres % 100_000))
      .padStart(5, '0')
      .slice(0, digits);
  return `${zone}${band} ${column}${row} ${cut(easting)} ${cut(northing)}`;
}
