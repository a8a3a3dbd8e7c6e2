// An incident's slots in the reader's language. What people typed stays as they typed it.
import { dir, fmt, t, word } from '../i18n/index.svelte';
import { readType } from './acled';
import type { Casualty } from './casualties';
import { inWords } from './edtf';
import type { Attached } from './files';
import { mgrs } from './mgrs';
import { PARAGRAPHS, type Portion, portionText } from './portions';
import type { Place } from './where';

/** In the order in which they are read. */
export const INCIDENT_SLOTS = ['observed', 'type', 'summary', 'place', 'place_exact', 'size', 'activity', 'unit', 'equipment', 'casualties', 'grading', 'source', 'written_for_release', ...PARAGRAPHS, 'attachments', 'closed'];

export function typeWords(text: string): string {
  const type = readType(text);
  if (type === null) return text;
  const event = word('acled', type.event);
  return type.sub === null ? event : t('incident-type-both', { event, sub: word('acled', type.sub) });
}

export const metres = (radius: number): string => (radius < 1000 ? fmt.measure(radius, 'unit-m') : fmt.measure(Math.round(radius / 100) / 10, 'unit-km'));

/** "38S LE 71 60, within 1 km"; the name first where there is one. */
export function placeText(place: Place): string {
  // a grid reference broken over two lines is misread
  const grid = mgrs(place.lat, place.lon, place.precision_m).replaceAll(' ', '\u00a0');
  const bare = (one: string) => one.replaceAll(/\s/g, '').toLowerCase();
  const name = place.name && !bare(grid).startsWith(bare(place.name)) ? fmt.isolate(place.name) + fmt.comma() : '';
  return name + fmt.isolate(grid) + fmt.comma() + t('incident-within', { metres: metres(place.precision_m) });
}

/** "2 (1–3)". Never a mean of the two ends. */
export function countText({ min, best, max }: Pick<Casualty, 'min' | 'best' | 'max'>): string {
  const ends = min !== null && max !== null && min !== max ? `${fmt.number(min)}–${fmt.number(max)}` : '';
  if (best !== null) {
    if (ends) return `${fmt.number(best)} (${ends})`;
    if (min !== null && min < best) return t('incident-count-least-best', { best: fmt.number(best), min: fmt.number(min) });
    if (max !== null && max > best) return t('incident-count-best-most', { best: fmt.number(best), max: fmt.number(max) });
    return fmt.number(best);
  }
  if (ends) return ends;
  if (min !== null && max !== null) return fmt.number(min);
  if (min !== null) return t('incident-count-at-least', { n: fmt.number(min) });
  return max === null ? t('range-not-stated') : t('incident-count-at-most', { n: fmt.number(max) });
}

/** How far two reports are apart; null where one of them does not say. */
export const apartKm = (km: number | null): string => (km === null ? t('incident-apart-nowhere') : t('incident-apart-km', { n: fmt.number(km, km < 10 ? 1 : 0) }));

export function apartHours(hours: number | null): string {
  if (hours === null) return t('incident-apart-notime');
  return Math.abs(hours) < 1 / 60 ? t('incident-apart-minute') : t('incident-apart-time', { span: fmt.duration(Math.abs(hours) * 3_600_000) });
}

export function gradingText(grading: string): string {
  const found = /^([A-F])([1-6])$/.exec(grading);
  return found ? t('incident-grading-words', { grade: grading, reliability: t(`reliability-${found[1]?.toLowerCase()}`), credibility: t(`credibility-${found[2]}`) }) : grading;
}

const WRITERS: Record<string, (value: never) => string> = {
  observed: inWords,
  type: typeWords,
  place: placeText,
  place_exact: placeText,
  grading: gradingText,
  casualties: (value: Casualty[]) => value.map((one) => t('harm-of', { figure: countText(one), harm: word('harm', one.harm), group: word('group', one.group) })).join(fmt.comma()),
  attachments: (value: Attached[]) => fmt.list(value.map((file) => file.name)),
  closed: (value: boolean) => t(value ? 'answer-yes' : 'answer-no'),
  ...Object.fromEntries(PARAGRAPHS.map((name) => [name, (value: Portion) => portionText(value)])),
};

/** The direction of a slot's words: the page's for sentences made here, their own for what people typed. */
export const slotDir = (name: string): 'auto' | 'ltr' | 'rtl' => (['observed', 'type', 'place', 'place_exact', 'grading', 'casualties', 'closed'].includes(name) ? dir() : 'auto');

/** The value of a slot in words; "" when it says nothing. */
export function slotWords(name: string, value: unknown): string {
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return '';
  const write = WRITERS[name] as ((value: unknown) => string) | undefined;
  try {
    if (write) return write(value);
  } catch {
    // a shape this page does not know: fall through to its JSON
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}
