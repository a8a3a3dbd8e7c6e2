// What the map draws: each incident once, by whom it is held, never more exact than its place.
import type { Item, MapLine, Place } from '../api';
import { standingPlace } from './corrections';
import { kmToLine } from './geometry';
import { markOf, type Mark, type Sides } from './party';
import { momentOf } from './rows';

/** From this precision on a place is a ring and never a dot. */
export const COARSE_M = 5000;

export interface Spot {
  id: string;
  item: Item;
  owner: Mark;
  place: Place;
  coarse: boolean;
  /** the other side holds a copy */
  shared: boolean;
  linked: string[];
  at: number;
  /** to the nearest line, km */
  km: number;
}

/** `a`, `b`: what each desk's own map holds. A side's coarser copy never hides the owner's place. */
export function spots(a: readonly Item[], b: readonly Item[], sides: Sides, lines: readonly MapLine[]): Spot[] {
  const found = new Map<string, Spot>();
  const ways = lines.filter((line) => line.role === 'line');
  const put = (item: Item) => {
    const place = standingPlace(item);
    if (place === null) return;
    const known = found.get(item.id);
    if (known && known.place.precision_m <= place.precision_m) {
      known.shared = true;
      return;
    }
    found.set(item.id, {
      id: item.id,
      item,
      owner: markOf(item.party, sides),
      place,
      coarse: place.precision_m >= COARSE_M,
      shared: known !== undefined,
      linked: item.links.map((link) => link.other),
      at: momentOf(item) ?? 0,
      km: Math.min(...ways.map((line) => kmToLine([place.lat, place.lon], line.points))),
    });
  };
  a.forEach(put);
  b.forEach(put);
  return [...found.values()].sort((one, two) => one.at - two.at);
}
