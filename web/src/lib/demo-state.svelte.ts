// The demo page's reading of the world: two desks of the chosen centre, their headquarters, the other centres' links.
import { nodeNames } from './party';
import type { DemoInfo, Fault, Item, Link, Seat } from '../api';
import { ApiError, demo } from '../api';
import { Clock } from './clock.svelte';
import type { Desk } from './desk';
import { between, connections, type Connection } from './links';
import { NodeView } from './node-view.svelte';
import { pairs, sheetRows } from './rows';

const POLL_MS = 10_000;
const NO_NAMES = { en: '' };

export class DemoState {
  info = $state.raw<DemoInfo | null>(null);
  fault = $state.raw<Fault | null>(null);
  key = $state('');
  /** counts openings of a centre, so that a sheet starts anew at its foot */
  opening = $state(0);
  a = $state.raw<NodeView | null>(null);
  b = $state.raw<NodeView | null>(null);
  #others = $state.raw<{ at: Seat; links: Link[]; timeline: Item[] }[]>([]);
  readonly clock = new Clock();
  #stops: (() => void)[] = [];
  #poll: ReturnType<typeof setTimeout> | undefined;

  readonly centre = $derived(this.info?.centres.find((one) => one.key === this.key) ?? null);
  readonly sides = $derived({ a: this.a?.seat.party ?? '', b: this.b?.seat.party ?? '' });
  readonly deskA = $derived(this.#desk(this.a, 'a'));
  readonly deskB = $derived(this.#desk(this.b, 'b'));
  readonly connections = $derived<Connection[]>(
    connections([
      ...(this.a ? [{ at: this.a.seat, links: this.a.links }] : []),
      ...(this.b ? [{ at: this.b.seat, links: this.b.links }] : []),
      ...this.#others,
    ]),
  );
  readonly seam = $derived(this.a && this.b ? between(this.connections, this.a.seat, this.b.seat) : null);
  readonly gaps = $derived(this.seam?.gaps ?? []);
  readonly since = $derived(Math.max(this.a?.since ?? Infinity, this.b?.since ?? Infinity));
  readonly pairs = $derived(pairs(this.a?.items ?? [], this.b?.items ?? [], this.sides));
  readonly rows = $derived(sheetRows(this.pairs, this.gaps, this.since === Infinity ? -Infinity : this.since));
  readonly timeline = $derived.by(() => {
    const found = new Map<string, Item>();
    for (const item of [...(this.a?.timeline ?? []), ...(this.b?.timeline ?? []), ...this.#others.flatMap((one) => one.timeline)]) {
      const known = found.get(item.id);
      const opened = (one: Item) => one.slots.filter((slot) => slot.open).length;
      if (known === undefined || opened(item) > opened(known)) found.set(item.id, item);
    }
    return [...found.values()];
  });

  #desk(view: NodeView | null, mark: 'a' | 'b'): Desk | null {
    if (view === null) return null;
    const { party, node } = view.seat;
    const partyNames = view.node?.parties.find((one) => one.id === party)?.names ?? NO_NAMES;
    return {
      seat: view.seat,
      mark,
      names: nodeNames(partyNames, node, view.centres.find((one) => one.key === node)?.names ?? null),
      partyNames,
      corrections: view.corrections,
    };
  }

  async start(first: string): Promise<void> {
    try {
      this.info = await demo.info();
      this.clock.set(this.info.now);
      this.fault = null;
    } catch (cause) {
      if (!(cause instanceof ApiError)) throw cause;
      this.fault = cause.fault;
      this.#poll = setTimeout(() => void this.start(first), POLL_MS);
      return;
    }
    const known = this.info.centres.some((one) => one.key === first);
    await this.choose(known ? first : (this.info.centres[0]?.key ?? ''));
  }

  async choose(key: string): Promise<void> {
    const centre = this.info?.centres.find((one) => one.key === key);
    if (!centre) return;
    this.stop();
    this.key = key;
    this.opening += 1;
    const views = [centre.a, centre.b].map((seat) => new NodeView(demo.at(seat), seat));
    const [a, b] = views as [NodeView, NodeView];
    a.onclock = (now) => this.clock.set(now);
    this.a = a;
    this.b = b;
    // listening starts before reading, so that nothing falls between the two
    this.#stops = views.map((view) => view.follow({ desk: true }));
    await Promise.all(views.map((view) => Promise.all([view.openNode(), view.openCentre(key)])));
    if (this.a !== a) return;
    void this.#readOthers();
  }

  /** Headquarters of both parties for their links and the timeline, and one desk of every other centre for its link. */
  async #readOthers(): Promise<void> {
    clearTimeout(this.#poll);
    const info = this.info;
    const centre = this.centre;
    if (!info || !centre) return;
    const key = this.key;
    const desks = info.centres.flatMap((one) => [one.a, one.b]);
    const isDesk = (seat: Seat) => desks.some((one) => one.party === seat.party && one.node === seat.node);
    const hqs = info.nodes.filter((seat) => !isDesk(seat) && [centre.a.party, centre.b.party].includes(seat.party));
    const seats = [...hqs, ...info.centres.filter((one) => one.key !== key).map((one) => one.a)];
    const read = await Promise.all(
      seats.map(async (seat, index) => {
        const api = demo.at(seat);
        const other = info.centres.find((one) => one.a.party === seat.party && one.a.node === seat.node)?.b;
        try {
          const links = await api.links();
          const timeline = index < hqs.length ? await api.timeline() : [];
          const wanted = other ? links.filter((link) => link.party === other.party && link.node === other.node) : links;
          return { at: { party: seat.party, node: seat.node }, links: wanted, timeline };
        } catch (cause) {
          if (!(cause instanceof ApiError)) throw cause;
          return null;
        }
      }),
    );
    if (this.key !== key) return;
    this.#others = read.filter((one) => one !== null);
    this.#poll = setTimeout(() => void this.#readOthers(), POLL_MS);
  }

  async older(): Promise<void> {
    const since = this.since;
    await Promise.all([this.a, this.b].map((view) => (view && view.since === since ? view.loadOlder() : undefined)));
  }

  async refresh(): Promise<void> {
    this.info = await demo.info();
    this.clock.set(this.info.now);
    await Promise.all([this.a, this.b].map((view) => view?.reload({ desk: true })));
    await this.#readOthers();
  }

  stop(): void {
    clearTimeout(this.#poll);
    for (const stop of this.#stops) stop();
    this.#stops = [];
  }
}
