// Single keys of the page. Off, they all stay silent (WCAG 2.2, 2.1.4); typing and modifiers always win.
import { untrack } from 'svelte';

const STORED = 'seamline-keys';

export interface Key {
  /** as on a Latin keyboard: "n", "/", "?" */
  key: string;
  /** id of the message that says what it does */
  label: string;
  action: () => void;
}

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('textarea, select, input:not([type="checkbox"], [type="radio"], [type="button"], [type="submit"])'));

/** The Latin key under a finger: an Arabic or Kurdish layout puts other letters there. */
export function latinKey(event: Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey'>): string {
  if (event.key.length !== 1 || event.key.charCodeAt(0) < 0x80) return event.key;
  if (event.code === 'Slash') return event.shiftKey ? '?' : '/';
  const letter = /^(?:Key|Digit)([A-Z0-9])$/.exec(event.code)?.[1]?.toLowerCase();
  return letter ?? event.key;
}

class Keys {
  all = $state.raw<readonly Key[]>([]);
  on = $state(true);

  /** Offers a key until the returned function is called; of two for one key the later one answers. */
  register(key: string, action: () => void, label: string): () => void {
    const one: Key = { key, action, label };
    untrack(() => (this.all = [...this.all, one]));
    return () => untrack(() => (this.all = this.all.filter((other) => other !== one)));
  }

  switchTo(on: boolean): void {
    this.on = on;
    try {
      localStorage.setItem(STORED, on ? 'on' : 'off');
    } catch {
      // private windows refuse storage; the choice then lasts as long as the page
    }
  }

  /** Listens until the returned function is called. */
  start(): () => void {
    try {
      this.on = localStorage.getItem(STORED) !== 'off';
    } catch {
      // as above
    }
    const onkey = (event: KeyboardEvent) => {
      if (!this.on || event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
      if (document.querySelector('dialog:modal')) return;
      const pressed = latinKey(event);
      const found = this.all.findLast((one) => one.key === pressed);
      if (!found) return;
      event.preventDefault();
      found.action();
    };
    const onstorage = (event: StorageEvent) => {
      if (event.key === STORED) this.on = event.newValue !== 'off';
    };
    addEventListener('keydown', onkey);
    addEventListener('storage', onstorage);
    return () => {
      removeEventListener('keydown', onkey);
      removeEventListener('storage', onstorage);
    };
  }
}

export const keys = new Keys();
