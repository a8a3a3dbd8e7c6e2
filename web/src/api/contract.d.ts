// The shapes of a node's HTTP API, in the form openapi-typescript gives them, so that `npm run api`
// can take this file's place. Times are milliseconds since 1970 UTC; ids are 64 hex digits.

export type Id = string;
export interface Names {
  en: string;
  ar?: string;
  ckb?: string;
  kmr?: string;
}
export interface Me {
  officer: string;
  roles: string[];
  may: string[];
}
export interface Party {
  id: string;
  names: Names;
  version: number;
  fingerprint: string;
  own: boolean;
}
export interface NodeInfo {
  party: string;
  node: string;
  names: Names;
  now: number;
  exercise: boolean;
  version: string;
  state_hash: string;
  records: number;
  parties: Party[];
}
export interface Place {
  lat: number;
  lon: number;
  precision_m: number;
  name?: string | null;
}
export interface Centre {
  key: string;
  names: Names;
  place: Place | null;
  members: string[];
  facilitators: string[];
  record: Id;
}
export interface Slot {
  index: number;
  name: string;
  type: string;
  open: boolean;
  value?: unknown;
}
export interface Span {
  edtf: string;
  from: number | null;
  to: number | null;
  open: boolean;
  approximate: boolean;
}
export interface Release {
  to: string;
  slots: string[];
  whole: boolean;
  crossed: number;
  of: number;
  queued: number;
  delivered: number | null;
  opened: number | null;
  acknowledged: number | null;
}
export interface Ref {
  rel: string;
  id: Id;
}
export interface Label {
  level: string;
  caveats: string[];
  onward: string;
}
export interface Item {
  id: Id;
  matter: Id;
  kind: string;
  party: string;
  node: string;
  own: boolean;
  at: number | null;
  received: number | null;
  title: string | null;
  provenance: string | null;
  synthetic: boolean;
  label: Label;
  slots: Slot[];
  span: Span | null;
  state: string;
  refs: Ref[];
  superseded_by: Id | null;
  corrected: { id: Id; at: number | null; reason: string | null; slots: string[] }[];
  links: { id: Id; relation: string; other: Id }[];
  acknowledgements: { party: string; what: string; at: number | null; id: Id }[];
  releases: Release[];
}
export interface MapLine {
  party: string;
  role: string;
  names: Names;
  points: [number, number][];
  record: Id;
}
export interface MapPlace {
  key: string;
  names: Names;
  role: string;
  lat: number;
  lon: number;
}
export interface MapView {
  lines: MapLine[];
  places: MapPlace[];
  incidents: Item[];
}
export interface Link {
  party: string;
  node: string;
  names: Names;
  state: 'up' | 'down' | 'paused';
  since: number;
  lag_ms: number | null;
  last_receipt: number | null;
  unreceipted: number;
  unreceipted_since: number | null;
  own: boolean;
  gaps: { from: number; to: number | null }[];
}
export interface PreviewSlot {
  index: number;
  name: string;
  display: string;
  crossed: boolean;
  permitted: boolean;
  reason: string | null;
}
export interface Preview {
  to: string;
  clearance: string;
  slots: PreviewSlot[];
}
export interface Draft {
  kind: string;
  at?: number;
  matter?: Id;
  slots: Record<string, unknown>;
  refs?: Ref[];
  release?: { to: string; slots?: string[] }[];
}
export interface Imported {
  entries: number;
  new_records: number;
  duplicates: number;
  quarantined: number;
  state_hash: string;
}

interface Json<T> {
  responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': T } } };
}
interface Octets {
  responses: { 200: { headers: Record<string, unknown>; content: { 'application/octet-stream': Blob } } };
}
interface Body<T> {
  requestBody: { content: { 'application/json': T } };
}
interface Query<T> {
  parameters: { query?: T };
}
interface Path<T> {
  parameters: { path: T };
}
interface PathQuery<T, U> {
  parameters: { path: T; query: U };
}

export interface paths {
  '/api/login': { post: Json<Me> & Body<{ officer: string; password: string } | { token: string }> };
  '/api/logout': { post: Json<unknown> };
  '/api/me': { get: Json<Me> };
  '/api/node': { get: Json<NodeInfo> };
  '/api/centres': { get: Json<{ centres: Centre[] }> };
  '/api/desk': {
    get: Json<{ items: Item[]; total: number }> &
      Query<{ centre?: string; from?: number; to?: number; limit?: number }>;
  };
  '/api/timeline': { get: Json<{ items: Item[] }> };
  '/api/map': { get: Json<MapView> };
  '/api/records': {
    get: Json<{ items: Item[]; total: number }> &
      Query<{ kind?: string; q?: string; limit?: number; before?: number }>;
    post: Json<{ id: Id; releases: Release[] }> & Body<Draft>;
  };
  '/api/records/{id}': { get: Json<Item> & Path<{ id: Id }> };
  '/api/records/{id}/preview': { get: Json<Preview> & PathQuery<{ id: Id }, { to: string }> };
  '/api/records/{id}/release': {
    post: Json<Release> & Path<{ id: Id }> & Body<{ to: string; slots?: string[]; purpose?: string }>;
  };
  '/api/records/{id}/evidence': { get: Octets & PathQuery<{ id: Id }, { peer: string }> };
  '/api/links': { get: Json<{ links: Link[] }> };
  '/api/bundles/export': { post: Octets & Body<{ to: string; all?: boolean }> };
  '/api/bundles/import': {
    post: Json<Imported> & { requestBody: { content: { 'application/octet-stream': Blob } } };
  };
}
