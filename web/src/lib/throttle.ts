// Work that events ask for: done at once, then at most once in so many ms, and never twice at the same time.
export class Throttle {
  readonly #ms: number;
  readonly #work: () => Promise<void>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #resting = false;
  #asked = false;

  constructor(ms: number, work: () => Promise<void>) {
    this.#ms = ms;
    this.#work = work;
  }

  /** What is asked for meanwhile is done once the rest is over and the work before it has ended. */
  ask(): void {
    this.#asked = true;
    if (!this.#resting) void this.#run();
  }

  /** Forgets what is asked for. */
  stop(): void {
    this.#asked = false;
    clearTimeout(this.#timer);
    this.#resting = false;
  }

  async #run(): Promise<void> {
    this.#asked = false;
    this.#resting = true;
    const rest = new Promise<void>((rested) => (this.#timer = setTimeout(rested, this.#ms)));
    try {
      await Promise.all([this.#work(), rest]);
    } finally {
      this.#resting = false;
    }
    if (this.#asked) void this.#run();
  }
}
