// What an open slot gives away of a withheld one: words of five letters or more, numbers, clock times, grid references.
// It finds repetition, not meaning: whoever releases reads the findings and decides.
import { asciiDigits } from '../i18n/digits';

export interface Checked {
  name: string;
  /** as a person reads it */
  text: string;
  /** goes with this release */
  open: boolean;
  /** the recipient holds it already: what it says is no news to them */
  crossed: boolean;
}
export interface Leak {
  withheld: string;
  open: string;
  /** as they stand in the open slot */
  repeats: string[];
}

const MIN_LETTERS = 5;
const MGRS = /(?:\b(\d{1,2}[C-HJ-NP-X])\s*)?\b([A-HJ-NP-Z]{2})\s*(\d{1,5})\s+(\d{1,5})\b|\b(\d{1,2}[C-HJ-NP-X])\s*([A-HJ-NP-Z]{2})\s*(\d{2}(?:\d{2}){0,4})\b/gi;
const CLOCK = /\b([01]?\d|2[0-3]):([0-5]\d)\b/g;
const NUMBER = /(?:(\p{L}[\p{L}\p{M}]*)[\s\u00a0]+)?(?<![\p{L}\d.,])(\d+(?:[.,٫٬]\d+)*)/gu;
const WORD = /\p{L}[\p{L}\p{M}\u200c]*/gu;
/** Words that join others and say nothing by themselves. */
const EMPTY = new Set(
  ('about above after again against along among around because before being below between could during every first from further having their there these those through together toward towards under until where which while within without would other still since should ' +
    'الذين اللذين اللواتي عندما بينما حيثما أثناء خلال هؤلاء ولكن لأنها لأنهم باتجاه بالقرب ' +
    'لەگەڵ لەلایەن هەروەها لەبەرئەوە چونکە دوابەدوای پێشئەوەی لەنێوان بەرامبەر').split(' ').map(fold),
);

/** One spelling for what is the same word: case, vowel signs, kinds of alef, ya, kaf, and the Arabic article. */
function fold(word: string): string {
  const plain = word
    .normalize('NFKD')
    .replace(/[\p{M}\u0640\u200c-\u200f]/gu, '')
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/[يىی]/g, 'ی')
    .replace(/[كک]/g, 'ک')
    .replace(/[هةە]/g, 'ە')
    .toLowerCase();
  const article = /^(?:[وبفک]?ال|لل)(?=.{3})/.exec(plain);
  return article ? plain.slice(article[0].length) : plain;
}

interface Grid {
  square: string;
  east: string;
  north: string;
  shown: string;
}
interface Said {
  /** folded or plain form → as written */
  tokens: Map<string, string>;
  grids: Grid[];
}

function gridOf(found: RegExpMatchArray): Grid | null {
  const [shown, , square, east, north, , square2, run] = found;
  if (square && east && north) return { square: square.toUpperCase(), east, north, shown };
  if (square2 && run) return { square: square2.toUpperCase(), east: run.slice(0, run.length / 2), north: run.slice(run.length / 2), shown };
  return null;
}

function read(given: string): Said {
  let text = asciiDigits(given.replaceAll('\u00a0', ' '));
  const grids: Grid[] = [];
  for (const found of text.matchAll(MGRS)) {
    const grid = gridOf(found);
    if (grid) grids.push(grid);
  }
  text = text.replace(MGRS, ' · ');
  const tokens = new Map<string, string>();
  for (const [shown, hour, minute] of text.matchAll(CLOCK)) tokens.set(`${hour?.padStart(2, '0')}:${minute}`, shown);
  text = text.replace(CLOCK, ' · ');
  for (const [, before, figure] of text.matchAll(NUMBER)) {
    if (figure === undefined) continue;
    const plain = figure.replace(/[.,٫٬](?=\d{3}\b)/g, '');
    // A single figure says little; with the word before it, "post 4", it names something.
    if (plain.length > 1) tokens.set(plain, figure);
    else if (before !== undefined && before.length > 1 && !EMPTY.has(fold(before))) tokens.set(`${fold(before)} ${plain}`, `${before} ${figure}`);
  }
  for (const [word] of text.matchAll(WORD)) {
    const folded = fold(word);
    if ([...word.replace(/[\p{M}\u0640\u200c]/gu, '')].length >= MIN_LETTERS && !EMPTY.has(folded)) tokens.set(folded, word);
  }
  return { tokens, grids };
}

/** An open reference that is as exact as the withheld one or more, and lies in it. */
function within(open: Grid, withheld: Grid): boolean {
  return open.square === withheld.square && open.east.startsWith(withheld.east) && open.north.startsWith(withheld.north);
}

/** Each pair of a withheld slot and a slot about to be opened that repeats it; what the recipient holds already is left out. */
export function leaks(slots: readonly Checked[]): Leak[] {
  const known = slots.filter((slot) => slot.crossed).map((slot) => read(slot.text));
  const isKnown = (token: string) => known.some((said) => said.tokens.has(token));
  const gridKnown = (grid: Grid) => known.some((said) => said.grids.some((one) => within(one, grid)));
  const going = slots.filter((slot) => slot.open && !slot.crossed).map((slot) => ({ slot, said: read(slot.text) }));
  // What is written for release says nothing that may not go.
  return slots
    .filter((slot) => !slot.open && !slot.crossed && slot.name !== 'written_for_release')
    .flatMap((kept) => {
      const said = read(kept.text);
      return going.flatMap(({ slot, said: open }) => {
        const words = [...open.tokens].filter(([token]) => said.tokens.has(token) && !isKnown(token)).map(([, shown]) => shown);
        const grids = open.grids.filter((grid) => said.grids.some((one) => within(grid, one) && !gridKnown(one))).map((grid) => grid.shown);
        const repeats = [...new Set([...grids, ...words])];
        return repeats.length > 0 ? [{ withheld: kept.name, open: slot.name, repeats }] : [];
      });
    });
}
