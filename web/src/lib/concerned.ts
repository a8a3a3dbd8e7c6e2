// What is recorded between two parties is told to those it concerns in the same act, as far as this officer may release.
import type { Draft, Fault, Item } from '../api';
import { ApiError } from '../api';
import type { NodeState } from './node-state.svelte';

/** Refusals of a release, not of the record: the record can stand on our own side until somebody else releases it. */
const OF_RELEASE = [
  'role-missing', 'beyond-limits', 'second-officer-needed', 'label-above-clearance', 'caveat-not-held', 'label-expired', 'not-originator', 'clearance-missing', 'reference-not-given', 'too-many-releases',
];

export interface Told {
  id: string;
  /** parties that it was not released to, and the node's reason where it gave one */
  left: string[];
  why: Fault | null;
}

/** The parties besides our own, each once. */
export const besides = (own: string, concerned: readonly (string | null | undefined)[]): string[] => [...new Set(concerned.filter((one): one is string => typeof one === 'string' && one !== '' && one !== own))];

/** Records; with it, releases to the parties concerned. Where the node refuses only the release, the record stands alone and the answer says so. */
export async function recordFor(desk: NodeState, given: Draft, concerned: readonly (string | null | undefined)[]): Promise<Told> {
  const { api } = desk.view;
  const draft = { ...given, slots: { ...(desk.node?.exercise ? { provenance: 'synthetic' } : {}), ...given.slots } };
  const to = besides(desk.own, concerned);
  if (to.length === 0 || !desk.may('release')) return { id: (await api.add(draft)).id, left: to, why: null };
  try {
    return { id: (await api.add({ ...draft, release: to.map((one) => ({ to: one })) })).id, left: [], why: null };
  } catch (cause) {
    if (!(cause instanceof ApiError) || !OF_RELEASE.includes(cause.fault.code ?? '')) throw cause;
    return { id: (await api.add(draft)).id, left: to, why: cause.fault };
  }
}

/** Of a record of our own, the parties concerned that nothing of it was released to. */
export function untold(item: Item, own: string, concerned: readonly (string | null | undefined)[]): string[] {
  return item.own ? besides(own, concerned).filter((party) => !item.releases.some((one) => one.to === party)) : [];
}
