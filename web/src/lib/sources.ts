// Acts and meetings that a commitment, a task or another act may rest on.
import type { Item, NodeApi } from '../api';
import { JOINT_KINDS } from '../api/deliberation';
import { t } from '../i18n/index.svelte';
import { standingTitle } from './corrections';
import { clausesOf, inOwn, jointTitle, namesOf } from './joint';
import { milestonesOf } from './slips';

const MOST = 300;

/** Newest first. What lapsed or was withdrawn is no ground for anything. */
export async function loadSources(api: NodeApi): Promise<Item[]> {
  const { items } = await api.records({ kinds: ['meeting', ...JOINT_KINDS.filter((kind) => kind !== 'unit')].join(','), limit: MOST });
  return items.filter((item) => item.withdrawn === null && item.repudiated === null && item.state !== 'lapsed').toReversed();
}

/** A record by its name in the page's language, where it carries names. */
export const titleOf = (item: Item): string => (Object.keys(namesOf(item)).length > 0 ? jointTitle(item).text : (standingTitle(item) ?? t('not-opened')));

/** Its clauses, or its milestones, by their numbers, in the page's language where they have it. */
export const numbered = (item: Item): { number: string; text: string }[] => [
  ...clausesOf(item).map(({ number, texts }) => ({ number, text: inOwn(texts).text })),
  ...milestonesOf(item).map(({ key, names }) => ({ number: key, text: inOwn(names).text })),
];
