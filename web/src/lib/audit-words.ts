// What a row of the journal says of its act, in the reader's language. Names and what people typed stay as they are.
import { fmt, t, word } from '../i18n/index.svelte';
import { partyName } from './gazetteer.svelte';
import { kindWord, levelWord, seatName, slotWord } from './slots';

/** In the order in which they are read; the rest follows. */
const ORDER = ['officer', 'duty', 'role', 'roles', 'kind', 'from', 'to', 'party', 'node', 'via', 'level', 'caveats', 'slots', 'never', 'finest_m', 'mode', 'begins', 'ends', 'purpose', 'reason', 'by', 'approver', 'rule'];

const each = (said: string, one: (value: string) => string) => fmt.list(said.split(', ').map(one));
const seat = (said: string) => seatName(said.replace('/', '.'));
const count = (said: string) => fmt.number(Number(said));
const moment = (said: string) => `${fmt.shortDay(Number(said))} ${fmt.clock(Number(said))}`;

/** Whether it is so at all is all that these say. */
const FLAGS = new Set(['password', 'disabled', 'link', 'paused']);
const VALUES: Record<string, (said: string) => string> = {
  kind: kindWord,
  to: (said) => each(said, seat),
  from: seat, node: seat, via: seat,
  party: (said) => partyName(said).text,
  slots: (said) => each(said, slotWord),
  never: (said) => each(said, slotWord),
  level: levelWord,
  second_from: (said) => (said === 'none' ? t('said-second-none') : levelWord(said)),
  role: (said) => word('role', said),
  roles: (said) => each(said, (one) => word('role', one)),
  mode: () => t('release-show'),
  rule: (said) => word('rule', said),
  why: (said) => word('refused-for', said),
  duty: (said) => word('duty', said),
  begins: moment, ends: moment,
  finest_m: (said) => fmt.measure(Number(said), 'unit-m'),
  bytes: (said) => fmt.measure(Math.ceil(Number(said) / 1024), 'unit-kb'),
  proposal: (said) => said.slice(0, 12),
  parcels: count, entries: count, records: count, quarantined: count, acts: count, rows: count, evidence: count, unnoted: count, version: count,
};

/** Those who act without being an officer of the node. */
export const officerWords = (name: string): string => word('acts-as', name);

export interface Said {
  name: string;
  label: string;
  value: string;
}

export function saidOf(detail: Record<string, string>): Said[] {
  const rank = (name: string) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
  const names = Object.keys(detail).sort((a, b) => rank(a) - rank(b));
  return names.map((name) => {
    const said = detail[name] ?? '';
    return { name, label: word('said', name), value: FLAGS.has(name) ? '' : (VALUES[name] ?? String)(said) };
  });
}
