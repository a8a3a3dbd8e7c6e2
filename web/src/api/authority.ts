// Who may do what at this node, and who did: officers, the second officer, the roster, the audit.
import type { components } from './schema';

type Schemas = components['schemas'];
export type Limits = Schemas['Limits'];
export type NewOfficer = Schemas['NewOfficer'];
export type RoleRow = Schemas['RoleRow'];
export type Level = 'open' | 'restricted' | 'confidential' | 'secret';

/** A release that waits for a second officer, or was decided. */
export interface Proposal {
  id: string;
  record: string;
  kind: string;
  title: string | null;
  to: string;
  /** empty for the whole record */
  slots: string[];
  purpose: string;
  by: string;
  at: number;
  /** void: the record was taken back meanwhile */
  state: 'waiting' | 'approved' | 'refused' | 'void';
  decided_by: string | null;
  decided_at: number | null;
  reason: string | null;
}
/** From which level a release needs two officers; null where one is enough for everything. */
export interface Policy {
  second_from: Level | null;
}
/** One officer's turn of duty. */
export interface Duty {
  id: string;
  officer: string;
  role: string;
  from: number;
  to: number;
  note: string;
}
/** One act of an officer, in the order of the node's own chain. */
export interface AuditRow {
  at: number;
  officer: string;
  act: string;
  subject: string | null;
  detail: string;
}
export interface AuditPage {
  rows: AuditRow[];
  next: number | null;
}

type Fetched = (url: string, init?: RequestInit) => Promise<Response>;

export function authorityApi(base: string, fetched: Fetched) {
  async function call<T>(path: string, body?: unknown, method = 'POST'): Promise<T> {
    const init = body === undefined ? {} : { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const text = await (await fetched(`${base}/api/${path}`, init)).text();
    return (text === '' ? null : JSON.parse(text)) as T;
  }
  const one = encodeURIComponent;
  return {
    roles: () => call<{ roles: RoleRow[] }>('roles').then((answer) => answer.roles),
    /** Keeps a new officer or changes a known one. The token is of a one-time link, good for ten minutes. */
    keepOfficer: (officer: NewOfficer) => call<{ login_token: string | null }>('officers', officer),
    loginLink: (officer: string) => call<{ token: string }>('login-tokens', { officer }),
    policy: () => call<Policy>('policy'),
    setPolicy: (policy: Policy) => call<null>('policy', policy),
    proposals: () => call<{ proposals: Proposal[] }>('proposals').then((answer) => answer.proposals),
    propose: (body: { record: string; to: string; slots: string[]; purpose: string }) => call<Proposal>('proposals', body),
    approve: (id: string) => call<Proposal>(`proposals/${one(id)}/approve`, {}),
    refuse: (id: string, reason: string) => call<Proposal>(`proposals/${one(id)}/refuse`, { reason }),
    roster: () => call<{ entries: Duty[] }>('roster').then((answer) => answer.entries),
    addDuty: (duty: Omit<Duty, 'id'>) => call<Duty | null>('roster', duty),
    removeDuty: async (id: string) => void (await fetched(`${base}/api/roster/${one(id)}`, { method: 'DELETE' })),
    pauseLink: (party: string, node: string, paused: boolean) => call<null>(`links/${one(party)}/${one(node)}`, { paused }),
    /** Newest first; `before` as the page before it said in `next`. */
    audit: (query: { before?: number; officer?: string }) => {
      const asked = new URLSearchParams({ limit: '100' });
      if (query.before !== undefined) asked.set('before', String(query.before));
      if (query.officer) asked.set('officer', query.officer);
      return call<AuditPage>(`audit?${asked}`);
    },
    /** The rows between two moments, and the evidence of every release among them, as one file. */
    auditExport: async (from: number, to: number) => (await fetched(`${base}/api/audit/export?from=${from}&to=${to}`)).blob(),
  };
}
