// The log of a period in sentences, as a report carries them: plain text, in the language of whoever writes it.
import type { Item } from '../api';
import { fmt, t, word } from '../i18n/index.svelte';
import { casualtyRows } from './casualties';
import { standing, standingTitle } from './corrections';
import { partyName } from './gazetteer.svelte';
import type { OpenItem } from './handover';
import { textsOf } from './log';
import { highest, type Level, type Portion } from './portions';
import { momentOf } from './rows';
import { carries, caveatsIn, fitting, type Given, levelOf, type Night } from './sitrep';
import { placeWords } from './slots';
import type { Place } from './where';

/** Marks that turn the direction of a part are for the page, not for the record. */
export const plain = (text: string): string => text.replace(/[\u2066-\u2069]/g, '');

interface Context {
  /** length of the period, ms */
  span: number;
  now: number;
  /** caveats that the report carries: words of a record with another one stay out of it */
  caveats: readonly string[];
  /** what waits at the end of the period */
  open: readonly OpenItem[];
  items: readonly Item[];
  corrections: ReadonlyMap<string, Item>;
}

function incidentLine(item: Item, now: number): string {
  const known = standing(item);
  // the place that others may be given: the exact one is a slot of the incident, and goes by itself
  const place = known.get('place') as Place | null | undefined;
  const grading = known.get('grading');
  const parts = [standingTitle(item) ?? '', place ? placeWords({ ...place, name: place.name ?? null }) : '', typeof grading === 'string' ? grading : ''];
  return t('sitrep-line', { at: fmt.clockBeside(momentOf(item) ?? now, now), text: parts.filter(Boolean).join(fmt.comma()) });
}

function entryLine(item: Item, now: number): string {
  const told = textsOf(item, 'told').join(fmt.comma());
  const said = { at: fmt.clockBeside(momentOf(item) ?? now, now), text: standingTitle(item) ?? '' };
  return told === '' ? t('sitrep-line', said) : t('sitrep-line-told', { ...said, told });
}

/** What waits, in our own words alone: what another party has asked is told without its text, all of a party in one line. */
function openLines(waits: readonly OpenItem[], now: number): string[] {
  const names = (one: OpenItem) => fmt.list(one.parties.map((party) => partyName(party).text));
  const asked = waits.filter((one) => one.what === 'due-ours');
  const first = new Map(asked.toReversed().map((one) => [names(one), one]));
  return waits.flatMap((one) => {
    const [at, party] = [fmt.clockBeside(one.at, now), names(one)];
    if (one.what !== 'due-ours') return [t(`handover-${one.what}`, { at, party, text: one.text })];
    return first.get(party) === one ? [t('sitrep-due-ours', { at, party, n: asked.filter((other) => names(other) === party).length })] : [];
  });
}

function paragraph(head: string, lines: readonly string[], level: Level): Portion {
  if (lines.length === 0) return { level: 'restricted', text: '' };
  const { lines: kept, left } = fitting(lines.map(plain));
  return { level, text: plain([t(head), ...kept, ...(left > 0 ? [t('sitrep-more', { n: left })] : [])].join('\n')) };
}

export function writtenUp(night: Night, { span, now, caveats, open, items, corrections }: Context): Given {
  const types = night.types.map(([type, n]) => t('sitrep-of-type', { type: type === '' ? t('sitrep-no-type') : word('acled', type), n }));
  const alone = new Map<string, number>();
  for (const one of night.theirs) alone.set(one.party, (alone.get(one.party) ?? 0) + 1);
  const counts = [
    ...types,
    ...(night.ours.length > 0 ? [t('sitrep-count-ours', { n: night.ours.length })] : []),
    ...[...alone].map(([party, n]) => t('sitrep-count-theirs', { party: partyName(party).text, n })),
    ...(night.both > 0 ? [t('sitrep-count-both', { n: night.both })] : []),
    t('sitrep-count-entries', { n: night.entries.length }),
    t('sitrep-count-messages', { n: night.messages }),
    ...(night.urgent > 0 ? [t('sitrep-count-urgent', { n: night.urgent })] : []),
  ];
  const byId = new Map(items.map((one) => [one.id, one]));
  const about = (one: OpenItem) => (one.what === 'due-ours' ? undefined : byId.get(one.key.split(' ')[1] ?? ''));
  // a record that is not at hand may be marked higher than anybody here can tell, and is another centre's business
  const all = open.filter((one) => one.what === 'due-ours' || (one.what !== 'line-proposal' && about(one) !== undefined));
  const waits = all.filter((one) => carries(caveats, about(one)));
  const named = waits.flatMap((one) => about(one) ?? []);
  const [ours, entries] = [night.ours, night.entries].map((found) => found.filter((one) => carries(caveats, one))) as [Item[], Item[]];
  const summary = t('sitrep-summary', { n: night.events, span: fmt.duration(span) });
  return {
    summary: plain(types.length > 0 ? `${summary}: ${types.join(fmt.comma())}` : summary),
    incidents: String(night.events),
    counts: counts.map(plain),
    casualties: casualtyRows(night.casualties),
    // figures and headline say something of every incident; marks of paragraphs are their own
    level: highest(['restricted', levelOf(night.ours, corrections)]),
    caveats: caveatsIn([...night.ours, ...night.entries, ...all.flatMap((one) => about(one) ?? [])]).join(', '),
    paragraphs: [
      paragraph('sitrep-head-incidents', ours.map((one) => incidentLine(one, now)), levelOf(ours, corrections)),
      paragraph('sitrep-head-log', entries.map((one) => entryLine(one, now)), levelOf(entries, corrections)),
      paragraph('sitrep-head-open', openLines(waits, now), levelOf(named, corrections)),
    ],
  };
}
