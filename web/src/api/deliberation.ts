// Deliberation: joint acts and the parties' positions, meetings, commitments, the officer's own key, calendars.
import type { components } from './schema';

type Schemas = components['schemas'];
type Id = string;
type Span = Schemas['Span'];
export type Lang = 'en' | 'ar' | 'ckb' | 'kmr';
export type Translated = Partial<Record<Lang, string>>;

/** The kinds that stand only once every party they require has concurred. */
export const JOINT_KINDS = ['minutes', 'decision', 'joint-statement', 'charter', 'agreement', 'roadmap', 'unit', 'assessment'] as const;
export type JointKind = (typeof JOINT_KINDS)[number];

export interface Clause {
  /** "1", "1.2": in tree order, a parent before its child */
  number: string;
  field: string;
  /** the same languages in every clause */
  texts: Translated;
}
export interface CharterDuty {
  task: Translated;
  does: string;
  answers: string;
  told: string[];
  within_min: number | null;
}
export interface Milestone {
  key: string;
  names: Translated;
  phase: string;
  /** EDTF; open where nobody has said */
  due: string | null;
  after: string[];
}
export const LIKELIHOODS = ['almost no chance', 'very unlikely', 'unlikely', 'roughly even chance', 'likely', 'very likely', 'almost certain'] as const;
export const CONFIDENCES = ['low', 'moderate', 'high'] as const;
export const PARTS = ['threat', 'capability', 'requirements'] as const;
export interface Judgement {
  part: (typeof PARTS)[number];
  number: string;
  texts: Translated;
  likelihood: (typeof LIKELIHOODS)[number] | null;
  confidence: (typeof CONFIDENCES)[number];
  sources: string[];
}

export interface Joint {
  required: string[];
  facilitator: string | null;
  languages: Lang[];
  /** until when concurrences may come */
  lapses: Span | null;
  /** required, and not concurred so far */
  pending: string[];
  in_force_since: number | null;
  /** "3f2a 91bc 04d7": read aloud to compare */
  short: string;
}
export type Answer = 'concurred' | 'not-concurred';
export interface Position {
  id: Id;
  party: string;
  answer: Answer;
  officer: string | null;
  at: number | null;
  reason: string | null;
  /** numbers of the clauses objected to */
  clauses: string[];
  dissent: string | null;
  counts: boolean;
  fault: 'not-required' | 'not-signed' | 'not-binding' | 'lapsed' | 'void' | null;
}
export interface GivenPosition {
  answer: Answer;
  clauses: string[];
  reason: string | null;
  dissent: string | null;
  /** opens the officer's own key; only to concur */
  passphrase?: string;
}

export interface OfficerKey {
  held: boolean;
  officer: string;
  /** kinds that the own party's document lets this key bind */
  binds: string[];
  /** as the party's document names it */
  name: string | null;
}

export interface MeetingRow {
  id: Id;
  title: string;
  from: number | null;
  edtf: string | null;
  state: 'called' | 'held';
  /** items not closed */
  open: number;
}
export interface Series {
  /** "": in no series */
  key: string;
  meetings: MeetingRow[];
}
export interface AgendaPoint<Item> {
  item: Item;
  notes: Item[];
  open: boolean;
  /** the meeting at which it was first put */
  meeting: Id;
  meeting_title: string;
  since: number | null;
}
export interface MeetingSheet<Item> {
  meeting: Item;
  previous: Id | null;
  next: Id | null;
  carried: AgendaPoint<Item>[];
  agenda: AgendaPoint<Item>[];
  texts: Item[];
  commitments: Id[];
}

export const COMMITMENT_STATES = ['proposed', 'agreed', 'due', 'overdue', 'claimed', 'disputed', 'met', 'missed', 'superseded'] as const;
export type CommitmentState = (typeof COMMITMENT_STATES)[number];
export interface Step {
  id: Id;
  party: string;
  what: 'agreed' | 'claimed' | 'accepted' | 'disputed' | 'support';
  on: string | null;
  at: number | null;
  note: string | null;
  evidence: Id[];
}
export interface CommitmentRow {
  id: Id;
  matter: Id;
  /** who wrote it */
  party: string;
  own: boolean;
  text: string;
  texts: Translated;
  owner: string;
  beneficiary: string;
  state: CommitmentState;
  /** -1: past */
  alarm: null | 30 | 7 | 0 | -1;
  due: Span | null;
  agreed: Span | null;
  late: boolean;
  claimed: Step | null;
  verdict: Step | null;
  source: { id: Id; title: string; kind: string; clause: string | null; quote: string | null } | null;
  programme: Id | null;
  /** earlier versions, oldest first */
  slips: { id: Id; due: string | null; at: number | null }[];
  successor: Id | null;
  /** what the own party may do now */
  can: ('agree' | 'claim' | 'accept' | 'dispute')[];
  label: Schemas['Label'];
}
export interface CommitmentsPage {
  now: number;
  total: number;
  counts: Partial<Record<CommitmentState, number>>;
  rows: CommitmentRow[];
}
export interface CommitmentsAsked {
  state?: string;
  party?: string;
  /** days: due within them; negative: past for longer; "open": no last day */
  due?: string;
  programme?: Id;
  /** that one row */
  id?: Id;
  limit?: number;
  /** so many rows further on */
  after?: number;
}

type Fetched = (url: string, init?: RequestInit) => Promise<Response>;
/** Says the same words under the same key until an answer comes, so that they are recorded once. */
type Once = <T>(words: string, say: (key: string) => Promise<T>) => Promise<T>;

export function deliberationApi<Item>(base: string, fetched: Fetched, once: Once) {
  const read = <T>(path: string, query: Record<string, string | number | undefined> = {}) => {
    const asked = new URLSearchParams(Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))).toString();
    return fetched(`${base}/api${path}${asked ? `?${asked}` : ''}`).then((response) => response.json() as Promise<T>);
  };
  const post = (path: string, body: unknown) => fetched(`${base}/api${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const blob = (path: string) => fetched(`${base}/api${path}`).then((response) => response.blob());
  return {
    /** The party's answer to a joint act. The node opens the officer's key for a concurrence and forgets the passphrase. */
    takePosition: (id: Id, given: GivenPosition) => {
      // the passphrase is no part of what is said, and stays in no list
      const said = JSON.stringify({ ...given, passphrase: undefined });
      return once(`${id} ${said}`, (key) => post(`/records/${id}/position`, { ...given, key }).then((response) => response.json() as Promise<Item>));
    },
    officerKey: () => read<OfficerKey>('/officer-key'),
    putOfficerKey: (file: Blob) => fetched(`${base}/api/officer-key`, { method: 'PUT', headers: { 'content-type': 'application/octet-stream' }, body: file }).then(() => undefined),
    meetings: () => read<{ series: Series[] }>('/meetings').then((answer) => answer.series),
    meeting: (id: Id) => read<MeetingSheet<Item>>(`/meetings/${id}`),
    commitments: (query: CommitmentsAsked = {}) => read<CommitmentsPage>('/commitments', { ...query }),
    /** One file that proves, offline and to anybody, whether the act is in force. */
    jointEvidence: (id: Id) => blob(`/records/${id}/joint`),
    byShort: (short: string) => read<{ id: Id; kind: string; title: string }>(`/short/${encodeURIComponent(short)}`),
    meetingIcs: (id: Id) => blob(`/meetings/${id}/ics`),
    /** The path of a calendar for this officer alone; the one before it is no longer served. */
    makeCalendar: () => post('/calendar', {}).then((response) => response.json() as Promise<{ path: string }>),
    dropCalendar: () => fetched(`${base}/api/calendar`, { method: 'DELETE' }).then(() => undefined),
  };
}
