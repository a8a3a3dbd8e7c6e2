// Deliberation: joint acts and the parties' positions, meetings, commitments, the officer's own key, calendars.
import type { components } from './schema';

type Schemas = components['schemas'];
type Id = string;
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
  texts: Translated;
  likelihood: (typeof LIKELIHOODS)[number] | null;
  confidence: (typeof CONFIDENCES)[number];
  sources: string[];
}

export type Joint = Schemas['Joint'];
export type Position = Schemas['Position'];
export type Answer = Schemas['Word'];
export interface GivenPosition {
  answer: Answer;
  clauses: string[];
  reason: string | null;
  dissent: string | null;
  /** opens the officer's own key; only to concur */
  passphrase?: string;
}

export type OfficerKey = Schemas['OfficerKey'];
export type MeetingRow = Schemas['Listed'];
export type Series = Schemas['Series'];
export type AgendaPoint = Schemas['AgendaItem'];
export type MeetingSheet = Schemas['Meeting'];

export const COMMITMENT_STATES = ['proposed', 'agreed', 'due', 'overdue', 'claimed', 'disputed', 'met', 'missed', 'superseded'] as const;
export type CommitmentState = (typeof COMMITMENT_STATES)[number];
export type Step = Schemas['Step'];
/** A row of the board; "" for what is not opened. */
export type CommitmentRow = Omit<Schemas['Row'], 'state' | 'can' | 'text' | 'owner' | 'beneficiary'> & {
  state: CommitmentState;
  /** what the own party may do now */
  can: ('agree' | 'claim' | 'accept' | 'dispute')[];
  text: string;
  owner: string;
  beneficiary: string;
};
export type CommitmentsPage = Omit<Schemas['Board'], 'counts' | 'rows'> & { counts: Partial<Record<CommitmentState, number>>; rows: CommitmentRow[] };
const rowOf = (row: Schemas['Row']): CommitmentRow => ({ ...row, state: row.state as CommitmentState, can: row.can as CommitmentRow['can'], text: row.text ?? '', owner: row.owner ?? '', beneficiary: row.beneficiary ?? '' });
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
    /** The key file as it is, and the passphrase that opens it: to see whose it is, once. */
    putOfficerKey: (file: string, passphrase: string) => fetched(`${base}/api/officer-key`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ file, passphrase }) }).then(() => undefined),
    meetings: () => read<{ series: Series[] }>('/meetings').then((answer) => answer.series),
    meeting: (id: Id) => read<MeetingSheet>(`/meetings/${id}`),
    commitments: (query: CommitmentsAsked = {}): Promise<CommitmentsPage> => read<Schemas['Board']>('/commitments', { ...query }).then((board) => ({ ...board, rows: board.rows.map(rowOf) })),
    /** One file that proves, offline and to anybody, whether the act is in force. */
    jointEvidence: (id: Id) => blob(`/records/${id}/joint`),
    byShort: (short: string) => read<{ id: Id; kind: string; title: string }>(`/short/${encodeURIComponent(short)}`),
    meetingIcs: (id: Id) => blob(`/meetings/${id}/ics`),
    /** The path of a calendar for this officer alone; the one before it is no longer served. */
    makeCalendar: () => post('/calendar', {}).then((response) => response.json() as Promise<{ path: string }>),
    dropCalendar: () => fetched(`${base}/api/calendar`, { method: 'DELETE' }).then(() => undefined),
  };
}
