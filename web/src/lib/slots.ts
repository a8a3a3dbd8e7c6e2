// Slot values as people read them. Every type of the records has its sentence; an unknown shape is
// shown as its JSON rather than dropped, so that nothing opened goes unseen.
import type { Item, Names, Place, Slot } from '../api';
import { inWords } from './edtf';
import { mgrs } from './mgrs';

export const KIND_WORDS: Record<string, string> = {
  'log-entry': 'Log',
  incident: 'Incident',
  meeting: 'Meeting',
  estimate: 'Estimate',
  strength: 'Force level',
  commitment: 'Promise',
  'source-item': 'Source',
  acknowledgement: 'Acknowledgement',
  link: 'Link',
  correction: 'Correction',
  centre: 'Centre',
  line: 'Line',
  place: 'Place',
};
const SLOT_WORDS: Record<string, string> = {
  place_exact: 'exact place',
  written_for_release: 'text for release',
  casualties: 'hurt',
  grading: 'graded',
  as_of: 'as of',
  activity: 'doing',
};
/** What stands under the headline on a desk; the rest opens with the row. */
const HEADLINE: Record<string, string[]> = {
  incident: ['size', 'place', 'place_exact', 'casualties', 'source'],
};
const TITLE_SLOT: Record<string, string> = {
  'log-entry': 'text',
  incident: 'summary',
  meeting: 'title',
  commitment: 'text',
  estimate: 'of',
  strength: 'contributor',
};

export const kindWord = (kind: string) => KIND_WORDS[kind] ?? kind;
export const slotWord = (name: string) => SLOT_WORDS[name] ?? name.replaceAll('_', ' ');
export const titleSlot = (kind: string) => TITLE_SLOT[kind] ?? null;

interface RangeValue {
  min: number | null;
  best: number | null;
  max: number | null;
  qualifier?: string;
}
interface CasualtyValue extends RangeValue {
  group: string;
  harm: string;
}

const figure = (n: number) => n.toLocaleString('en-GB');

/** "about 3,000", "3,000–5,000", "2 (1–3)", "number not stated". Never a mean of the two ends. */
export function rangeWords(range: RangeValue): string {
  const { min, best, max } = range;
  const about = range.qualifier && !['exact', 'not stated'].includes(range.qualifier) ? `${range.qualifier} ` : '';
  const ends = min !== null && max !== null && min !== max ? `${figure(min)}–${figure(max)}` : '';
  if (best !== null && best !== undefined) return `${about}${figure(best)}${ends ? ` (${ends})` : ''}`;
  if (ends) return about + ends;
  const one = min ?? max;
  return one === null || one === undefined ? 'number not stated' : `${about}${figure(one)}`;
}

export function precisionWords(metres: number): string {
  return metres >= 1000 ? `±${figure(Math.round(metres / 100) / 10)} km` : `±${figure(metres)} m`;
}

export function placeWords(place: Place): string {
  // a grid reference broken over two lines is misread
  const grid = mgrs(place.lat, place.lon, place.precision_m).replaceAll(' ', '\u00a0');
  // Some people name a place by its grid reference, with or without spaces.
  const bare = (text: string) => text.replaceAll(/\s/g, '').toLowerCase();
  return place.name && !bare(grid).startsWith(bare(place.name)) ? `${place.name}, ${grid}` : grid;
}

function attendeeWords(value: { name: string; title?: string; party?: string }): string {
  return [value.title, value.name].filter(Boolean).join(' ') + (value.party ? ` (${value.party})` : '');
}

function namesWords(names: Names): string {
  return [names.en, names.ar, names.ckb, names.kmr].filter(Boolean).join(' · ');
}

/** True when the slot is open and says something. */
export function hasValue(slot: Slot): boolean {
  if (!slot.open) return false;
  const value = slot.value;
  return !(value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0));
}

const WRITERS: Record<string, (value: never) => string> = {
  Bool: (value: boolean) => (value ? 'yes' : 'no'),
  When: (value: string) => inWords(value),
  Names: (value: Names) => namesWords(value),
  Place: (value: Place) => placeWords(value),
  Points: (value: unknown[]) => `${value.length} points`,
  Range: (value: RangeValue) => rangeWords(value),
  Casualties: (value: CasualtyValue[]) =>
    value.map((one) => `${rangeWords(one)} ${one.harm}, ${one.group}`).join('; '),
  Attendees: (value: { name: string }[]) => value.map(attendeeWords).join('; '),
  Files: (value: { name: string; length: number }[]) => value.map(({ name, length }) => `${name}, ${Math.ceil(length / 1024)} kB`).join('; '),
  Texts: (value: string[]) => value.join('; '),
};

/** The value of an open slot in words; "" when it is empty. */
export function slotText(slot: Slot): string {
  if (!hasValue(slot)) return '';
  const writer = WRITERS[slot.type] as ((value: unknown) => string) | undefined;
  try {
    if (writer) return writer(slot.value);
  } catch {
    // a shape this page does not know: fall through to its JSON
  }
  return typeof slot.value === 'string' ? slot.value : JSON.stringify(slot.value);
}

/** The same on the few words of a headline: figures without their groups. */
export function shortText(slot: Slot): string {
  if (slot.type !== 'Casualties' || !hasValue(slot) || !Array.isArray(slot.value)) return slotText(slot);
  return (slot.value as CasualtyValue[]).map((one) => `${rangeWords(one)} ${one.harm}`).join(', ');
}

/** Slots that stand under the headline: opened ones that say something, and every one not opened. */
export function headlineSlots(item: Item): Slot[] {
  const wanted = HEADLINE[item.kind] ?? [];
  return item.slots.filter((slot) => wanted.includes(slot.name) && (!slot.open || hasValue(slot)));
}

export function slotOf(item: Item, name: string): Slot | null {
  return item.slots.find((slot) => slot.name === name) ?? null;
}

export function placeOf(item: Item): Place | null {
  for (const name of ['place_exact', 'place']) {
    const slot = slotOf(item, name);
    const value = slot?.open ? (slot.value as Place | null | undefined) : null;
    if (value && typeof value.lat === 'number' && typeof value.lon === 'number') return value;
  }
  return null;
}

/** "002" of "report 002"; null for what was invented. */
export function reportNumber(item: Item): string | null {
  return /^report (\d{3})$/.exec(item.provenance ?? '')?.[1] ?? null;
}
