// Which mark a party wears at a centre: its first member the square, its second the circle; a third
// party or a facilitator never gets a colour.
import type { Names } from '../api';
import { message } from '../i18n/bundles';
import type { Lang } from '../i18n/digits';

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

/** A node by what it is: the desk of its party at a centre, or its party's seat in a town. `town`: its names, where known. */
export function nodeNames(party: Names, node: string, centre: Names | null, town: Names | null = null): Names {
  const place = centre ?? town ?? { en: townOf(node) };
  const say = (lang: Lang) => {
    const [whose, where] = [party[lang], place[lang]];
    if (!whose || !where) return {};
    const args = { party: shortName(whose), place: shortName(where) };
    return { [lang]: message(lang, centre === null ? 'seat-at' : 'desk-at', args) };
  };
  return { en: party.en, ...say('en'), ...say('ar'), ...say('ckb') };
}

/** The town that a node is named after. */
export function townOf(node: string): string {
  return node.charAt(0).toUpperCase() + node.slice(1);
}

/** The name of a party short enough for a heading: what stands before the colon. */
export function shortName(name: string): string {
  return name.split(/[:;,،]/)[0]?.trim() ?? name;
}
