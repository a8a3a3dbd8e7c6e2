// The board's rows as far as they have been looked at: pages of the node's answer, fetched when they come into sight.
import type { Fault, NodeApi } from '../api';
import { ApiError } from '../api';
import type { CommitmentRow, CommitmentsPage, CommitmentState } from '../api/deliberation';
import { asked, type BoardFilter } from './commitments';

const CHUNK = 60;

export class Board {
  total = $state(0);
  counts = $state.raw<Partial<Record<CommitmentState, number>>>({});
  fault = $state.raw<Fault | null>(null);
  /** false until the first answer */
  known = $state(false);
  #chunks = $state.raw<ReadonlyMap<number, readonly CommitmentRow[]>>(new Map());
  #filter: BoardFilter = { state: '', party: '', due: '' };
  /** of the questions: an answer to an earlier filter or state is dropped */
  #round = 0;
  #refreshing = false;
  readonly #underway = new Set<number>();

  constructor(readonly api: NodeApi) {}

  row(index: number): CommitmentRow | null {
    return this.#chunks.get(Math.floor(index / CHUNK))?.[index % CHUNK] ?? null;
  }

  /** Asks for other rows. What is shown stays until the answer is here. */
  choose(filter: BoardFilter): Promise<void> {
    this.#filter = filter;
    return this.refresh(0, 0);
  }

  /** Reads again what lies between two rows; what lies elsewhere is read when it comes into sight. */
  async refresh(first: number, last: number): Promise<void> {
    const round = (this.#round += 1);
    this.#underway.clear();
    this.#refreshing = true;
    const wanted = this.#wanted(first, last);
    const pages = await this.#guard(() => Promise.all(wanted.map((chunk) => this.#read(chunk))));
    if (round !== this.#round) return;
    this.#refreshing = false;
    if (pages === null) return;
    this.#chunks = new Map(pages.map((page, index) => [wanted[index] ?? 0, page.rows]));
    this.#take(pages[0]);
  }

  /** Reads what lies between two rows and was not read yet. */
  need(first: number, last: number): void {
    const held = this.#chunks;
    if (!this.known || this.#refreshing) return;
    for (const chunk of this.#wanted(first, last)) if (!held.has(chunk) && !this.#underway.has(chunk)) void this.#load(chunk);
  }

  async #load(chunk: number): Promise<void> {
    const round = this.#round;
    this.#underway.add(chunk);
    const page = await this.#guard(() => this.#read(chunk));
    if (round !== this.#round) return;
    this.#underway.delete(chunk);
    if (page === null) return;
    this.#chunks = new Map([...this.#chunks, [chunk, page.rows]]);
    this.#take(page);
  }

  #take(page: CommitmentsPage | undefined): void {
    if (!page) return;
    this.known = true;
    this.total = page.total;
    this.counts = page.counts;
  }

  #wanted(first: number, last: number): number[] {
    const [from, to] = [Math.max(0, Math.floor(first / CHUNK)), Math.max(0, Math.floor(last / CHUNK))];
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  }

  #read(chunk: number): Promise<CommitmentsPage> {
    return this.api.commitments({ ...asked(this.#filter), limit: CHUNK, after: chunk * CHUNK });
  }

  async #guard<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      const answer = await work();
      this.fault = null;
      return answer;
    } catch (cause) {
      if (!(cause instanceof ApiError)) throw cause;
      this.fault = cause.fault;
      return null;
    }
  }
}
