// Slot values as people read them. Every type of the records has its sentence; an unknown shape is
// shown as its JSON rather than dropped, so that nothing opened goes unseen.
import type { Item, Names, Place, Slot } from '../api';
import type { Translated } from '../api/deliberation';
import { fmt, t, word } from '../i18n/index.svelte';
import { inWords } from './edtf';
import { partyName, townName } from './gazetteer.svelte';
import { inOwn } from './joint';
import { mgrs } from './mgrs';
import { PARAGRAPHS, type Portion, portionText } from './portions';

/** What stands under the headline on a desk; the rest opens with the row. */
const HEADLINE: Record<string, string[]> = {
  incident: ['size', 'place', 'place_exact', 'casualties', 'source'],
};
const TITLE_SLOT: Record<string, string> = {
  'log-entry': 'text',
  'desk-message': 'text',
  handover: 'note',
  disclosure: 'purpose',
  incident: 'summary',
  sitrep: 'summary',
  meeting: 'title',
  commitment: 'text',
  estimate: 'of',
  strength: 'contributor',
};

export const kindWord = (kind: string): string => word('kind', kind);
export const slotWord = (name: string): string => word('slot', name).replaceAll('_', ' ');
export const stateWord = (state: string): string => word('state', state);
export const levelWord = (level: string): string => word('level', level);
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

const figure = (n: number) => fmt.number(n);

/** "about 3,000", "3,000–5,000", "2 (1–3)", "number not stated". Never a mean of the two ends. */
export function rangeWords(range: RangeValue): string {
  const { min, best, max, qualifier = 'exact' } = range;
  const ends = min !== null && max !== null && min !== max ? `${figure(min)}–${figure(max)}` : '';
  const one = best ?? min ?? max;
  if (one === null || one === undefined) return t('range-not-stated');
  const n = best === null || best === undefined ? ends || figure(one) : `${figure(best)}${ends ? ` (${ends})` : ''}`;
  return ['exact', 'not stated'].includes(qualifier) ? n : t(`range-${qualifier.replaceAll(' ', '-')}`, { n });
}

export function precisionWords(metres: number): string {
  return `±${metres >= 1000 ? fmt.measure(Math.round(metres / 100) / 10, 'unit-km') : fmt.measure(metres, 'unit-m')}`;
}

export function placeWords(place: Place): string {
  // a grid reference broken over two lines is misread
  const grid = mgrs(place.lat, place.lon, place.precision_m).replaceAll(' ', '\u00a0');
  // Some people name a place by its grid reference, with or without spaces.
  const bare = (text: string) => text.replaceAll(/\s/g, '').toLowerCase();
  const named = place.name && !bare(grid).startsWith(bare(place.name));
  return named ? fmt.isolate(place.name ?? '') + fmt.comma() + fmt.isolate(grid) : fmt.isolate(grid);
}

function attendeeWords(value: { name: string; title?: string; party?: string }): string {
  const who = fmt.isolate([value.title, value.name].filter(Boolean).join(' '));
  return value.party ? `${who} (${partyName(value.party).text})` : who;
}

function namesWords(names: Names): string {
  return [names.en, names.ar, names.ckb, names.kmr].filter((name) => name !== undefined && name !== null).map(fmt.isolate).join(' · ');
}

const parted = (parts: string[]) => parts.map(fmt.isolate).join('; ');

/** True when the slot is open and says something. */
export function hasValue(slot: Slot): boolean {
  if (!slot.open) return false;
  const value = slot.value;
  return !(value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0));
}

const harmed = (one: CasualtyValue) => ({ figure: rangeWords(one), harm: word('harm', one.harm), group: word('group', one.group) });
const WRITERS: Record<string, (value: never) => string> = {
  Bool: (value: boolean) => t(value ? 'answer-yes' : 'answer-no'),
  When: (value: string) => inWords(value),
  Names: (value: Names) => namesWords(value),
  Place: (value: Place) => placeWords(value),
  Points: (value: unknown[]) => t('points-count', { n: value.length }),
  Range: (value: RangeValue) => rangeWords(value),
  Casualties: (value: CasualtyValue[]) => value.map((one) => t('harm-of', harmed(one))).join('; '),
  Attendees: (value: { name: string }[]) => value.map(attendeeWords).join('; '),
  Files: (value: { name: string; length: number }[]) => value.map(({ name, length }) => `${fmt.isolate(name)}${fmt.comma()}${fmt.measure(Math.ceil(length / 1024), 'unit-kb')}`).join('; '),
  Texts: (value: string[]) => parted(value),
  Portion: (value: Portion) => portionText(value),
  Clauses: (value: { number: string; texts: Translated }[]) => parted(value.map(({ number, texts }) => `${fmt.digits(number)} ${inOwn(texts).text}`)),
  Duties: (value: { task: Translated }[]) => parted(value.map(({ task }) => inOwn(task).text)),
  Judgements: (value: { texts: Translated }[]) => parted(value.map(({ texts }) => inOwn(texts).text)),
  Milestones: (value: { names: Translated }[]) => parted(value.map(({ names }) => inOwn(names).text)),
};

const OF_PARTIES = new Set(['to', 'owner', 'beneficiary', 'facilitator', 'facilitators', 'members', 'pending', 'required']);

/** "kurdistan", or a desk of it: "kurdistan.erbil". What names no party stands as it was written. */
export function seatName(id: string): string {
  const [party = id, node] = /^[a-z0-9-]+\.[a-z0-9-]+$/.test(id) ? id.split('.') : [id];
  return partyName(party).text + (node === undefined ? '' : fmt.comma() + townName(node).text);
}

/** Slots whose value is a word of a list: where the page's language has that word, it is shown. */
const WORDED: Record<string, string> = { state: 'state', what: 'state', relation: 'relation', type: 'acled', edition: 'edition', answer: 'state', echelon: 'echelon' };

/** The value of an open slot in words; "" when it is empty. */
export function slotText(slot: Slot): string {
  if (!hasValue(slot)) return '';
  const group = WORDED[slot.name];
  // an event type may carry its sub-event: "Battles: Armed clash"
  if (group && typeof slot.value === 'string') return slot.value.split(': ').map((one) => word(group, one)).join(': ');
  if (slot.name === 'centre' && typeof slot.value === 'string') return townName(slot.value).text;
  if (OF_PARTIES.has(slot.name)) return fmt.list([slot.value].flat().map((one) => seatName(String(one))));
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
  return (slot.value as CasualtyValue[]).map((one) => t('harm-short', { figure: rangeWords(one), harm: word('harm', one.harm) })).join(fmt.comma());
}

/** Slots that stand under the headline: opened ones that say something, and every one not opened. */
export function headlineSlots(item: Item): Slot[] {
  const wanted = HEADLINE[item.kind] ?? [];
  return item.slots.filter((slot) => wanted.includes(slot.name) && (!slot.open || hasValue(slot)));
}

/**
 * Slots as a reader of a copy wants them: what is withheld of a narrative is one bar, however many paragraphs it may have,
 * and whether a record is closed is no news while nobody says so.
 */
export function gathered<T extends { name: string; open: boolean }>(slots: readonly T[]): T[] {
  const shut = slots.filter((slot) => !slot.open && PARAGRAPHS.includes(slot.name));
  return slots
    .filter((slot) => slot.open || (slot.name !== 'closed' && (slot === shut[0] || !shut.includes(slot))))
    .map((slot) => (slot === shut[0] ? { ...slot, name: 'narrative' } : slot));
}

export function slotOf(item: Item, name: string): Slot | null {
  return item.slots.find((slot) => slot.name === name) ?? null;
}

/** "002" of "report 002"; null for what was invented. */
export function reportNumber(item: Item): string | null {
  return /^report (\d{3})$/.exec(item.provenance ?? '')?.[1] ?? null;
}
