import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError, type Fault, type Item, type NodeApi } from '../../src/api';
import { MapFloor } from '../../src/lib/map/floor.svelte';
import { NodeView } from '../../src/lib/node-view.svelte';
import { Throttle } from '../../src/lib/throttle';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('work that events ask for', () => {
  it('is done at the first of them, and then once for all that come meanwhile', async () => {
    let done = 0;
    const throttle = new Throttle(250, () => Promise.resolve(void (done += 1)));
    throttle.ask();
    expect(done).toBe(1);
    throttle.ask();
    throttle.ask();
    await vi.advanceTimersByTimeAsync(249);
    expect(done).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(done).toBe(2);
    await vi.advanceTimersByTimeAsync(1000);
    expect(done).toBe(2);
    throttle.ask();
    expect(done).toBe(3);
    throttle.ask();
    throttle.stop();
    await vi.advanceTimersByTimeAsync(1000);
    expect(done).toBe(3);
  });
  it('never runs twice at the same time', async () => {
    const ends: (() => void)[] = [];
    const throttle = new Throttle(250, () => new Promise<void>((end) => ends.push(end)));
    throttle.ask();
    throttle.ask();
    await vi.advanceTimersByTimeAsync(1000);
    expect(ends).toHaveLength(1);
    ends[0]?.();
    await vi.advanceTimersByTimeAsync(0);
    expect(ends).toHaveLength(2);
  });
});

const PAGE = 200;
const entry = (id: string, at: number) => ({ id, at, received: null, corrected: [] }) as unknown as Item;
const FAULT: Fault = { blame: 'operator', what: 'no answer', kept: '', next: '' };
/** A node with these entries, oldest first; `hold` keeps its next answer back until it is called. */
function node(entries: Item[]) {
  const asked: number[] = [];
  const held: (() => void)[] = [];
  let refuses = false;
  let holds = false;
  const desk = async ({ to = Infinity, limit }: { to?: number; limit: number }) => {
    asked.push(to);
    const items = entries.filter((one) => (one.at ?? 0) < to).slice(-limit);
    if (holds) await new Promise<void>((go) => held.push(go));
    if (refuses) throw new ApiError(FAULT, 0);
    return { items, total: entries.length };
  };
  const view = new NodeView({ base: '', desk } as unknown as NodeApi, { party: 'iraq', node: 'makhmour' });
  view.centre = 'makhmour';
  return { view, asked, held, hold: (on: boolean) => (holds = on), refuse: (on: boolean) => (refuses = on) };
}
const ids = (view: NodeView) => view.items.map(({ id }) => id);
/** 450 entries, of which those around the first page's edge are of one moment. */
const many = Array.from({ length: 450 }, (_, index) => entry(`e${index}`, index > 240 && index < 260 ? 250_000 : index * 1000));

describe('the log of a centre', () => {
  it('loses no entry of the moment at which a page ends', async () => {
    const { view } = node(many);
    await view.loadDesk();
    expect([view.items.length, view.since]).toEqual([PAGE, 250_000]);
    expect(await view.loadOlder()).toBe(true);
    expect(await view.loadOlder()).toBe(true);
    expect(new Set(ids(view)).size).toBe(450);
    expect([view.items.length, view.since]).toEqual([450, -Infinity]);
  });
  it('takes nothing of a centre that is left meanwhile', async () => {
    const { view, held, hold } = node(many);
    await view.loadDesk();
    hold(true);
    const older = view.loadOlder();
    view.centre = 'khanaqin';
    view.items = [];
    view.since = Infinity;
    held[0]?.();
    await older;
    expect([view.items, view.since]).toEqual([[], Infinity]);
  });
  it('says that it could not be read, and is asked once by two readers', async () => {
    const { view, asked, refuse } = node(many);
    await view.loadDesk();
    refuse(true);
    expect(await Promise.all([view.loadOlder(), view.loadOlder()])).toEqual([false, false]);
    expect(asked).toHaveLength(2);
    expect(await view.readBack(0)).toBe(false);
    expect(asked).toHaveLength(3);
    expect(view.fault).toEqual(FAULT);
  });
  it('is read back to a moment and no further', async () => {
    const { view, asked } = node(many);
    await view.loadDesk();
    expect(await view.readBack(300_000)).toBe(true);
    expect(asked).toHaveLength(1);
    expect(await view.readBack(100_000)).toBe(true);
    expect(asked).toHaveLength(2);
    expect(view.since).toBeLessThanOrEqual(100_000);
  });
  it('is never put back by an older answer', async () => {
    const { view, held, hold } = node(many);
    hold(true);
    const late = view.loadDesk();
    hold(false);
    await view.loadDesk();
    view.items = [...view.items, entry('new', 500_000)];
    held[0]?.();
    await late;
    expect(ids(view).at(-1)).toBe('new');
  });
});

describe('the map', () => {
  it('asks again while events keep coming', async () => {
    let asked = 0;
    const api = { mapIncidents: () => ((asked += 1), Promise.resolve({ spots: [] })), incidents: () => Promise.resolve({ items: [] }), incidentBars: () => Promise.resolve([]) } as unknown as NodeApi;
    const floor = new MapFloor(api, () => 0);
    for (let turn = 0; turn < 12; turn += 1) {
      floor.soon(1500);
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(asked).toBe(2);
    floor.stop();
  });
});
