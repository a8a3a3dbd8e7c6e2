// Finds places of the gazetteer in what somebody types, in Latin or Arabic script and in the spellings people use.
import type { MapPlace } from '../api';

const LETTERS: Record<string, string> = {
  أ: 'ا', إ: 'ا', آ: 'ا', ٱ: 'ا', ى: 'ی', ي: 'ی', ئ: 'ی', ێ: 'ی', ك: 'ک', ھ: 'ه', ة: 'ه', ە: 'ه', ڕ: 'ر', ڵ: 'ل', ۆ: 'و', ؤ: 'و', ڤ: 'ف',
};

/** One form for the spellings of a word: small letters, no marks, Arabic and Sorani letters alike. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u064b-\u0655\u0670\u0640\u200c-\u200f\u2066-\u2069'’`ʿʾ]/g, '')
    .replace(/[أإآٱىيئێكھةەڕڵۆؤڤ]/g, (one) => LETTERS[one] ?? one)
    .replace(/وو/g, 'و')
    .toLowerCase();
}
const latin = (text: string) => /^[a-z -]+$/.test(text);

/** Consonants of a Latin word; a vowel only where it begins: "Arbil" and "Erbil" are one. */
function skeleton(word: string): string {
  return word.replace(/^[aeiou]+/, 'a').replace(/q/g, 'k').replace(/(?!^)[aeiouyw]/g, '');
}

function oneLetterApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) return a === b;
  let at = 0;
  while (at < Math.min(a.length, b.length) && a[at] === b[at]) at += 1;
  const [long, short] = a.length >= b.length ? [a, b] : [b, a];
  return a.length === b.length ? a.slice(at + 1) === b.slice(at + 1) : long.slice(at + 1) === short.slice(at);
}

/** How surely `said` means `name`, both folded: 3 the same, 2 a beginning or an ending on it, 1 another spelling, 0 not. */
function likeness(said: string, name: string): number {
  if (said === name) return 3;
  if (!latin(name)) {
    const bare = said.replace(/^(?:ال|وال|بال|لل|و|ب|ل)(?=.{3})/, '');
    const root = name.replace(/^ال(?=.{3})/, '');
    if (bare === root || said === root) return 3;
    if (root.length >= 4 && said.startsWith(root) && said.length - root.length <= 3) return 2;
    return 0;
  }
  if (said.length >= 5 && name.startsWith(said) && name.length - said.length <= 4) return 2;
  if (said.length < 5 || said.charAt(0) !== name.charAt(0) || Math.abs(said.length - name.length) > 2) return said.length >= 5 && skeleton(said).length >= 4 && skeleton(said) === skeleton(name) ? 1 : 0;
  return oneLetterApart(said, name) || (skeleton(name).length >= 4 && skeleton(said) === skeleton(name)) ? 1 : 0;
}

export interface PlaceFound {
  place: MapPlace;
  start: number;
  end: number;
}

const REGION = 'governorate';
const WORD = /[\p{L}\p{M}'’\u200c-]+/gu;

/** Names of a place as they are compared. */
const namesOf = (place: MapPlace) => [...new Set(Object.values(place.names).filter((name): name is string => typeof name === 'string').map(fold))];

/** The place a text most surely names; longer names and earlier words first. A governorate is no place to go to. */
export function findPlace(text: string, places: readonly MapPlace[]): PlaceFound | null {
  const words = [...text.matchAll(WORD)].map((found) => ({ start: found.index, end: found.index + found[0].length }));
  const known = places.filter((place) => place.role !== REGION).map((place) => ({ place, names: namesOf(place) }));
  let best: (PlaceFound & { weight: number }) | null = null;
  for (let first = 0; first < words.length; first += 1) {
    for (let count = 3; count >= 1; count -= 1) {
      const start = words[first]?.start ?? 0;
      const end = words[first + count - 1]?.end;
      if (end === undefined) continue;
      const said = fold(text.slice(start, end));
      if (said.length < 3) continue;
      for (const { place, names } of known) {
        const weight = Math.max(0, ...names.map((name) => likeness(said, name))) * 10 + count;
        if (weight >= 10 && (best === null || weight > best.weight)) best = { place, start, end, weight };
      }
    }
  }
  return best === null ? null : { place: best.place, start: best.start, end: best.end };
}

/** How far from its point what happens "at" a named place may lie, m. */
export function reach(place: MapPlace): number {
  return { city: 5000, town: 2000, post: 500 }[place.role] ?? 2000;
}
