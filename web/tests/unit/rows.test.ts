import { describe, expect, it } from 'vitest';
import type { Item } from '../../src/api';
import { pairs, sheetRows } from '../../src/lib/rows';

const SIDES = { a: 'iraq', b: 'kurdistan' };
const T = Date.parse('2026-01-15T02:31:00+03:00');

function item(id: string, party: string, at: number | null, more: Partial<Item> = {}): Item {
  return {
    id, matter: id, kind: 'log-entry', party, node: 'makhmour', own: true, author: null, at, received: null, title: id,
    provenance: 'synthetic', synthetic: true, label: { level: 'open', caveats: [], onward: 'free' }, slots: [],
    span: null, state: 'logged', refs: [], superseded_by: null, repudiated: null, withdrawn: null, corrected: [], links: [], acknowledgements: [], short: '', joint: null, positions: [], steps: [],
    releases: [], ...more,
  };
}

describe('pairs', () => {
  it('joins own and copy by id at the time its owner claims, even if the copy hides the time', () => {
    const own = item('x', 'iraq', T);
    const copy = item('x', 'iraq', null, { own: false, received: T + 9 * 60_000 });
    for (const [a, b] of [[[own], [copy]]] as const) {
      const [pair] = pairs(a, b, SIDES);
      expect(pair).toMatchObject({ id: 'x', at: T, owner: 'a' });
      expect(pair?.b).toBe(copy);
    }
    expect(pairs([item('y', 'kurdistan', null, { received: T + 1 })], [item('y', 'kurdistan', T)], SIDES)[0]?.at).toBe(T);
  });

  it('leaves the other side empty for what was withheld', () => {
    expect(pairs([], [item('w', 'kurdistan', T)], SIDES)[0]).toMatchObject({ a: null, owner: 'b' });
  });

  it('shows only what a desk shows', () => {
    expect(pairs([item('m', 'iraq', T, { kind: 'meeting' })], [], SIDES)).toEqual([]);
  });
});

describe('sheetRows', () => {
  const list = [
    item('1', 'iraq', T - 86_400_000),
    item('2', 'iraq', T),
    item('3', 'iraq', T + 20_000),
    item('4', 'iraq', T + 10 * 60_000),
  ];

  it('opens each day with its row and marks records of one minute', () => {
    const rows = sheetRows(pairs(list, [], SIDES), [], -Infinity);
    expect(rows.map((row) => row.type)).toEqual(['day', 'pair', 'day', 'pair', 'pair', 'pair']);
    expect(rows.flatMap((row) => (row.type === 'pair' ? [row.sameMinute] : []))).toEqual([false, false, true, false]);
  });

  it('drops what is older than the shorter list', () => {
    const rows = sheetRows(pairs(list, [], SIDES), [], T);
    expect(rows.filter((row) => row.type === 'pair')).toHaveLength(3);
  });

  it('puts a gap at its time and cuts the rows inside it', () => {
    const gap = { from: T + 5 * 60_000, to: T + 15 * 60_000 };
    const rows = sheetRows(pairs(list, [], SIDES), [gap], T);
    expect(rows.map((row) => row.type)).toEqual(['day', 'pair', 'pair', 'gap', 'pair']);
    expect(rows.flatMap((row) => (row.type === 'pair' ? [row.cut] : []))).toEqual([false, false, true]);
  });

  it('keeps an open gap after the last row', () => {
    const rows = sheetRows(pairs(list, [], SIDES), [{ from: T + 30 * 60_000, to: null }], T);
    expect(rows.at(-1)).toMatchObject({ type: 'gap', to: null });
  });

  it('shows linked reports once, after the later one, and merges nothing', () => {
    const one = item('1', 'iraq', T, { links: [{ id: 'l', relation: 'same-event', other: '2' }] });
    const two = item('2', 'kurdistan', T + 1000, { links: [{ id: 'l', relation: 'same-event', other: '1' }] });
    const rows = sheetRows(pairs([one], [two], SIDES), [], -Infinity);
    expect(rows.map((row) => row.type)).toEqual(['day', 'pair', 'pair', 'linked']);
  });
});
