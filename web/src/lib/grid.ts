// Reads military grid references as people type them: "38S LE 63 90", "38SLE6390", or "LE 63 90" inside the zone they work in.
// The inverse of lib/mgrs: WGS 84, transverse Mercator by Snyder's series, good to a metre.
import { mgrs } from './mgrs';

export interface GridPlace {
  /** the middle of the square */
  lat: number;
  lon: number;
  /** radius within which the place lies, m: half the diagonal, rounded up to a figure that mgrs() writes back alike */
  precision_m: number;
}
export interface GridFound extends GridPlace {
  start: number;
  end: number;
}

const A = 6_378_137;
const E2 = 0.006_694_379_990_14;
const EP2 = E2 / (1 - E2);
const K0 = 0.9996;
const BANDS = 'CDEFGHJKLMNPQRSTUVWX';
const ROWS = 'ABCDEFGHJKLMNPQRSTUV';
const COLUMNS = ['ABCDEFGH', 'JKLMNPQR', 'STUVWXYZ'];
const REFERENCE = /(?<![A-Za-z0-9])(?:(\d{1,2})([C-HJ-NP-X])\s?)?([A-HJ-NP-Z]{2})\s?(\d{1,5}\s\d{1,5}|\d{2,10})(?![A-Za-z0-9])/i;

function fromUtm(easting: number, northing: number, zone: number): { lat: number; lon: number } {
  const m = northing / K0;
  const mu = m / (A * (1 - E2 / 4 - (3 * E2 ** 2) / 64 - (5 * E2 ** 3) / 256));
  const e1 = (1 - Math.sqrt(1 - E2)) / (1 + Math.sqrt(1 - E2));
  const phi1 =
    mu +
    ((3 * e1) / 2 - (27 * e1 ** 3) / 32) * Math.sin(2 * mu) +
    ((21 * e1 ** 2) / 16 - (55 * e1 ** 4) / 32) * Math.sin(4 * mu) +
    ((151 * e1 ** 3) / 96) * Math.sin(6 * mu);
  const c = EP2 * Math.cos(phi1) ** 2;
  const t = Math.tan(phi1) ** 2;
  const root = 1 - E2 * Math.sin(phi1) ** 2;
  const n = A / Math.sqrt(root);
  const r = (A * (1 - E2)) / root ** 1.5;
  const d = (easting - 500_000) / (n * K0);
  const phi =
    phi1 -
    ((n * Math.tan(phi1)) / r) *
      (d ** 2 / 2 -
        ((5 + 3 * t + 10 * c - 4 * c * c - 9 * EP2) * d ** 4) / 24 +
        ((61 + 90 * t + 298 * c + 45 * t * t - 252 * EP2 - 3 * c * c) * d ** 6) / 720);
  const lambda = (d - ((1 + 2 * t + c) * d ** 3) / 6 + ((5 - 2 * c + 28 * t - 3 * c * c + 8 * EP2 + 24 * t * t) * d ** 5) / 120) / Math.cos(phi1);
  return { lat: (phi * 180) / Math.PI, lon: zone * 6 - 183 + (lambda * 180) / Math.PI };
}

/** Northings repeat every 2,000 km: the one whose latitude lies in the band, or nearest to `near` where none is named. */
function place(zone: number, band: string | null, square: string, figures: string, near: number): GridPlace | null {
  const digits = figures.length / 2;
  const step = 10 ** (5 - digits);
  const column = (COLUMNS[(zone - 1) % 3] ?? '').indexOf(square.charAt(0));
  const row = ROWS.indexOf(square.charAt(1));
  if (column < 0 || row < 0) return null;
  const easting = (column + 1) * 100_000 + Number(figures.slice(0, digits)) * step + step / 2;
  const shift = zone % 2 === 0 ? 5 : 0;
  const rest = ((row - shift + 20) % 20) * 100_000 + Number(figures.slice(digits)) * step + step / 2;
  const south = band === null ? null : -80 + BANDS.indexOf(band) * 8;
  const all = [0, 1, 2, 3, 4].map((turn) => fromUtm(easting, rest + turn * 2_000_000, zone));
  const fitting = all.filter(({ lat }) => (south === null ? Math.abs(lat - near) < 8 : lat >= south - 0.01 && lat < south + (band === 'X' ? 12 : 8) + 0.01));
  const [first] = fitting.sort((one, two) => Math.abs(one.lat - near) - Math.abs(two.lat - near));
  if (first === undefined) return null;
  return { ...first, precision_m: step };
}

/** The first grid reference in a text. `near`: where the desk is, for references without a zone. */
export function findGrid(text: string, near: { lat: number; lon: number } | null): GridFound | null {
  const found = REFERENCE.exec(text);
  if (found === null) return null;
  const [whole = '', zoneText, bandText, square = '', figureText = ''] = found;
  const halves = figureText.split(/\s/);
  const figures = halves.join('');
  if (figures.length % 2 !== 0 || (halves.length === 2 && halves[0]?.length !== halves[1]?.length)) return null;
  const upper = square.toUpperCase();
  // without a zone only capitals count: "to 40 men" is no place
  if (zoneText === undefined && (square !== upper || near === null)) return null;
  const zone = zoneText === undefined ? Math.floor(((near?.lon ?? 0) + 180) / 6) + 1 : Number(zoneText);
  if (zone < 1 || zone > 60) return null;
  const band = bandText?.toUpperCase() ?? null;
  const at = place(zone, band, upper, figures, near?.lat ?? -80 + BANDS.indexOf(band ?? 'S') * 8 + 4);
  if (at === null) return null;
  // the square must read the same when it is written again: letters that no square has are refused
  const again = mgrs(at.lat, at.lon, at.precision_m).split(' ')[1];
  if (again !== upper) return null;
  return { ...at, start: found.index, end: found.index + whole.length };
}
