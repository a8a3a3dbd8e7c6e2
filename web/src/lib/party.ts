// Which mark a party wears at a centre: its first member the square, its second the circle; a third
// party or a facilitator never gets a colour.
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
export function shortName(name: string): string {
  return name.split(/[:;,]/)[0]?.trim() ?? name;
}
