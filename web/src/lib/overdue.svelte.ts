// How many commitments between our party and others are overdue, told on every page of the secretariat.
import type { NodeApi } from '../api';
import { ApiError } from '../api';

const EVERY_MS = 60_000;

export class Overdue {
  count = $state(0);

  constructor(readonly api: NodeApi) {}

  async load(party: string): Promise<void> {
    try {
      this.count = (await this.api.commitments({ party, limit: 1 })).counts.overdue ?? 0;
    } catch (cause) {
      // the board itself says what is wrong; here the last number stays
      if (!(cause instanceof ApiError)) throw cause;
    }
  }

  /** Counts now and again until the returned function is called; not while nobody looks. */
  follow(party: string): () => void {
    void this.load(party);
    const timer = setInterval(() => {
      if (!document.hidden) void this.load(party);
    }, EVERY_MS);
    return () => clearInterval(timer);
  }
}
