// Releases that wait for a second officer, kept fresh: what waits is told on every page.
import type { Me, NodeApi, Proposal } from '../api';
import { Reading } from './act.svelte';

const EVERY_MS = 10_000;

/** A second officer releases without limits of his own. */
export const decides = (me: Me | null): boolean => me !== null && me.may.includes('release') && me.limits === null;

export class ProposalList {
  all = $state.raw<Proposal[]>([]);
  /** false until the first answer */
  read = $state(false);
  readonly reading = new Reading();
  readonly waiting = $derived(this.all.filter((one) => one.state === 'waiting').sort((a, b) => a.at - b.at));
  readonly decided = $derived(this.all.filter((one) => one.state !== 'waiting').sort((a, b) => (b.decided_at ?? b.at) - (a.decided_at ?? a.at)));

  constructor(readonly api: NodeApi) {}

  async load(): Promise<void> {
    await this.reading.run(() => this.api.proposals(), (all) => {
      this.all = all;
      this.read = true;
    });
  }

  /** How many wait for this officer's decision. */
  waitingFor(me: Me | null): number {
    return decides(me) ? this.waiting.filter((one) => one.by !== me?.officer).length : 0;
  }

  /** Reads now and again until the returned function is called; not while nobody looks. */
  follow(): () => void {
    void this.load();
    const timer = setInterval(() => {
      if (!document.hidden) void this.load();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }
}
