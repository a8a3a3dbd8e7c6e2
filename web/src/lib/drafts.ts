// What is typed and not yet recorded, kept in this browser per officer and form. One entry per form, as JSON.
export const WAIT_MS = 250;
const PREFIX = 'seamline-draft/';

export const draftKey = (officer: string, form: string): string => `${PREFIX}${encodeURIComponent(officer)}/${form}`;

/** Storage that may be refused (private windows) or full: what is typed then lives as long as the page. */
function attempt<T>(work: () => T, otherwise: T): T {
  try {
    return work();
  } catch {
    return otherwise;
  }
}

export function readDraft(key: string): unknown {
  return attempt<unknown>(() => JSON.parse(localStorage.getItem(key) ?? 'null'), null);
}

const waiting = new Map<string, { text: string; timer: ReturnType<typeof setTimeout> }>();

function write(key: string, text: string): void {
  attempt(() => localStorage.setItem(key, text), undefined);
}

/**
 * Writes within 250 ms, or when the page goes away; an empty form is forgotten. Nothing waits where storage says the same:
 * what another tab wrote or dropped is never written back. `read`: how the form reads what is kept, null where nothing is.
 */
export function keepDraft(key: string, value: unknown, read: (kept: unknown) => unknown = (kept) => kept): void {
  const text = JSON.stringify(value);
  const says = (kept: unknown) => JSON.stringify(read(kept)) === text;
  clearTimeout(waiting.get(key)?.timer);
  waiting.delete(key);
  if (says(readDraft(key))) return;
  if (says(null)) dropDraft(key);
  else waiting.set(key, { text, timer: setTimeout(() => flushDrafts(key), WAIT_MS) });
}

export function flushDrafts(only?: string): void {
  for (const [key, { text, timer }] of [...waiting]) {
    if (only !== undefined && key !== only) continue;
    clearTimeout(timer);
    waiting.delete(key);
    write(key, text);
  }
}

/** Forgets a draft: recorded, or thrown away by its officer. */
export function dropDraft(key: string): void {
  clearTimeout(waiting.get(key)?.timer);
  waiting.delete(key);
  attempt(() => localStorage.removeItem(key), undefined);
}

/** Tells of changes by another tab, unless this one has newer words waiting. Returns the way to stop. */
export function followDraft(key: string, changed: (value: unknown) => void): () => void {
  const onstorage = (event: StorageEvent) => {
    if (event.key === key && !waiting.has(key)) changed(attempt<unknown>(() => JSON.parse(event.newValue ?? 'null'), null));
  };
  addEventListener('storage', onstorage);
  return () => removeEventListener('storage', onstorage);
}

if (typeof addEventListener === 'function') addEventListener('pagehide', () => flushDrafts());
