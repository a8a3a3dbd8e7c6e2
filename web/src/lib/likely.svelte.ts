// Reports that may be of the same event as one that is being written or read, asked for as it changes.
import type { Fault, Likely, LikelyAsked, NodeApi } from '../api';
import { Reading } from './act.svelte';

const WAIT_MS = 250;

export class LikelyFinder {
  found = $state.raw<Likely[]>([]);
  answered = $state(false);
  #reading = new Reading();
  #key = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  get fault(): Fault | null {
    return this.#reading.fault;
  }

  /** `null`: too little is known to ask. What was asked already is not asked again. */
  ask(api: NodeApi, what: LikelyAsked | null): void {
    const key = JSON.stringify(what);
    if (key === this.#key) return;
    this.#key = key;
    clearTimeout(this.#timer);
    if (what === null) {
      this.found = [];
      this.answered = false;
      return;
    }
    this.#timer = setTimeout(() => {
      void this.#reading.run(() => api.likely(what), (items) => {
        if (this.#key !== key) return;
        this.found = items;
        this.answered = true;
      });
    }, WAIT_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#key = '';
  }
}
