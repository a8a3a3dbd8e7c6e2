// The situation report of a period: what it says, and what the log gives for it. Of other parties' records only numbers are
// taken: their words are theirs to pass on, and their records are cited instead.
import type { Fault, Item } from '../api';
import { asciiDigits } from '../i18n/digits';
import { readType } from './acled';
import { type Casualty, type CasualtyRow, casualtyRows, readCasualties } from './casualties';
import { standing } from './corrections';
import { type FormFile, formFault } from './incident-form';
import { highest, isLevel, type Level, PARAGRAPHS as ALL_PARAGRAPHS, type Portion, portionOf } from './portions';
import { momentOf } from './rows';

export const EDITIONS = ['initial', 'update', 'final'] as const;
/** incidents, the log, what is open, outlook */
export const PARAGRAPHS = ALL_PARAGRAPHS.slice(0, 4);
export const PERIOD_MS = 12 * 3_600_000;
/** A record cites 64 others at most; the edition that it replaces is one. */
const MOST_CITED = 60;
const LONGEST = 4000;

export interface SitrepForm {
  edition: string;
  /** when the period began, as typed; empty: where the last report ended */
  from: string;
  summary: string;
  incidents: string;
  counts: string[];
  casualties: CasualtyRow[];
  narrative: Portion[];
  release: string;
  level: Level;
  caveats: string;
  files: FormFile[];
  /** id of the report that this one replaces; empty: none */
  replaces: string;
  /** what the log gave last, field by field: a field that says something else was typed */
  given: Record<string, string>;
  /** fields that somebody has typed in: theirs until the log is asked for again, even where both say the same for a while */
  mine: string[];
}

export const emptySitrep = (): SitrepForm => ({
  edition: 'initial', from: '', summary: '', incidents: '', counts: [], casualties: [], narrative: PARAGRAPHS.map(() => ({ level: 'restricted', text: '' })),
  release: '', level: 'restricted', caveats: '', files: [], replaces: '', given: {}, mine: [],
});

/** What the log of a period holds, before it is put into words. */
export interface Night {
  /** incidents of ours, and those that other parties alone have reported, oldest first */
  ours: Item[];
  theirs: Item[];
  /** what ours and theirs tell of, each event once */
  events: number;
  /** events that two parties or more have reported */
  both: number;
  /** ACLED event types, the most frequent first; "" for those that name none */
  types: [string, number][];
  casualties: Casualty[];
  entries: Item[];
  messages: number;
  urgent: number;
  /** the reports that the figures rest on, any party's */
  reports: Item[];
}

const stands = (item: Item) => item.withdrawn === null && item.repudiated === null && (item.superseded_by === null || item.corrected.length > 0);

/** The end of the last report of our own that stands, if it is of the last day; else twelve hours ago. */
export function periodStart(sitreps: readonly Item[], now: number, except = ''): number {
  const ends = sitreps.filter((one) => one.own && one.id !== except && stands(one)).map((one) => one.span?.to ?? -Infinity);
  const last = Math.max(-Infinity, ...ends.filter((end) => end <= now));
  return now - last <= 2 * PERIOD_MS ? last : now - PERIOD_MS;
}

/** Reports of one event, by ours and theirs, are linked: as the same, or as accounts that differ. */
function eventsOf(incidents: readonly Item[]): Item[][] {
  const of = new Map(incidents.map((one) => [one.id, one.id]));
  const root = (id: string): string => {
    const up = of.get(id) ?? id;
    return up === id ? id : root(up);
  };
  for (const one of incidents)
    for (const link of one.links) if (of.has(link.other) && ['same-event', 'disputed'].includes(link.relation)) of.set(root(one.id), root(link.other));
  const groups = new Map<string, Item[]>();
  for (const one of incidents) groups.set(root(one.id), [...(groups.get(root(one.id)) ?? []), one]);
  return [...groups.values()];
}

/** The least adds up from what is known; best and most only where every report states them. */
export function totals(reports: readonly (readonly Casualty[])[]): Casualty[] {
  const rows = new Map<string, Casualty[]>();
  for (const one of reports.flat()) rows.set(`${one.harm} ${one.group}`, [...(rows.get(`${one.harm} ${one.group}`) ?? []), one]);
  const sum = (figures: (number | null)[]) => figures.reduce<number>((all, one) => all + (one ?? 0), 0);
  const whole = (figures: (number | null)[]) => (figures.includes(null) ? null : sum(figures));
  return [...rows.values()].flatMap((found) => {
    const [first] = found;
    if (first === undefined) return [];
    const least = found.map((one) => one.min);
    return [{ group: first.group, harm: first.harm, min: least.every((one) => one === null) ? null : sum(least), best: whole(found.map((one) => one.best)), max: whole(found.map((one) => one.max)) }];
  });
}

export function nightOf(items: readonly Item[], own: string, from: number, to: number): Night {
  const within = items.filter((one) => stands(one) && (momentOf(one) ?? -Infinity) >= from && (momentOf(one) ?? Infinity) < to).sort((a, b) => (momentOf(a) ?? 0) - (momentOf(b) ?? 0));
  const incidents = within.filter((one) => one.kind === 'incident');
  const events = eventsOf(incidents);
  const counted = new Map<string, number>();
  for (const event of events) {
    const told = [...event].sort((a, b) => Number(b.party === own) - Number(a.party === own)).map((one) => standing(one).get('type')).find((one): one is string => typeof one === 'string');
    const type = told === undefined ? '' : (readType(told)?.event ?? told);
    counted.set(type, (counted.get(type) ?? 0) + 1);
  }
  const ours = incidents.filter((one) => one.party === own);
  const alone = events.filter((event) => event.every((one) => one.party !== own));
  const hurt = (one: Item) => (standing(one).get('casualties') as Casualty[] | null | undefined) ?? [];
  const messages = within.filter((one) => one.kind === 'desk-message');
  return {
    ours,
    theirs: alone.flat(),
    events: events.length,
    both: events.filter((event) => new Set(event.map((one) => one.party)).size > 1).length,
    types: [...counted].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)),
    // two reports of ours of one event do not hurt anybody twice: the later one counts
    casualties: totals(events.map((event) => event.filter((one) => one.party === own).map(hurt).findLast((rows) => rows.length > 0) ?? [])),
    entries: within.filter((one) => one.kind === 'log-entry' && one.party === own),
    messages: messages.length,
    urgent: messages.filter((one) => standing(one).get('urgent') === true).length,
    reports: incidents.slice(-MOST_CITED),
  };
}

/** As sensitive as the most sensitive record whose words it carries, the marks of corrections included. */
export function levelOf(items: readonly Item[], corrections: ReadonlyMap<string, Item>): Level {
  const labels = items.flatMap((one) => [one.label, ...one.corrected.flatMap(({ id }) => corrections.get(id)?.label ?? [])]);
  return highest(labels.map(({ level }) => level).filter(isLevel));
}
export const caveatsIn = (items: readonly Item[]): string[] => [...new Set(items.flatMap((one) => one.label.caveats))].sort();

/** Whether a report with these caveats may carry the words of a record. */
export const carries = (caveats: readonly string[], item: Item | undefined): boolean => item?.label.caveats.every((one) => caveats.includes(one)) ?? true;

/** What a report may cite: the node marks a record as high as the highest that it cites. */
export const citable = (items: readonly Item[], level: Level, caveats: readonly string[]): Item[] =>
  items.filter((one) => carries(caveats, one) && isLevel(one.label.level) && highest([level, one.label.level]) === level);

/** What the log gives for each field of the form that it can fill. */
export type Given = Pick<SitrepForm, 'summary' | 'incidents' | 'counts' | 'casualties' | 'level' | 'caveats'> & { paragraphs: Portion[] };

type Filled = [name: string, get: () => unknown, set: (value: unknown) => void, fresh: unknown];
function fields(form: SitrepForm, given: Given): Filled[] {
  const plain = (['summary', 'incidents', 'counts', 'casualties', 'level', 'caveats'] as const).map((name): Filled => [name, () => form[name], (value) => Object.assign(form, { [name]: value }), given[name]]);
  const paragraphs = given.paragraphs.map((fresh, at): Filled => [`narrative_${at + 1}`, () => form.narrative[at], (value) => (form.narrative[at] = value as Portion), fresh]);
  return [...plain, ...paragraphs];
}
const EMPTY = emptySitrep();
const emptyOf = (name: string): unknown => (name.startsWith('narrative_') ? EMPTY.narrative[0] : EMPTY[name as keyof SitrepForm]);

/** Fields that somebody has typed in, and which the log would fill otherwise by now. */
export function typed(form: SitrepForm, given: Given): string[] {
  const mine = typedIn(form, given);
  return fields(form, given).flatMap(([name, get, , fresh]) => (mine.includes(name) && JSON.stringify(get()) !== JSON.stringify(fresh) ? [name] : []));
}

const typedIn = (form: SitrepForm, given: Given): string[] =>
  fields(form, given).flatMap(([name, get]) => (form.mine.includes(name) || JSON.stringify(get()) !== (form.given[name] ?? JSON.stringify(emptyOf(name))) ? [name] : []));

/** Fills every field that nobody has typed in, and those named in `also`. What was typed is never lost. */
export function fill(form: SitrepForm, given: Given, also: readonly string[] = []): void {
  const keep = typedIn(form, given).filter((name) => !also.includes(name));
  if (keep.join() !== form.mine.join()) form.mine = keep;
  for (const [name, get, set, fresh] of fields(form, given)) {
    if (keep.includes(name)) continue;
    const said = JSON.stringify(fresh);
    if (JSON.stringify(get()) !== said) set(structuredClone(fresh));
    if (form.given[name] !== said) form.given[name] = said;
  }
}

function count(text: string): number | null {
  const plain = asciiDigits(text).trim();
  if (plain === '') return null;
  return /^\d{1,6}$/.test(plain) ? Number(plain) : Number.NaN;
}

/** Everything that keeps the report from being recorded, in the order of its fields. */
export function check(form: SitrepForm): Fault[] {
  const found: Fault[] = [];
  if (form.summary.trim() === '') found.push(formFault('summary', 'summary-empty'));
  if (Number.isNaN(count(form.incidents))) found.push(formFault('incidents', 'count-number'));
  const casualties = readCasualties(form.casualties);
  if (!Array.isArray(casualties)) found.push(formFault('casualties', `casualties-${casualties.fault}`, { row: String(casualties.row + 1) }));
  return found;
}

const text = (value: string) => (value.trim() === '' ? null : value.trim());

/** The slots of a form that `check` finds nothing wrong with. `period`: EDTF. */
export function slotsOf(form: SitrepForm, centre: string, period: string): Record<string, unknown> {
  const casualties = readCasualties(form.casualties);
  const n = count(form.incidents);
  return {
    centre,
    edition: form.edition,
    period,
    summary: text(form.summary),
    incidents: n === null ? null : { min: n, best: n, max: n, qualifier: 'exact' },
    casualties: Array.isArray(casualties) && casualties.length > 0 ? casualties : null,
    counts: form.counts.length > 0 ? form.counts : null,
    ...Object.fromEntries(PARAGRAPHS.map((name, at) => [name, text(form.narrative[at]?.text ?? '') === null ? null : { level: form.narrative[at]?.level, text: form.narrative[at]?.text.trim() }])),
    written_for_release: text(form.release),
    attachments: form.files.length > 0 ? form.files.map(({ hash, length, type, name }) => ({ hash, length, type, name })) : null,
  };
}

/** Lines that fit into one paragraph, and how many did not. */
export function fitting(lines: readonly string[]): { lines: string[]; left: number } {
  const room = LONGEST - 200;
  let used = 0;
  const kept = lines.filter((line) => (used += line.length + 1) <= room);
  return { lines: kept, left: lines.length - kept.length };
}

/** The next edition of a report: what it says, to be changed, and what it replaces. */
export function nextEdition(item: Item): SitrepForm {
  const known = standing(item);
  const say = (name: string) => (typeof known.get(name) === 'string' ? (known.get(name) as string) : '');
  const figure = (known.get('incidents') as { best?: number | null } | null | undefined)?.best;
  const counts = known.get('counts');
  const files = known.get('attachments');
  return {
    ...emptySitrep(),
    edition: 'update',
    // the last edition's words stand until the log is asked for, those that it left out too
    mine: ['summary', 'incidents', 'counts', 'casualties', 'level', 'caveats', 'narrative_1', 'narrative_2', 'narrative_3'],
    replaces: item.id,
    summary: say('summary'),
    incidents: figure === null || figure === undefined ? '' : String(figure),
    counts: Array.isArray(counts) ? (counts as string[]) : [],
    casualties: casualtyRows(known.get('casualties')),
    narrative: PARAGRAPHS.map((name) => portionOf(known.get(name)) ?? { level: 'restricted', text: '' }),
    release: say('written_for_release'),
    level: isLevel(item.label.level) ? item.label.level : 'restricted',
    caveats: item.label.caveats.join(', '),
    files: Array.isArray(files) ? (files as Omit<FormFile, 'small'>[]).map((file) => ({ ...file, small: '' })) : [],
  };
}
