// The only module that knows where the API's types come from and how a request is made.
import createClient from 'openapi-fetch';
import { authorityApi } from './authority';
import { deliberationApi, type Joint, type Position } from './deliberation';
import type { components, paths } from './schema';

export type { AuditRow, Duty, Limits, NewOfficer, Policy, Proposal, RoleRow } from './authority';

type Schemas = components['schemas'];
export type Id = string;
export type Centre = Schemas['Centre'];
export type DueItem = Schemas['DueItem'];
/** Slots by name, each in the JSON form of its type. */
export type Draft = Omit<Schemas['Draft'], 'slots' | 'key'> & { slots: Record<string, unknown> };
export type Imported = Schemas['Imported'];
/** `joint`: null for what one party says alone. `positions`: in the order of time, also those that do not count. */
export type Item = Schemas['Item'] & { joint?: Joint | null; positions?: Position[] };
export type Label = Schemas['Label'];
export type Link = Schemas['Link'];
/** Points are pairs of latitude and longitude, which OpenAPI cannot say. */
export type MapLine = Omit<Schemas['MapLine'], 'points'> & { points: [number, number][] };
export type MapPlace = Schemas['MapPlace'];
export type MapView = Omit<Schemas['MapView'], 'lines'> & { lines: MapLine[] };
export type Me = Schemas['Me'];
export type Names = Schemas['Names'];
export type OfficerListed = Schemas['OfficerListed'];
export type NodeInfo = Schemas['NodeInfo'];
export type Party = Schemas['Party'];
export type Place = Schemas['Place'];
export type Preview = Schemas['Preview'];
export type Barred = Schemas['Barred'];
export type PreviewSlot = Schemas['PreviewSlot'];
export type Release = Schemas['Release'];
export type Slot = Schemas['Slot'];
export type Span = Schemas['Span'];

/** Who is at fault and what the reader can do: the body of every error answer. */
export interface Fault {
  blame: 'you' | 'peer' | 'operator' | 'us';
  /** what happened, as a word that the page has sentences for: `fault-<code>` */
  code?: string;
  /** the slot or input at fault, so that the answer stands beside it */
  field?: string | null;
  args?: Record<string, string>;
  what: string;
  kept: string;
  next: string;
}

export interface RecordsQuery {
  kind?: string;
  /** names of kinds with commas between them */
  kinds?: string;
  centre?: string;
  party?: string;
  q?: string;
  limit?: number;
  from?: number;
  before?: number;
}
/** A report that may be of the same event: bits of evidence, how far apart in space and time. */
export type Likely = Schemas['LikelyItem'];
export type LikelyAsked = Schemas['LikelyTo'];
/** An incident as the list and the map need it. */
export type IncidentSpot = Schemas['Spot'];
export type IncidentsAsked = NonNullable<paths['/api/incidents']['get']['parameters']['query']>;
export type IncidentsPage = Schemas['IncidentList'];
export type MapAsked = NonNullable<paths['/api/map/incidents']['get']['parameters']['query']>;
/** Rings are pairs of latitude and longitude, which OpenAPI cannot say. */
export type MapIncidents = Omit<Schemas['MapIncidents'], 'cells'> & { cells: (Omit<Schemas['HeatCell'], 'ring'> & { ring: [number, number][] })[] };
/** How many incidents, and how many of each party. */
export type Shares = Schemas['IncidentBar'];
export type BarsAsked = paths['/api/incidents/bars']['get']['parameters']['query'];

export class ApiError extends Error {
  constructor(
    readonly fault: Fault,
    readonly status: number,
  ) {
    super(fault.what);
  }
}

const UNREACHED: Fault = {
  blame: 'operator',
  code: 'unreached',
  what: 'The node does not answer.',
  kept: 'Everything acknowledged is on its disk; what you see is the last state read.',
  next: 'See whether the process runs and its port is reachable; this page tries again by itself.',
};

function fault(body: unknown, status: number): Fault {
  const error = (body as { error?: Partial<Fault> } | null)?.error;
  return {
    blame: error?.blame ?? (status >= 500 ? 'us' : 'you'),
    ...(error?.code === undefined ? {} : { code: error.code }),
    ...(error?.field === undefined ? {} : { field: error.field }),
    ...(error?.args === undefined ? {} : { args: error.args }),
    what: error?.what ?? `The node answered ${status}.`,
    kept: error?.kept ?? 'Nothing was changed.',
    next: error?.next ?? 'Try again; if it stays, tell the operator of this node.',
  };
}

/** `crypto.randomUUID` is not there on a page that came by plain HTTP. */
const drawnKey = (): string => [...crypto.getRandomValues(new Uint8Array(16))].map((one) => one.toString(16).padStart(2, '0')).join('');

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

async function settleOnce<T>(call: Promise<Answer<T>>): Promise<T> {
  let answer: Answer<T>;
  try {
    answer = await call;
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiError(UNREACHED, 0);
  }
  if (!answer.response.ok) throw new ApiError(fault(answer.error, answer.response.status), answer.response.status);
  return answer.data as T;
}

async function raw(url: string, init?: RequestInit): Promise<Response> {
  const answer = await settleOnce(
    fetch(url, init).then(async (response) => ({
      response,
      data: response,
      error: response.ok ? undefined : ((await response.json().catch(() => null)) as unknown),
    })),
  );
  return answer;
}

/** One node, read and written through its own API. `base` is "" at the node itself; `onrefused`: no session any more. */
export function nodeApi(base: string, onrefused: () => void = () => undefined) {
  // A refusal of something asked before a log-in may come after it, and says nothing of the session that has begun.
  let logins = 0;
  const watched = async <T>(call: Promise<T>): Promise<T> => {
    const asked = logins;
    try {
      return await call;
    } catch (cause) {
      if (cause instanceof ApiError && cause.status === 401 && asked === logins) onrefused();
      throw cause;
    }
  };
  const settle = <T>(call: Promise<Answer<T>>) => watched(settleOnce(call));
  const fetched = (url: string, init?: RequestInit) => watched(raw(url, init));
  // Drafts whose answer did not come: said again in the same words they carry the same key, and are one record.
  const unheard = new Map<string, string>();
  const once = async <T>(words: string, say: (key: string) => Promise<T>): Promise<T> => {
    const key = unheard.get(words) ?? drawnKey();
    unheard.set(words, key);
    try {
      const answer = await say(key);
      unheard.delete(words);
      return answer;
    } catch (cause) {
      if (!(cause instanceof ApiError && (cause.status === 0 || cause.status >= 500))) unheard.delete(words);
      throw cause;
    }
  };
  const http = createClient<paths>({ baseUrl: base || globalThis.location.origin });
  const at = (id: string) => ({ path: { id } });
  return {
    base,
    login: (body: { officer: string; password: string } | { token: string }) =>
      settle(http.POST('/api/login', { body })).then((me) => {
        logins += 1;
        return me;
      }),
    logout: () => settle(http.POST('/api/logout', {})),
    me: () => settle(http.GET('/api/me', {})),
    node: () => settle(http.GET('/api/node', {})),
    centres: () => settle(http.GET('/api/centres', {})).then((answer) => answer.centres),
    /** Reports of any party held here that may be of the same event, best first. */
    likely: (body: LikelyAsked) => settle(http.POST('/api/likely', { body })).then((answer) => answer.items),
    incidents: (query: IncidentsAsked, signal?: AbortSignal) => settle(http.GET('/api/incidents', { params: { query }, ...(signal ? { signal } : {}) })),
    mapIncidents: (query: MapAsked, signal: AbortSignal) =>
      settle(http.GET('/api/map/incidents', { params: { query }, signal })).then((answer) => answer as unknown as MapIncidents),
    incidentBars: (query: BarsAsked, signal: AbortSignal) => settle(http.GET('/api/incidents/bars', { params: { query }, signal })).then((answer) => answer.bars),
    /** Hands a file in; a record may name it afterwards. */
    putFile: (file: Blob) => fetched(`${base}/api/files`, { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: file }).then((response) => response.json() as Promise<Schemas['Taken']>),
    file: async (hash: string) => (await fetched(`${base}/api/files/${hash}`)).blob(),
    desk: (query: { centre?: string; from?: number; to?: number; limit?: number }) =>
      settle(http.GET('/api/desk', { params: { query } })),
    timeline: () => settle(http.GET('/api/timeline', {})).then((answer) => answer.items),
    map: () => settle(http.GET('/api/map', {})).then((answer) => answer as unknown as MapView),
    records: (query: RecordsQuery) =>
      settle(http.GET('/api/records', { params: { query } })),
    record: (id: string) => settle(http.GET('/api/records/{id}', { params: at(id) })),
    add: (body: Draft) => once(JSON.stringify(body), (key) => settle(http.POST('/api/records', { body: { ...(body as Schemas['Draft']), key } }))),
    preview: (id: string, to: string) =>
      settle(http.GET('/api/records/{id}/preview', { params: { ...at(id), query: { to } } })),
    /** `show`: told on the screen, no copy; a disclosure is recorded. */
    release: (id: string, body: { to: string; slots?: string[]; purpose?: string; mode?: 'copy' | 'show' }) =>
      settle(http.POST('/api/records/{id}/release', { params: at(id), body })),
    links: () => settle(http.GET('/api/links', {})).then((answer) => answer.links),
    evidence: async (id: string, peer: string) =>
      (await fetched(`${base}/api/records/${id}/evidence?peer=${encodeURIComponent(peer)}`)).blob(),
    exportBundle: async (to: string, all = false) =>
      (
        await fetched(`${base}/api/bundles/export`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ to, all }),
        })
      ).blob(),
    importBundle: async (file: Blob) =>
      (await fetched(`${base}/api/bundles/import`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: file,
      }).then((response) => response.json())) as Imported,
    due: () => settle(http.GET('/api/due', {})).then((answer) => answer.items),
    ...authorityApi(base, http, settle, fetched),
    ...deliberationApi<Item>(base, fetched, once),
  };
}

export type NodeApi = ReturnType<typeof nodeApi>;

export interface Seat {
  party: string;
  node: string;
}
export interface DemoInfo {
  now: number;
  title: string;
  centres: { key: string; a: Seat; b: Seat }[];
  nodes: (Seat & { url: string; login: string })[];
  rows: { row: string; claim: string; works: boolean; how: string }[];
  plug: Record<string, boolean>;
}
export interface StickResult {
  days: number;
  records: number;
  a_bytes: number;
  b_bytes: number;
  same_state: boolean;
  state_hash: string;
  seconds: number;
}

async function demoCall<T>(path: string, body?: unknown): Promise<T> {
  const response = await raw(
    path,
    body === undefined
      ? undefined
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  );
  const text = await response.text();
  return (text === '' ? null : JSON.parse(text)) as T;
}

/** The demo's own listener: not a node; it logs in at the nodes and passes their API through. */
export const demo = {
  info: () => demoCall<DemoInfo>('/demo/info'),
  plug: (centre: string, out: boolean) => demoCall<unknown>('/demo/plug', { centre, out }),
  stick: (centre: string) => demoCall<StickResult>('/demo/stick', { centre }),
  at: (seat: Seat) => nodeApi(`/demo/at/${seat.party}/${seat.node}`),
};
