/** What a node says happened; the reader fetches again, the event carries no contents. */
export interface LiveEvents {
  records?: (ids: string[]) => void;
  links?: () => void;
  clock?: (now: number) => void;
  /** true while the stream is open. After a break everything may have changed. */
  state?: (open: boolean) => void;
}

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30_000;

/** Listens to a node's events, reconnecting with doubled waits. Returns the way to stop. */
export function listen(base: string, on: LiveEvents): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait = FIRST_WAIT_MS;
  const parse = (event: MessageEvent): Record<string, unknown> => {
    try {
      return JSON.parse(String(event.data)) as Record<string, unknown>;
    } catch {
      return {};
    }
  };
  const open = () => {
    // a hidden page holds no stream: browsers allow six connections to one host, and every tab wants two
    if (document.hidden) return;
    source = new EventSource(`${base}/api/events`);
    source.onopen = () => {
      wait = FIRST_WAIT_MS;
      on.state?.(true);
    };
    source.onerror = () => {
      source?.close();
      source = null;
      on.state?.(false);
      clearTimeout(timer);
      timer = setTimeout(open, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    };
    source.addEventListener('records', (event) => {
      const ids = parse(event).ids;
      on.records?.(Array.isArray(ids) ? (ids as string[]) : []);
    });
    source.addEventListener('links', () => on.links?.());
    source.addEventListener('clock', (event) => {
      const now = parse(event).now;
      if (typeof now === 'number') on.clock?.(now);
    });
  };
  const onvisible = () => {
    if (document.hidden) {
      clearTimeout(timer);
      source?.close();
      source = null;
      on.state?.(false);
    } else if (source === null) open();
  };
  document.addEventListener('visibilitychange', onvisible);
  open();
  return () => {
    document.removeEventListener('visibilitychange', onvisible);
    clearTimeout(timer);
    source?.close();
  };
}
