// One line of the links strip per connection, although both ends report it.
import type { Link, Seat } from '../api';

export interface Connection {
  key: string;
  one: Seat;
  two: Seat;
  state: Link['state'];
  since: number;
  lag: number | null;
  receipt: number | null;
  unreceipted: number;
  gaps: Link['gaps'];
  own: boolean;
}

const word = (seat: Seat) => `${seat.party}/${seat.node}`;
const latest = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : Math.max(a, b));

/** `reports`: what each node says of its links. A connection is up only if no end calls it otherwise. */
export function connections(reports: readonly { at: Seat; links: readonly Link[] }[]): Connection[] {
  const found = new Map<string, Connection>();
  for (const { at, links } of reports) {
    for (const link of links) {
      const two = { party: link.party, node: link.node };
      const key = [word(at), word(two)].sort().join(' ');
      const other = found.get(key);
      if (other === undefined) {
        found.set(key, {
          key,
          one: at,
          two,
          state: link.state,
          since: link.since,
          lag: link.lag_ms,
          receipt: link.last_receipt,
          unreceipted: link.unreceipted,
          gaps: link.gaps,
          own: link.own,
        });
        continue;
      }
      if (other.state === 'up' && link.state !== 'up') {
        other.state = link.state;
        other.since = link.since;
      }
      other.lag = latest(other.lag, link.lag_ms);
      other.receipt = latest(other.receipt, link.last_receipt);
      other.unreceipted += link.unreceipted;
      if (link.gaps.length > other.gaps.length) other.gaps = link.gaps;
    }
  }
  return [...found.values()];
}

/** The connection between two seats, if either reports one. */
export function between(all: readonly Connection[], a: Seat, b: Seat): Connection | null {
  const key = [word(a), word(b)].sort().join(' ');
  return all.find((connection) => connection.key === key) ?? null;
}

/** Times without a link inside a stretch, cut to it, oldest first; `open`: it lasts. */
export function gapsWithin(gaps: Link['gaps'], from: number, to: number): { from: number; to: number; open: boolean }[] {
  return gaps
    .map((gap) => ({ from: Math.max(gap.from, from), to: Math.min(gap.to ?? to, to), open: gap.to === null }))
    .filter((gap) => gap.to > gap.from)
    .sort((a, b) => a.from - b.from);
}

/** Links of each party, the other parties first; what needs somebody to look stands first in each. */
export function byParty(links: readonly Link[]): { party: string; own: boolean; links: Link[] }[] {
  const found = new Map<string, Link[]>();
  for (const link of links) found.set(link.party, [...(found.get(link.party) ?? []), link]);
  const trouble = (link: Link) => (link.state === 'down' ? 0 : link.state === 'paused' ? 1 : link.unreceipted > 0 ? 2 : 3);
  return [...found]
    .map(([party, all]) => ({ party, own: all.some((link) => link.own), links: [...all].sort((a, b) => trouble(a) - trouble(b) || a.node.localeCompare(b.node)) }))
    .sort((a, b) => Number(a.own) - Number(b.own) || a.party.localeCompare(b.party));
}

/** A fingerprint in groups that are read aloud one by one. */
export const groups = (fingerprint: string | readonly string[]): string[] =>
  typeof fingerprint === 'string' ? (fingerprint.includes(' ') ? fingerprint.split(/\s+/) : (fingerprint.match(/.{1,4}/g) ?? [])) : [...fingerprint];

/** Letters of a fingerprint by the spelling alphabet of the ITU Radio Regulations, Appendix 14, which every signaller knows. */
const SPELT: Record<string, string> = { a: 'Alfa', b: 'Bravo', c: 'Charlie', d: 'Delta', e: 'Echo', f: 'Foxtrot' };

/** A group as it is said over a bad line: "4dce" is "4 Delta Charlie Echo". */
export const spelt = (group: string): string => [...group.toLowerCase()].map((one) => SPELT[one] ?? one).join(' ');
