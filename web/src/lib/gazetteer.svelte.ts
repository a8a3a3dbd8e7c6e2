// Names of parties, towns and centres as the node's own records carry them, learned as they are read.
import type { Names } from '../api';
import { type Lang, named } from '../i18n/index.svelte';
import type { Desk } from './desk';
import { shortName, townOf } from './party';

let parties = $state.raw<Readonly<Record<string, Names>>>({});
let towns = $state.raw<Readonly<Record<string, Names>>>({});

export function learnParties(known: readonly { id: string; names: Names }[]): void {
  parties = { ...parties, ...Object.fromEntries(known.map(({ id, names }) => [id, names])) };
}

export function learnTowns(known: readonly { key: string; names: Names }[]): void {
  towns = { ...towns, ...Object.fromEntries(known.map(({ key, names }) => [key, names])) };
}

/** A party's name short enough for a heading; its id where no record of this node names it. */
export function partyName(id: string): { text: string; lang: Lang } {
  const names = parties[id];
  if (names === undefined) return { text: id, lang: 'en' };
  const { text, lang } = named(names);
  return { text: shortName(text), lang };
}

/** The same in a language that is not the page's; its English name where no record has another. */
export function partyNameIn(id: string, language: keyof Names): string {
  const names = parties[id];
  return names === undefined ? id : shortName(names[language] ?? names.en);
}

/** The town or centre that a node is named after. */
export function townName(node: string): { text: string; lang: Lang } {
  const names = towns[node];
  return names === undefined ? { text: townOf(node), lang: 'en' } : named(names);
}

/** A desk under the name that its node's card carries. */
export const deskName = (desk: Desk): { text: string; lang: Lang } => named(desk.names);
