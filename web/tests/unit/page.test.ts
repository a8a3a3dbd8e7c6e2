import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

class Storage {
  kept = new Map<string, string>();
  full = false;
  getItem = (key: string) => this.kept.get(key) ?? null;
  setItem = (key: string, text: string) => {
    if (this.full) throw new Error('full');
    this.kept.set(key, text);
  };
  removeItem = (key: string) => void this.kept.delete(key);
}
let storage: Storage;
const heard = new Map<string, (event: unknown) => void>();
beforeEach(() => {
  vi.useFakeTimers();
  storage = new Storage();
  vi.stubGlobal('localStorage', storage);
  vi.stubGlobal('location', { hash: '' });
  vi.stubGlobal('addEventListener', (name: string, act: (event: unknown) => void) => heard.set(name, act));
  vi.stubGlobal('removeEventListener', (name: string) => heard.delete(name));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.resetModules();
});

describe('drafts', () => {
  const load = () => import('../../src/lib/drafts');
  it('are written within 300 ms, per officer and form', async () => {
    const { draftKey, keepDraft, readDraft } = await load();
    keepDraft(draftKey('duty', 'log-entry'), { text: 'a' });
    keepDraft(draftKey('duty', 'log-entry'), { text: 'ab' });
    expect(storage.kept.size).toBe(0);
    vi.advanceTimersByTime(300);
    expect(readDraft(draftKey('duty', 'log-entry'))).toEqual({ text: 'ab' });
    expect(readDraft(draftKey('azad', 'log-entry'))).toBeNull();
    expect(readDraft(draftKey('duty', 'incident'))).toBeNull();
  });
  it('are flushed when the page goes', async () => {
    const { keepDraft, readDraft } = await load();
    keepDraft('k', 'words');
    heard.get('pagehide')?.({});
    expect(readDraft('k')).toBe('words');
  });
  it('once recorded do not come back', async () => {
    const { dropDraft, keepDraft } = await load();
    keepDraft('k', 'words');
    dropDraft('k');
    vi.advanceTimersByTime(1000);
    expect(storage.kept.size).toBe(0);
  });
  it("follow another tab, but never over this one's newer words", async () => {
    const { followDraft, keepDraft } = await load();
    const seen: unknown[] = [];
    followDraft('k', (value) => seen.push(value));
    heard.get('storage')?.({ key: 'k', newValue: '"theirs"' });
    keepDraft('k', 'ours');
    heard.get('storage')?.({ key: 'k', newValue: '"late"' });
    expect(seen).toEqual(['theirs']);
  });
  it('of two tabs never come back from the one that only listens', async () => {
    const { followDraft, keepDraft, readDraft } = await load();
    const read = (kept: unknown) => ({ text: '', more: '', ...(kept as object | null) });
    let shown: unknown = read(null);
    const show = (kept: unknown) => keepDraft('k', (shown = read(kept)), read);
    followDraft('k', show);
    const other = (kept: object | null) => {
      if (kept === null) storage.kept.delete('k');
      else storage.kept.set('k', JSON.stringify(kept));
      heard.get('storage')?.({ key: 'k', newValue: kept === null ? null : JSON.stringify(kept) });
    };
    other({ text: 'shots' });
    other({ text: 'shots heard' });
    expect(shown).toEqual({ text: 'shots heard', more: '' });
    vi.advanceTimersByTime(300);
    expect(storage.kept.get('k'), 'as the other tab wrote it').toBe('{"text":"shots heard"}');
    other(null);
    vi.advanceTimersByTime(300);
    expect([shown, readDraft('k')]).toEqual([read(null), null]);
    keepDraft('k', { text: 'shots', more: '' }, read);
    keepDraft('k', read(null), read);
    vi.advanceTimersByTime(300);
    expect(readDraft('k'), 'typed and taken back').toBeNull();
  });
  it('bear a storage that is full, and words in it that are not ours', async () => {
    const { keepDraft, readDraft } = await load();
    storage.kept.set('k', '{broken');
    storage.full = true;
    keepDraft('k', 'words');
    vi.advanceTimersByTime(300);
    expect(readDraft('k')).toBeNull();
  });
});

describe('routes', () => {
  it('read what href writes, and take no other hash for a page', async () => {
    const { href, parseRoute } = await import('../../src/lib/route.svelte');
    const id = 'a'.repeat(64);
    expect(parseRoute(href('incidents', id))).toMatchObject({ page: 'incidents', rest: id });
    expect(parseRoute('#/incidents/new')).toMatchObject({ page: 'incidents', rest: 'new' });
    expect(parseRoute(href('map', '', { type: 'clash' })).query.get('type')).toBe('clash');
    for (const hash of ['', '#day', '#token=once', '#/nowhere', '#/%']) expect(parseRoute(hash)).toMatchObject({ page: 'watch', rest: '' });
  });
});

describe('keys', () => {
  it('are those of a Latin keyboard whatever the layout', async () => {
    const { latinKey } = await import('../../src/lib/keys.svelte');
    expect(latinKey({ key: 'n', code: 'KeyK', shiftKey: false })).toBe('n');
    expect(latinKey({ key: 'ى', code: 'KeyN', shiftKey: false })).toBe('n');
    expect(latinKey({ key: '٣', code: 'Digit3', shiftKey: false })).toBe('3');
    expect(latinKey({ key: '؟', code: 'Slash', shiftKey: true })).toBe('?');
    expect(latinKey({ key: 'Escape', code: 'Escape', shiftKey: false })).toBe('Escape');
  });
});
