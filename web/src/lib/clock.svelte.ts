// The exercise clock: a node's "now" carried on by this machine's own ticking.
export class Clock {
  #offset = 0;
  now = $state(0);
  known = $state(false);

  /** `at`: the node's time as it just said it, ms. */
  set(at: number): void {
    this.#offset = at - performance.now();
    this.now = at;
    this.known = true;
  }

  start(): () => void {
    const timer = setInterval(() => {
      if (this.known) this.now = Math.floor(performance.now() + this.#offset);
    }, 1000);
    return () => clearInterval(timer);
  }
}
