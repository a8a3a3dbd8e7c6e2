// Which mark a party wears at a centre: its first member the square, its second the circle; a third
// party or a facilitator never gets a colour.
import type { Names } from '../api';

export type Mark = 'a' | 'b' | 'c';

export interface Sides {
  a: string;
  b: string;
}

export function markOf(party: string, sides: Sides): Mark {
  if (party === sides.a) return 'a';
  return party === sides.b ? 'b' : 'c';
}

export function initial(party: string): string {
  return (party[0] ?? '?').toUpperCase();
}

/** The name of a party short enough for a heading: what stands before the colon. */
/** A node by what it is: the desk of its party at a centre, or its party's seat in a town. */
export function nodeNames(party: Names, node: string, centre: Names | null): Names {
  const short = shortName(party.en);
  if (centre === null) return { en: `${short}, ${townOf(node)}` };
  return { ...centre, en: `${short} desk, ${shortName(centre.en)}` };
}

/** The town that a node is named after. */
export function townOf(node: string): string {
  return node.charAt(0).toUpperCase() + node.slice(1);
}

export function shortName(name: string): string {
  return name.split(/[:;,،]/)[0]?.trim() ?? name;
}
