// Where a newcomer is in the guided tour of the two desks. What a step is about carries `data-tour="<step>"`.
export const STEPS = ['part', 'plug', 'stick', 'withdraw', 'evidence'] as const;
export type Step = (typeof STEPS)[number];
const KEY = 'seamline-tour';
const POINTED_MS = 4000;
const LOOK_MS = 100;
const LOOKS = 20;

class Tour {
  at = $state(0);
  open = $state(true);

  start(): void {
    try {
      this.open = localStorage.getItem(KEY) !== 'done';
    } catch {
      // private windows refuse storage; the tour is then shown again
    }
  }
  #keep(word: string): void {
    try {
      localStorage.setItem(KEY, word);
    } catch {
      // as above
    }
  }
  go(step: number): void {
    this.at = Math.max(0, Math.min(STEPS.length - 1, step));
  }
  dismiss(): void {
    this.open = false;
    this.#keep('done');
  }
  again(): void {
    this.open = true;
    this.at = 0;
    this.#keep('open');
  }

  /** Frames what the step is about for some seconds, as soon as it stands on the page. */
  async point(step: Step): Promise<void> {
    for (let look = 0; look < LOOKS; look += 1) {
      const found = document.querySelector<HTMLElement>(`[data-tour="${step}"]`);
      if (found) {
        found.scrollIntoView({ block: 'nearest' });
        found.dataset.pointed = '';
        setTimeout(() => delete found.dataset.pointed, POINTED_MS);
        return;
      }
      await new Promise((done) => setTimeout(done, LOOK_MS));
    }
  }
}

export const tour = new Tour();
