// One act at a node, as a form shows it: under way, refused, or done.
import type { Fault } from '../api';
import { ApiError } from '../api';

export class Act {
  busy = $state(false);
  fault = $state.raw<Fault | null>(null);

  /** True when it was done. A second call while one is under way does nothing. */
  async run(work: () => Promise<unknown>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.fault = null;
    try {
      await work();
      return true;
    } catch (cause) {
      if (!(cause instanceof ApiError)) throw cause;
      this.fault = cause.fault;
      return false;
    } finally {
      this.busy = false;
    }
  }
}

/** What a page reads again and again: only the newest question's answer counts. */
export class Reading {
  fault = $state.raw<Fault | null>(null);
  #asked = 0;

  async run<T>(ask: () => Promise<T>, use: (answer: T) => void): Promise<void> {
    const mine = (this.#asked += 1);
    try {
      const answer = await ask();
      if (mine !== this.#asked) return;
      use(answer);
      this.fault = null;
    } catch (cause) {
      if (!(cause instanceof ApiError)) throw cause;
      if (mine === this.#asked) this.fault = cause.fault;
    }
  }
}
