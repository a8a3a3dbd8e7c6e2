// What the map page has asked and been told. A question that a newer one supersedes is taken back.
import type { Fault, IncidentSpot, IncidentsPage, MapIncidents, NodeApi, Shares } from '../../api';
import { ApiError } from '../../api';
import { asked, askedMap, type Box, edges, type Filters, REGION, SPANS, startFilters } from './view';

const SOON_MS = 180;
/** However much goes on, the picture is never older than that. */
const MOST_MS = 5000;
export const LISTED = 100;

export class MapFloor {
  filters = $state.raw<Filters>(startFilters());
  box = $state.raw<Box>(REGION);
  zoom = $state(6);
  picture = $state.raw<MapIncidents | null>(null);
  list = $state.raw<IncidentsPage | null>(null);
  bars = $state.raw<Shares[]>([]);
  chosen = $state.raw<IncidentSpot | null>(null);
  busy = $state(false);
  fault = $state.raw<Fault | null>(null);
  #asking: AbortController | null = null;
  #more: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** the first of the questions that wait; null: none does */
  #first: number | null = null;

  constructor(
    readonly api: NodeApi,
    readonly now: () => number,
  ) {}

  /** Asks again once hands and events have come to rest. */
  soon(ms = SOON_MS): void {
    const now = Date.now();
    this.#first ??= now;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.load(), Math.max(0, Math.min(ms, this.#first + MOST_MS - now)));
  }

  change(filters: Partial<Filters>): void {
    this.filters = { ...this.filters, ...filters };
    if (filters.span) this.filters = { ...this.filters, first: 0, last: SPANS[filters.span].bars };
    this.soon();
  }

  look(box: Box, zoom: number): void {
    this.box = box;
    this.zoom = zoom;
    this.soon();
  }

  async load(): Promise<void> {
    this.#first = null;
    clearTimeout(this.#timer);
    this.#asking?.abort();
    this.#more?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    this.busy = true;
    try {
      const now = this.now();
      const [picture, list, bars] = await Promise.all([
        this.api.mapIncidents(askedMap(this.filters, this.box, now, this.zoom), asking.signal),
        this.api.incidents({ ...asked(this.filters, this.box, now), limit: LISTED }, asking.signal),
        this.#histogram(now, asking.signal),
      ]);
      if (asking.signal.aborted) return;
      this.picture = picture;
      this.list = list;
      this.bars = bars;
      this.fault = null;
      const chosen = this.chosen?.id;
      const again = [...list.items, ...picture.spots].find((spot) => spot.id === chosen);
      if (again) this.chosen = again;
    } catch (cause) {
      if (asking.signal.aborted) return;
      if (!(cause instanceof ApiError)) throw cause;
      this.fault = cause.fault;
    } finally {
      if (this.#asking === asking) this.busy = false;
    }
  }

  /** The whole span, whatever part of it is chosen, by bars. */
  async #histogram(now: number, signal: AbortSignal): Promise<Shares[]> {
    const { span } = this.filters;
    const { bars, bar } = SPANS[span];
    const from = edges(span, now)[0] ?? now;
    const whole = { ...this.filters, first: 0, last: bars };
    return await this.api.incidentBars({ ...asked(whole, this.box, now), from, to: from + bars * bar, bars }, signal);
  }

  async loadMore(): Promise<void> {
    const list = this.list;
    if (!list?.next || this.#more?.signal.aborted === false) return;
    const more = new AbortController();
    this.#more = more;
    try {
      const page = await this.api.incidents({ ...asked(this.filters, this.box, this.now()), limit: LISTED, cursor: list.next }, more.signal);
      if (more.signal.aborted || this.list !== list) return;
      this.list = { ...page, items: [...list.items, ...page.items] };
    } catch (cause) {
      if (more.signal.aborted) return;
      if (!(cause instanceof ApiError)) throw cause;
      this.fault = cause.fault;
    } finally {
      if (this.#more === more) this.#more = null;
    }
  }

  choose(id: string | null): IncidentSpot | null {
    const found = [...(this.list?.items ?? []), ...(this.picture?.spots ?? [])].find((spot) => spot.id === id) ?? null;
    this.chosen = found;
    return found;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    this.#more?.abort();
  }
}
