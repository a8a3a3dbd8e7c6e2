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
