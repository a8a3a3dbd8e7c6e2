// What this page has read from one node, kept fresh by its events.
import type { Centre, Fault, Item, Link, MapView, NodeApi, NodeInfo, Seat } from '../api';
import { ApiError } from '../api';
import { listen } from '../api/live';
import { learnParties, learnTowns } from './gazetteer.svelte';
import { momentOf } from './rows';
import { Throttle } from './throttle';

const PAGE = 200;
const SOON_MS = 250;
const LATER_MS = 1500;
const REFETCH_AT_MOST = 24;
const BACK_AT_MOST_PAGES = 50;

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
  #throttles: Throttle[] = [];
  /** of the questions for the desk: how many were asked, and the newest that was answered */
  #asked = 0;
  #answered = 0;
  #older: Promise<boolean> | null = null;

  constructor(
    readonly api: NodeApi,
    readonly seat: Seat,
  ) {}

  /** Runs a read; a failure shows on the page and keeps what was read before. */
  async #read(part: string, work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      if (part in this.#faults) this.#faults = Object.fromEntries(Object.entries(this.#faults).filter(([one]) => one !== part));
      return true;
    } catch (cause) {
      if (!(cause instanceof ApiError)) throw cause;
      this.refused = cause.status === 401;
      this.#faults = { ...this.#faults, [part]: cause.fault };
      return false;
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
    const mine = (this.#asked += 1);
    await this.#read('desk', async () => {
      const { items } = await this.api.desk({ centre, limit: PAGE });
      if (centre !== this.centre || mine < this.#answered) return;
      this.#answered = mine;
      const start = items.length < PAGE ? -Infinity : Math.min(...items.map((item) => momentOf(item) ?? Infinity));
      const fresh = new Set(items.map((item) => item.id));
      const older = this.items.filter((item) => !fresh.has(item.id) && (momentOf(item) ?? Infinity) <= start);
      this.items = [...older, ...items];
      if (start > this.since && older.length === 0) this.since = start;
      else this.since = Math.min(this.since, start);
      await this.#loadCorrections();
    });
  }

  /** Adds the page before what is shown. False: it could not be read. */
  loadOlder(): Promise<boolean> {
    this.#older ??= this.#readOlder().finally(() => (this.#older = null));
    return this.#older;
  }

  /** Reads older pages until the list is complete from `moment` on. False: it is not. */
  async readBack(moment: number): Promise<boolean> {
    const centre = this.centre;
    for (let page = 0; page < BACK_AT_MOST_PAGES && centre === this.centre && this.since > moment; page += 1) if (!(await this.loadOlder())) return false;
    return centre === this.centre && this.since <= moment;
  }

  async #readOlder(): Promise<boolean> {
    if (this.since === -Infinity) return true;
    if (this.since === Infinity) return false;
    const { centre, since } = this;
    return await this.#read('older', async () => {
      // `to` is exclusive: of the oldest moment not every entry may have been on the page before
      const { items } = await this.api.desk({ centre, to: since + 1, limit: PAGE });
      if (centre !== this.centre) return;
      const known = new Set(this.items.map((item) => item.id));
      const fresh = items.filter((item) => !known.has(item.id));
      this.items = [...fresh, ...this.items];
      const start = Math.min(...items.map((item) => momentOf(item) ?? Infinity));
      // a full page of one moment that is known: on to what lies before it
      if (items.length < PAGE) this.since = -Infinity;
      else this.since = fresh.length === 0 ? start - 1 : start;
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

  /** Follows the node's events until the returned function is called. */
  follow(parts: { desk: boolean }): () => void {
    this.close();
    let ids: string[] = [];
    let broken = false;
    const desk = new Throttle(SOON_MS, () => {
      const batch = ids;
      ids = [];
      return this.#refetch(batch);
    });
    const links = new Throttle(SOON_MS, () => this.loadLinks());
    const map = new Throttle(LATER_MS, () => this.loadMap());
    const timeline = new Throttle(LATER_MS, () => this.loadTimeline());
    this.#throttles = [desk, links, map, timeline];
    this.#stop = listen(this.api.base, {
      records: (changed) => {
        if (parts.desk) {
          ids.push(...changed);
          desk.ask();
          map.ask();
        }
        timeline.ask();
      },
      links: () => {
        links.ask();
        if (parts.desk) desk.ask();
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
    for (const one of this.#throttles) one.stop();
    this.#throttles = [];
  }
}
