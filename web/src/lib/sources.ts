// Acts and meetings that a commitment, a task or another act may rest on.
import type { Item, NodeApi } from '../api';
import { type Clause, JOINT_KINDS, type Milestone } from '../api/deliberation';
import { lang, named, t } from '../i18n/index.svelte';
import { standingTitle } from './corrections';

const MOST = 300;
const opened = (item: Item, name: string): unknown => item.slots.find((slot) => slot.name === name && slot.open)?.value;

/** Newest first. What lapsed or was withdrawn is no ground for anything. */
export async function loadSources(api: NodeApi): Promise<Item[]> {
  const { items } = await api.records({ kinds: ['meeting', ...JOINT_KINDS.filter((kind) => kind !== 'unit')].join(','), limit: MOST });
  return items.filter((item) => item.withdrawn === null && item.repudiated === null && item.state !== 'lapsed').toReversed();
}

/** A record by its name in the page's language, where it carries names. */
export function titleOf(item: Item): string {
  const names = opened(item, 'names') as Record<string, string> | null | undefined;
  return (names ? named({ ...names, en: names.en ?? Object.values(names)[0] ?? '' }).text : null) ?? standingTitle(item) ?? t('not-opened');
}

/** Its clauses, or its milestones, by their numbers, in the page's language where they have it. */
export function numbered(item: Item): { number: string; text: string }[] {
  const say = (texts: Partial<Record<string, string>>) => texts[lang()] ?? texts.en ?? Object.values(texts)[0] ?? '';
  const clauses = opened(item, 'clauses') as Clause[] | null | undefined;
  const milestones = opened(item, 'milestones') as Milestone[] | null | undefined;
  return [...(clauses ?? []).map(({ number, texts }) => ({ number, text: say(texts) })), ...(milestones ?? []).map(({ key, names }) => ({ number: key, text: say(names) }))];
}
