// Who may do what at this node, and who did: officers, the second officer, the roster, the audit.
import type { Client } from 'openapi-fetch';
import type { components, paths } from './schema';

type Schemas = components['schemas'];
export type AuditRow = Schemas['AuditRow'];
export type Duty = Schemas['DutyEntry'];
export type Limits = Schemas['Limits'];
export type NewOfficer = Schemas['NewOfficer'];
export type Policy = Schemas['Policy'];
export type Proposal = Schemas['Proposal'];
export type RoleRow = Schemas['RoleRow'];

type Settle = <T>(call: Promise<{ data?: T; error?: unknown; response: Response }>) => Promise<T>;
type Fetched = (url: string, init?: RequestInit) => Promise<Response>;

export function authorityApi(base: string, http: Client<paths>, settle: Settle, fetched: Fetched) {
  const at = (id: string) => ({ params: { path: { id } } });
  return {
    roles: () => settle(http.GET('/api/roles', {})).then((answer) => answer.roles),
    officers: () => settle(http.GET('/api/officers', {})).then((answer) => answer.officers),
    /** Keeps a new officer or changes a known one. The token is of a one-time link, good for ten minutes. */
    keepOfficer: (body: NewOfficer) => settle(http.POST('/api/officers', { body })),
    loginLink: (officer: string) => settle(http.POST('/api/login-tokens', { body: { officer } })),
    policy: () => settle(http.GET('/api/policy', {})),
    setPolicy: (body: Policy) => settle(http.POST('/api/policy', { body })),
    proposals: () => settle(http.GET('/api/proposals', {})).then((answer) => answer.proposals),
    propose: (body: Schemas['NewProposal']) => settle(http.POST('/api/proposals', { body })),
    approve: (id: string) => settle(http.POST('/api/proposals/{id}/approve', at(id))),
    refuse: (id: string, reason: string) => settle(http.POST('/api/proposals/{id}/refuse', { ...at(id), body: { reason } })),
    roster: () => settle(http.GET('/api/roster', {})).then((answer) => answer.entries),
    addDuty: (body: Schemas['NewDuty']) => settle(http.POST('/api/roster', { body })),
    removeDuty: (id: string) => settle(http.DELETE('/api/roster/{id}', at(id))),
    pauseLink: (party: string, node: string, paused: boolean) => settle(http.POST('/api/links/{party}/{node}', { params: { path: { party, node } }, body: { paused } })),
    /** Newest first; `before` as the page before it said in `next`. */
    audit: ({ before, officer }: { before?: number; officer?: string }) => {
      const query = { limit: 100, ...(before === undefined ? {} : { before }), ...(officer ? { officer } : {}) };
      return settle(http.GET('/api/audit', { params: { query } }));
    },
    /** The rows between two moments, and the evidence of every release among them, as one file. */
    auditExport: async (from: number, to: number) => (await fetched(`${base}/api/audit/export?from=${from}&to=${to}`)).blob(),
  };
}
