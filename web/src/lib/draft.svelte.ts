// A form's fields as state that outlives reload, session and link. Create it while a component starts.
import { draftKey, dropDraft, flushDrafts, followDraft, keepDraft, readDraft } from './drafts';

export class Draft<T extends object> {
  value: T = $state() as T;
  readonly #key: string;
  readonly #empty: T;

  /** `form`: one word per form, with what it is about where there may be several: `incident`, `release/<id>`. */
  constructor(officer: string, form: string, empty: T) {
    this.#key = draftKey(officer, form);
    this.#empty = $state.snapshot(empty) as T;
    this.value = this.#from(readDraft(this.#key));
    $effect(() => keepDraft(this.#key, $state.snapshot(this.value), (kept) => this.#from(kept)));
    $effect(() => {
      const stop = followDraft(this.#key, (value) => (this.value = this.#from(value)));
      return () => {
        stop();
        flushDrafts(this.#key);
      };
    });
  }

  /** Only fields the form still has: an older page may have kept others. */
  #from(kept: unknown): T {
    const empty = structuredClone(this.#empty);
    if (typeof kept !== 'object' || kept === null) return empty;
    const known = Object.entries(kept).filter(([name, value]) => name in empty && (value === null || typeof value === typeof empty[name as keyof T] || empty[name as keyof T] === null));
    return { ...empty, ...Object.fromEntries(known) };
  }

  /** The form is recorded, or its officer empties it. */
  clear(): void {
    dropDraft(this.#key);
    this.value = this.#from(null);
  }
}
