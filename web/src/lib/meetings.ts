// A meeting as its page needs it: who comes for whom, what is open, a note as it is typed, the record of a new meeting.
import type { Draft, Item } from '../api';
import type { AgendaPoint } from '../api/deliberation';
import { asciiDigits } from '../i18n/digits';
import { dayOf, readDay } from './day';
import { opened, textIn } from './joint';
import { fold } from './places';

export const WHATS = ['remark', 'decided', 'action', 'carried', 'closed'] as const;
export type What = (typeof WHATS)[number];

/** The words that, before a colon, say what a note is. */
const WORDS: Record<string, What> = Object.fromEntries(
  (
    [
      ['remark', ['r', 'remark', 'note', 'ملاحظة', 'تێبینی']],
      ['decided', ['d', 'decided', 'decision', 'تقرر', 'قرار', 'بڕیار']],
      ['action', ['a', 'action', 'إجراء', 'اجراء', 'کردار']],
      ['carried', ['c', 'carried', 'carry', 'ترحيل', 'مرحل', 'دواخرا', 'دواخستن']],
      ['closed', ['x', 'closed', 'close', 'أغلق', 'إغلاق', 'داخرا']],
    ] as const
  ).flatMap(([what, words]) => words.map((word) => [fold(word), what])),
);

export interface TypedNote {
  /** null: the line does not say, what was chosen holds */
  what: What | null;
  text: string;
}
/** "d: road opens on Sunday" is a decision; a colon further on is none of ours. */
export function readNote(line: string): TypedNote {
  const found = /^\s*(\p{L}+)\s*:\s*/u.exec(line);
  const what = found ? WORDS[fold(found[1] ?? '')] : undefined;
  return what === undefined ? { what: null, text: line.trim() } : { what, text: line.slice(found?.[0].length ?? 0).trim() };
}

export interface Attendee {
  name: string;
  title: string;
  party: string;
}
export function attendeesOf(meeting: Item): Attendee[] {
  const value = opened(meeting, 'attendees');
  return Array.isArray(value) ? (value as Partial<Attendee>[]).map((one) => ({ name: one.name ?? '', title: one.title ?? '', party: one.party ?? '' })) : [];
}
/** Delegations in the order in which their first member stands; those of no party last. */
export function delegations(meeting: Item): { party: string; people: Attendee[] }[] {
  const all = attendeesOf(meeting);
  const parties = [...new Set(all.map((one) => one.party))].sort((a, b) => Number(a === '') - Number(b === ''));
  return parties.map((party) => ({ party, people: all.filter((one) => one.party === party) }));
}
/** Parties other than the own one that sit in a meeting or host it. */
export function othersAt(meeting: Item, own: string, known: readonly string[]): string[] {
  const named = [...attendeesOf(meeting).map((one) => one.party), textIn(meeting, 'facilitator')];
  return [...new Set(named)].filter((party) => party !== own && known.includes(party));
}

/** The next whole number on the agenda. */
export function nextNumber(points: readonly AgendaPoint<Item>[]): string {
  return String(Math.max(0, ...points.map(({ item }) => Number(/^\d+/.exec(textIn(item, 'number'))?.[0] ?? 0))) + 1);
}

/** How a point stands by its last word that says so. */
export function stateOfPoint(point: AgendaPoint<Item>): 'open' | 'decided' | 'closed' | 'carried' {
  const said = point.notes.map((note) => textIn(note, 'what')).findLast((what) => ['decided', 'closed', 'carried'].includes(what));
  if (!point.open) return said === 'closed' ? 'closed' : 'decided';
  return said === 'carried' ? 'carried' : 'open';
}

export interface MeetingForm {
  title: string;
  day: string;
  from: string;
  to: string;
  where: string;
  series: string;
  facilitator: string;
  attendees: Attendee[];
  topics: string;
  send: boolean;
}
export const emptyMeeting = (): MeetingForm => ({ title: '', day: '', from: '', to: '', where: '', series: '', facilitator: '', attendees: [{ name: '', title: '', party: '' }], topics: '', send: true });

/** The next one of a series: same people and place, nothing of what was talked about. */
export const nextOf = (meeting: Item): MeetingForm => ({
  ...emptyMeeting(), where: textIn(meeting, 'where'), series: textIn(meeting, 'series'), facilitator: textIn(meeting, 'facilitator'), attendees: attendeesOf(meeting),
});

function minutes(text: string): number | null {
  const found = /^([01]?\d|2[0-3])[:.]?([0-5]\d)$/.exec(asciiDigits(text.trim()));
  return found ? Number(found[1]) * 60 + Number(found[2]) : null;
}
const instant = (day: string, of: number) => `${day}T${String(Math.floor(of / 60)).padStart(2, '0')}:${String(of % 60).padStart(2, '0')}:00+03:00`;

export type MeetingFault = 'title' | 'day' | 'clock' | 'order' | 'people';
export function checkMeeting(form: MeetingForm, now: number): MeetingFault[] {
  const day = readDay(form.day, now);
  const [from, to] = [minutes(form.from), minutes(form.to)];
  const found: MeetingFault[] = [];
  if (form.title.trim() === '') found.push('title');
  if (day === null || day === '') found.push('day');
  if ((form.from.trim() !== '' && from === null) || (form.to.trim() !== '' && to === null) || (to !== null && from === null)) found.push('clock');
  else if (from !== null && to !== null && to <= from) found.push('order');
  if (form.attendees.some((one) => one.name.trim() === '' && (one.title.trim() !== '' || one.party !== ''))) found.push('people');
  return found;
}

/** EDTF of the meeting: a day, or from its beginning to its end. */
export function whenOf(form: MeetingForm, now: number): string {
  const day = readDay(form.day, now) ?? '';
  const [from, to] = [minutes(form.from), minutes(form.to)];
  if (from === null || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return day;
  return to === null ? instant(day, from) : `${instant(day, from)}/${instant(day, to)}`;
}

const orNull = (text: string) => (text.trim() === '' ? null : text.trim());
export function meetingDraft(form: MeetingForm, now: number, to: readonly string[], { exercise, purpose }: { exercise: boolean; purpose: string }): Draft {
  return {
    kind: 'meeting',
    refs: [],
    release: to.map((party) => ({ to: party, purpose })),
    slots: {
      ...(exercise ? { provenance: 'synthetic' } : {}),
      title: form.title.trim(), when: whenOf(form, now), where: orNull(form.where), series: orNull(form.series), facilitator: orNull(form.facilitator),
      attendees: form.attendees.filter((one) => one.name.trim() !== '').map((one) => ({ name: one.name.trim(), title: one.title.trim(), party: one.party })),
      topics: form.topics.split('\n').map((one) => one.trim()).filter(Boolean), outcome: null,
    },
  };
}

/** The Baghdad day on which a meeting is, for what was agreed there; that of `now` where nothing is said. */
export const dayOfMeeting = (meeting: Item, now: number): string => dayOf(meeting.span?.from ?? now);
