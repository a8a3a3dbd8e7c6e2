// All joint acts held here, kept fresh: what waits for the own party is told on every page.
import type { NodeApi } from '../api';
import { JOINT_KINDS } from '../api/deliberation';
import { Reading } from './act.svelte';
import { isJoint, type JointItem, waitsFor } from './joint';

const EVERY_MS = 60_000;
const MOST = 500;

export class JointList {
  all = $state.raw<readonly JointItem[]>([]);
  total = $state(0);
  /** false until the first answer */
  read = $state(false);
  readonly reading = new Reading();
  readonly byId = $derived(new Map(this.all.map((one) => [one.id, one])));

  constructor(readonly api: NodeApi) {}

  async load(): Promise<void> {
    await this.reading.run(() => this.api.records({ kinds: JOINT_KINDS.join(','), limit: MOST }), ({ items, total }) => {
      this.all = items.filter(isJoint).sort((a, b) => (b.at ?? b.received ?? 0) - (a.at ?? a.received ?? 0));
      this.total = total;
      this.read = true;
    });
  }

  /** An answer of the node to an act: the act as it now stands. */
  put(item: JointItem): void {
    this.all = this.all.some((one) => one.id === item.id) ? this.all.map((one) => (one.id === item.id ? item : one)) : [item, ...this.all];
  }

  readonly waitingFor = (party: string): number => this.all.filter((one) => waitsFor(one, party)).length;

  /** Reads now and again until the returned function is called; not while nobody looks. */
  follow(): () => void {
    void this.load();
    const timer = setInterval(() => {
      if (!document.hidden) void this.load();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }
}
