// An incident as it is typed: what stands in the form, what is wrong with it, the slots that it becomes.
import type { Fault, Item } from '../api';
import { readType, typeText } from './acled';
import { type CasualtyRow, casualtyRows, readCasualties } from './casualties';
import { standing } from './corrections';
import { bounds } from './edtf';
import type { Attached } from './files';
import { mgrs } from './mgrs';
import { momentsEdtf, momentsText, readMoments } from './moment';
import { isLevel, type Level, PARAGRAPHS, type Portion, portionOf } from './portions';
import { coarse, exact, type Place, type Point, PRECISIONS, readWhere } from './where';

export interface FormFile extends Attached {
  /** data: address of a small picture, or empty */
  small: string;
}
export interface IncidentForm {
  observed: string;
  where: string;
  /** what `where` means; null while it means nothing */
  point: Point | null;
  precision: number;
  /** precision of the place that others may be given; 0: the same */
  shared: number;
  event: string;
  sub: string;
  summary: string;
  size: string;
  activity: string;
  unit: string;
  equipment: string;
  casualties: CasualtyRow[];
  reliability: string;
  credibility: string;
  source: string;
  narrative: Portion[];
  release: string;
  level: Level;
  caveats: string;
  files: FormFile[];
  reason: string;
}

export const SHARED_M = 10_000;

export const emptyForm = (): IncidentForm => ({
  observed: '', where: '', point: null, precision: 1000, shared: SHARED_M, event: '', sub: '', summary: '', size: '', activity: '', unit: '', equipment: '',
  casualties: [], reliability: '', credibility: '', source: '', narrative: [{ level: 'restricted', text: '' }], release: '',
  level: 'restricted', caveats: '', files: [], reason: '',
});

export const RELIABILITY = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
export const CREDIBILITY = ['1', '2', '3', '4', '5', '6'] as const;
const LONGEST = 4000;

export const caveatsOf = (form: Pick<IncidentForm, 'caveats'>): string[] => [...new Set(form.caveats.split(/[,،;]/).map((one) => one.trim()).filter(Boolean))];

/** A fault of the form's own, in the shape of the node's, so that it stands beside its field in the same way. */
export function formFault(field: string, code: string, args: Record<string, string> = {}): Fault {
  return { blame: 'you', code: `incident-${code}`, field, args, what: code, kept: '', next: '' };
}

export interface Situation {
  now: number;
  /** grid zone of the desk */
  zone: string;
  /** the form as it was before a correction; null for a new report */
  before: IncidentForm | null;
}

/** Everything that keeps the form from being recorded, in the order of its fields. */
export function check(form: IncidentForm, { now, zone, before }: Situation): Fault[] {
  const found: Fault[] = [];
  const at = readMoments(form.observed, now);
  /** A correction may leave open what its report left open. */
  const asked = (name: 'observed' | 'where' | 'event' | 'summary') => before === null || before[name] !== '';
  if (form.observed.trim() === '') {
    if (asked('observed')) found.push(formFault('observed', 'observed-empty'));
  } else if (typeof at === 'string') found.push(formFault('observed', `observed-${at}`));
  if (form.where.trim() === '') {
    if (asked('where')) found.push(formFault('place', 'place-empty'));
  } else if (form.point === null) {
    const read = readWhere(form.where, zone);
    found.push(formFault('place', `place-${typeof read === 'string' ? read : 'name'}`));
  }
  if (form.event === '' && asked('event')) found.push(formFault('type', 'type-empty'));
  if (form.summary.trim() === '' && asked('summary')) found.push(formFault('summary', 'summary-empty'));
  const casualties = readCasualties(form.casualties);
  if (!Array.isArray(casualties)) found.push(formFault('casualties', `casualties-${casualties.fault}`, { row: String(casualties.row + 1) }));
  if ((form.reliability === '') !== (form.credibility === '')) found.push(formFault('grading', 'grading-half'));
  for (const name of ['summary', 'size', 'activity', 'unit', 'equipment', 'source', 'release'] as const) {
    if (form[name].length > LONGEST) found.push(formFault(name === 'release' ? 'written_for_release' : name, 'text-long'));
  }
  if (before !== null && form.reason.trim() === '') found.push(formFault('reason', 'reason-empty'));
  return found;
}

const text = (value: string) => (value.trim() === '' ? null : value.trim());

/** The slots of a form that `check` finds nothing wrong with. */
export function slotsOf(form: IncidentForm, centre: string, now: number): Record<string, unknown> {
  const moments = readMoments(form.observed, now);
  const casualties = readCasualties(form.casualties);
  const two = form.point !== null && form.shared > form.precision;
  const paragraph = (index: number) => {
    const { level, text: words } = form.narrative[index] ?? { text: '' };
    return words.trim() === '' ? null : { level, text: words.trim() };
  };
  return {
    centre,
    observed: typeof moments === 'string' ? null : momentsEdtf(moments),
    type: form.event === '' ? null : typeText(form.event, form.sub === '' ? null : form.sub),
    summary: text(form.summary),
    place: form.point === null ? null : two ? coarse(form.point, form.shared) : exact(form.point, form.precision),
    place_exact: form.point !== null && two ? exact(form.point, form.precision) : null,
    size: text(form.size),
    activity: text(form.activity),
    unit: text(form.unit),
    equipment: text(form.equipment),
    casualties: Array.isArray(casualties) && casualties.length > 0 ? casualties : null,
    ...Object.fromEntries(PARAGRAPHS.map((name, index) => [name, paragraph(index)])),
    written_for_release: text(form.release),
    grading: form.reliability === '' ? null : form.reliability + form.credibility,
    source: text(form.source),
    attachments: form.files.length > 0 ? form.files.map(({ hash, length, type, name }) => ({ hash, length, type, name })) : null,
  };
}

/** The slots that a correction changes, and those that it would empty, which it cannot. Both from `slotsOf`. */
export function changed(before: Record<string, unknown>, after: Record<string, unknown>): { changes: Record<string, unknown>; emptied: string[] } {
  const names = Object.keys(after).filter((name) => JSON.stringify(after[name] ?? null) !== JSON.stringify(before[name] ?? null));
  return {
    changes: Object.fromEntries(names.filter((name) => after[name] !== null).map((name) => [name, after[name]])),
    // a place that is no longer given in two precisions is still a place
    emptied: names.filter((name) => after[name] === null && name !== 'place_exact'),
  };
}

function nearestPrecision(metres: number): number {
  return PRECISIONS.find((one) => one >= metres) ?? PRECISIONS[PRECISIONS.length - 1] ?? metres;
}

/** The form of a record, to correct it. Only what then differs from it is corrected: what the form cannot say stays as it is. */
export function formOf(item: Item): IncidentForm {
  const known = standing(item);
  const say = (name: string) => (typeof known.get(name) === 'string' ? (known.get(name) as string) : '');
  const level = isLevel(item.label.level) ? item.label.level : 'restricted';
  const [outer, inner] = [known.get('place') as Place | undefined, known.get('place_exact') as Place | undefined];
  const place = inner ?? outer ?? null;
  const span = bounds(say('observed'));
  const type = readType(say('type'));
  const narrative = PARAGRAPHS.map((name) => portionOf(known.get(name)) ?? { level, text: '' });
  const written = narrative.findLastIndex(({ text: words }) => words !== '') + 1;
  const files = known.get('attachments');
  const grading = /^([A-F])([1-6])$/.exec(say('grading'));
  return {
    ...emptyForm(),
    observed: span && span.from !== null && span.to !== null && say('observed').includes('T') ? momentsText({ from: span.from, to: span.to }) : '',
    where: place ? mgrs(place.lat, place.lon, place.precision_m) : '',
    point: place ? { lat: place.lat, lon: place.lon, name: place.name } : null,
    precision: place ? nearestPrecision(place.precision_m) : 1000,
    shared: inner && outer ? nearestPrecision(outer.precision_m) : 0,
    event: type?.event ?? '',
    sub: type?.sub ?? '',
    summary: say('summary'), size: say('size'), activity: say('activity'), unit: say('unit'), equipment: say('equipment'), source: say('source'),
    casualties: casualtyRows(known.get('casualties')),
    reliability: grading?.[1] ?? '',
    credibility: grading?.[2] ?? '',
    narrative: narrative.slice(0, Math.max(1, written)),
    release: say('written_for_release'),
    level,
    caveats: item.label.caveats.join(', '),
    files: Array.isArray(files) ? (files as Attached[]).map((file) => ({ ...file, small: '' })) : [],
  };
}
