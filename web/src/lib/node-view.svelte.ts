// What this page has read from one node, kept fresh by its events.
import type { Centre, Fault, Item, Link, MapView, NodeApi, NodeInfo, Seat } from '../api';
import { ApiError } from '../api';
import { listen } from '../api/live';
import { learnParties, learnTowns } from './gazetteer.svelte';
import { momentOf } from './rows';

const PAGE = 200;
const SOON_MS = 250;
const LATER_MS = 1500;
const REFETCH_AT_MOST = 24;

export class NodeView {
  node = $state.raw<NodeInfo | null>(null);
  centres = $state.raw<Centre[]>([]);
  items = $state.raw<Item[]>([]);
  timeline = $state.raw<Item[]>([]);
  map = $state.raw<MapView | null>(null);
  links = $state.raw<Link[]>([]);
  corrections = $state.raw<ReadonlyMap<string, Item>>(new Map());
  /** oldest moment up to which the list is complete; -Infinity when nothing older exists */
  since = $state(Infinity);
  live = $state(false);
  #faults = $state.raw<Record<string, Fault>>({});
  /** of the last read of each part; one part's success never hides another's failure */
  readonly fault = $derived<Fault | null>(Object.values(this.#faults)[0] ?? null);
  refused = $state(false);
  centre = '';
  onclock: ((now: number) => void) | null = null;
  /** the node's events stopped while somebody looks */
  onbreak: (() => void) | null = null;
  #stop: (() => void) | null = null;
  #timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(
    readonly api: NodeApi,
    readonly seat: Seat,
  ) {}

  /** Runs a read; a failure shows on the page and keeps what was read before. */
  async #read(part: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
      if (part in this.#faults) this.#faults = Object.fromEntries(Object.entries(this.#faults).filter(([one]) => one !== part));
    } catch (cause) {
      if (!(cause instanceof ApiError)) throw cause;
      this.refused = cause.status === 401;
      this.#faults = { ...this.#faults, [part]: cause.fault };
    }
  }

  async openNode(): Promise<void> {
    await this.#read('node', async () => {
      const node = await this.api.node();
      this.node = node;
      learnParties(node.parties);
      this.refused = false;
      this.onclock?.(node.now);
    });
    await this.#read('centres', async () => {
      this.centres = await this.api.centres();
      learnTowns(this.centres);
    });
  }

  async openCentre(centre: string): Promise<void> {
    this.centre = centre;
    this.items = [];
    this.since = Infinity;
    await Promise.all([this.loadDesk(), this.loadMap(), this.loadLinks(), this.loadTimeline()]);
  }

  async loadDesk(): Promise<void> {
    const centre = this.centre;
    if (centre === '') return;
    await this.#read('desk', async () => {
      const { items } = await this.api.desk({ centre, limit: PAGE });
      if (centre !== this.centre) return;
      const start = items.length < PAGE ? -Infinity : Math.min(...items.map((item) => momentOf(item) ?? Infinity));
      const fresh = new Set(items.map((item) => item.id));
      const older = this.items.filter((item) => !fresh.has(item.id) && (momentOf(item) ?? Infinity) < start);
      this.items = [...older, ...items];
      if (start > this.since && older.length === 0) this.since = start;
      else this.since = Math.min(this.since, start);
      await this.#loadCorrections();
    });
  }

  /** Adds the page before what is shown. */
  async loadOlder(): Promise<void> {
    if (this.since === -Infinity || this.since === Infinity) return;
    const to = this.since;
    await this.#read('older', async () => {
      const { items } = await this.api.desk({ centre: this.centre, to, limit: PAGE });
      const known = new Set(this.items.map((item) => item.id));
      const fresh = items.filter((item) => !known.has(item.id));
      this.items = [...fresh, ...this.items];
      const start = Math.min(...items.map((item) => momentOf(item) ?? Infinity));
      this.since = items.length < PAGE || fresh.length === 0 ? -Infinity : start;
      await this.#loadCorrections();
    });
  }

  async loadMap(): Promise<void> {
    await this.#read('map', async () => {
      this.map = await this.api.map();
      learnTowns(this.map.places);
    });
  }

  async loadLinks(): Promise<void> {
    await this.#read('links', async () => {
      this.links = await this.api.links();
    });
  }

  async loadTimeline(): Promise<void> {
    await this.#read('timeline', async () => {
      this.timeline = await this.api.timeline();
    });
  }

  /** Reads the correcting records of what is shown, each once. */
  async #loadCorrections(): Promise<void> {
    const wanted = new Set(this.items.flatMap((item) => item.corrected.map(({ id }) => id)));
    const missing = [...wanted].filter((id) => !this.corrections.has(id)).slice(0, PAGE);
    if (missing.length === 0) return;
    const found = await Promise.all(missing.map((id) => this.api.record(id).catch(() => null)));
    const known = new Map(this.corrections);
    for (const item of found) if (item) known.set(item.id, item);
    this.corrections = known;
  }

  async #refetch(ids: string[]): Promise<void> {
    const held = new Set(this.items.map((item) => item.id));
    const old = ids.filter((id) => held.has(id)).slice(0, REFETCH_AT_MOST);
    await this.loadDesk();
    const found = await Promise.all(old.map((id) => this.api.record(id).catch(() => null)));
    const byId = new Map(found.flatMap((item) => (item ? [[item.id, item] as const] : [])));
    if (byId.size > 0) this.items = this.items.map((item) => byId.get(item.id) ?? item);
  }

  #soon(what: string, ms: number, work: () => Promise<void>): void {
    if (this.#timers.has(what)) return;
    this.#timers.set(
      what,
      setTimeout(() => {
        this.#timers.delete(what);
        void work();
      }, ms),
    );
  }

  /** Follows the node's events until the returned function is called. */
  follow(parts: { desk: boolean }): () => void {
    this.close();
    let ids: string[] = [];
    let broken = false;
    this.#stop = listen(this.api.base, {
      records: (changed) => {
        ids.push(...changed);
        if (parts.desk) {
          this.#soon('desk', SOON_MS, () => {
            const batch = ids;
            ids = [];
            return this.#refetch(batch);
          });
          this.#soon('map', LATER_MS, () => this.loadMap());
        }
        this.#soon('timeline', LATER_MS, () => this.loadTimeline());
      },
      links: () => {
        this.#soon('links', SOON_MS, () => this.loadLinks());
        if (parts.desk) this.#soon('desk', SOON_MS, () => this.loadDesk());
      },
      clock: (now) => this.onclock?.(now),
      state: (open) => {
        this.live = open;
        if (open && broken) void this.reload(parts);
        if (!open && !document.hidden) this.onbreak?.();
        broken = !open;
      },
    });
    return () => this.close();
  }

  async reload(parts: { desk: boolean }): Promise<void> {
    await this.openNode();
    await Promise.all([
      this.loadLinks(),
      this.loadTimeline(),
      ...(parts.desk ? [this.loadDesk(), this.loadMap()] : []),
    ]);
  }

  close(): void {
    this.#stop?.();
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }
}
