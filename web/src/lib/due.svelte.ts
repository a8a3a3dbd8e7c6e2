// The escalation clock of a node: read again and again, also while the page is hidden, so that it can call.
import type { DueItem, NodeApi } from '../api';
import { ApiError } from '../api';
import { type Alarm, alarms, type Heard, unanswered, waiting } from './due';
import { isFlag, remember, remembered } from './remembered';
import { readySound, sound } from './tone';

const EVERY_MS = 20_000;

export type Leave = NotificationPermission | 'none';

export class DueClock {
  #items = $state.raw<readonly DueItem[]>([]);
  muted = $state(false);
  /** whether the desktop may be notified; "none" where the browser knows no such thing */
  leave = $state<Leave>('none');
  readonly all = $derived.by(() => waiting(this.#items, this.#now()));
  readonly overdue = $derived(this.all.filter((item) => item.overdue));
  readonly urgent = $derived(unanswered(this.all));
  /** what we owe an answer to among the desk messages */
  readonly owed = $derived(this.all.filter((item) => item.kind === 'desk-message' && item.whose === 'ours'));
  readonly #now: () => number;
  #officer = '';
  #heard: Heard | null = null;
  /** nothing is new before the first look */
  #loaded = false;

  /** `now`: the node's clock, read inside a derivation. */
  constructor(
    readonly api: NodeApi,
    now: () => number,
  ) {
    this.#now = now;
  }

  of(id: string, party?: string) {
    return this.all.find((item) => item.id === id && (party === undefined || item.party === party)) ?? null;
  }

  async load(): Promise<void> {
    try {
      this.#items = await this.api.due();
      this.#loaded = true;
    } catch (cause) {
      // what was read last stays; that the node does not answer is said by the page's other reads
      if (!(cause instanceof ApiError)) throw cause;
    }
  }

  /** Sounds and calls for what is new. `say`: the words of one alarm. */
  ring(say: (alarm: Alarm) => string): void {
    const waits = this.all;
    if (!this.#loaded) return;
    const { ring, heard } = alarms(waits, this.#heard, this.#now());
    this.#heard = heard;
    const first = ring.find((alarm) => alarm.why === 'urgent') ?? ring[0];
    if (first === undefined) return;
    if (!this.muted) sound(first.why);
    if (this.leave === 'granted' && document.hidden) {
      for (const alarm of ring.slice(0, 3)) {
        const call = new Notification(say(alarm), { tag: alarm.item.id });
        call.onclick = () => window.focus();
      }
    }
  }

  mute(muted: boolean): void {
    this.muted = muted;
    remember(this.#officer, 'muted', muted);
  }

  async askLeave(): Promise<void> {
    if (this.leave === 'default') this.leave = await Notification.requestPermission();
  }

  /** Follows until the returned function is called. */
  start(officer: string): () => void {
    this.#officer = officer;
    this.#heard = null;
    this.#items = [];
    this.#loaded = false;
    this.muted = remembered(officer, 'muted', false, isFlag);
    this.leave = 'Notification' in globalThis ? Notification.permission : 'none';
    const stop = readySound();
    void this.load();
    const timer = setInterval(() => void this.load(), EVERY_MS);
    return () => {
      stop();
      clearInterval(timer);
    };
  }
}
