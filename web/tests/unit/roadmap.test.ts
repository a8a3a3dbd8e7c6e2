import { describe, expect, it } from 'vitest';
import type { Item } from '../../src/api';
import { certainty, daysBetween, ends, isDate, isoDay, lastDay, shifted } from '../../src/lib/edtf-days';
import { consequences, faultsOf, findLoop, inOrder, Loop, type Milestone, tooEarly, withMove } from '../../src/lib/roadmap';
import { editions, milestonesOf, slips } from '../../src/lib/slips';

const stone = (key: string, due: string | null, ...after: string[]): Milestone => ({ key, names: { en: key.toUpperCase() }, phase: '1', due, after });

describe('dates as days', () => {
  it('say what is certain, uncertain and open', () => {
    expect(['2026-03-01', '2026-03', '2026', '2026-03/2026-05'].map(certainty)).toEqual(Array(4).fill('certain'));
    expect(['2026~', '2026-03?', '2026-03-01%', '2026-03/2026-05~'].map(certainty)).toEqual(Array(4).fill('uncertain'));
    expect(['2026-03/..', '../2026', null].map(certainty)).toEqual(Array(3).fill('open'));
  });
  it('are those that a node reads, and no others', () => {
    expect(['2024-02-29', '2026-12', '2026-01-15T02:31:00+03:00'].every(isDate)).toBe(true);
    expect(['2023-02-29', '2026-13', '2026-4', '', '..', '../..', '2026/2025', '2026-01-01/', 'soon'].some(isDate)).toBe(false);
    expect(ends('2026-05/2026-05-10')).not.toBeNull();
  });
  it('are due by their last day', () => {
    expect([lastDay('2026'), lastDay('2026-02'), lastDay('2026-02-03')].map((day) => isoDay(day ?? 0))).toEqual(['2026-12-31', '2026-02-28', '2026-02-03']);
    expect([lastDay('2026/..'), lastDay(null)]).toEqual([null, null]);
    expect([daysBetween('2025-09', '2025-12'), daysBetween('2026-01-10', '2026-01-03'), daysBetween('2026~', '2027'), daysBetween(null, '2026')]).toEqual([92, -7, null, null]);
  });
  it('move by days without becoming more exact', () => {
    expect(shifted('2026-02-27', 3)).toBe('2026-03-02');
    expect(shifted('2024-02-28', 1)).toBe('2024-02-29');
    expect([shifted('2026-09', 10), shifted('2026-09', 30), shifted('2026-09', 92), shifted('2026-09', -92)]).toEqual(['2026-09', '2026-10', '2026-12', '2026-06']);
    expect([shifted('2026', 92), shifted('2026', 200)]).toEqual(['2026', '2027']);
    expect(shifted('2026-03-01/2026-03-10', -1)).toBe('2026-02-28/2026-03-09');
    expect(shifted('2026-01-15T23:30:00+03:00', 1)).toBe('2026-01-16T23:30:00+03:00');
    expect([shifted('2026~', 5), shifted('2026/..', 5), shifted(null, 5)]).toEqual([null, null, null]);
  });
});

describe('milestones', () => {
  const plan = [stone('hand', '2025-09', 'agree'), stone('agree', '2025-03-01'), stone('base', '2025-10-20', 'hand'), stone('end', '2026~', 'base'), stone('after', '2026-11-01', 'end'), stone('aside', '2025-05-05')];
  it('stand after what they wait for', () => {
    expect(inOrder(plan).map((one) => one.key)).toEqual(['agree', 'aside', 'hand', 'base', 'end', 'after']);
    expect(inOrder([stone('a', null, 'b'), stone('b', null, 'a'), stone('c', null)]).map((one) => one.key)).toEqual(['c', 'a', 'b']);
  });
  it('that wait for each other are refused with the way round', () => {
    expect(findLoop(plan)).toBeNull();
    const loop = [stone('a', null, 'c'), stone('b', null, 'a'), stone('c', null, 'b'), stone('d', null, 'a')];
    expect(findLoop(loop)).toEqual(['a', 'b', 'c', 'a']);
    expect(findLoop([stone('a', null, 'a')])).toEqual(['a', 'a']);
    expect(() => consequences(loop, 'a', '2026')).toThrow(Loop);
    expect(() => withMove(loop, 'a', '2026')).toThrow('a → b → c → a');
  });
  it('that a node would refuse are named', () => {
    expect(faultsOf(plan)).toEqual([]);
    expect(faultsOf([stone('a', 'soon', 'x'), stone('a', null), stone('b', null, 'c'), stone('c', null, 'b')])).toEqual([
      { why: 'date', key: 'a' }, { why: 'milestone-unknown', key: 'a', named: 'x' }, { why: 'milestone-twice', key: 'a' },
      { why: 'milestone-loop', key: 'b', path: ['b', 'c', 'b'] },
    ]);
  });
  it('that are due before what they wait for are named', () => {
    expect(tooEarly(plan)).toEqual([]);
    expect(tooEarly([stone('a', '2026-05'), stone('b', '2026-04-30', 'a'), stone('c', '2026-05', 'a'), stone('d', null, 'a')])).toEqual([{ key: 'b', before: 'a' }]);
  });
});

describe('a milestone that moves', () => {
  const plan = [stone('a', '2025-03-01'), stone('b', '2025-09', 'a'), stone('c', '2025-10-20', 'b'), stone('d', '2026~', 'c'), stone('e', '2026-11-01', 'd'), stone('f', '2027', 'd', 'c'), stone('aside', '2025-05-05')];
  it('takes with it what waits for it, by the same days; what is open stays and is named', () => {
    expect(consequences(plan, 'a', '2025-04-30')).toEqual({
      days: 60,
      moved: [{ key: 'b', from: '2025-09', to: '2025-11' }, { key: 'c', from: '2025-10-20', to: '2025-12-19' }],
      within: ['f'], open: ['d'], unclear: ['e'],
    });
    expect(withMove(plan, 'a', '2025-04-30').map((one) => one.due)).toEqual(['2025-04-30', '2025-11', '2025-12-19', '2026~', '2026-11-01', '2027', '2025-05-05']);
  });
  it('moves nothing that comes before it or beside it', () => {
    expect(consequences(plan, 'c', '2025-10-10')).toMatchObject({ days: -10, moved: [], within: ['f'], open: ['d'] });
  });
  it('from or to a date that is not certain says that nobody can say', () => {
    for (const due of ['2025~', '2025/..', null]) expect(consequences(plan, 'a', due)).toEqual({ days: null, moved: [], within: [], open: ['d'], unclear: ['b', 'c', 'e', 'f'] });
    expect(consequences(plan, 'd', '2026-06-30')).toEqual({ days: null, moved: [], within: [], open: [], unclear: ['e', 'f'] });
  });
  it('that stays moves nothing', () => {
    expect(consequences(plan, 'a', '2025-03-01')).toEqual({ days: 0, moved: [], within: [], open: [], unclear: [] });
    expect(withMove(plan, 'a', '2025-03-01')).toEqual(plan);
  });
});

describe('slips', () => {
  const item = (id: string, since: number | null, milestones: unknown) =>
    ({ id, joint: { in_force_since: since }, slots: [{ name: 'milestones', open: true, value: milestones }] }) as unknown as Item;
  const first = item('one', 10, [stone('a', '2021-12-31'), stone('b', '2022'), stone('gone', '2021')]);
  const second = item('two', 20, [stone('a', '2026'), stone('b', '2022~'), stone('new', '2026-05-05')]);
  const third = item('three', 30, [stone('a', '2026'), stone('b', '2023'), stone('new', '2026-05-15')]);
  it('count what came into force, the first as the baseline', () => {
    expect(editions([third, item('never', null, []), first, second]).map(({ id }) => id)).toEqual(['one', 'two', 'three']);
    expect(milestonesOf(item('bare', 1, [{ key: 'x' }]))).toEqual([{ key: 'x', names: { en: 'x' }, phase: '', due: null, after: [] }]);
  });
  it('are days between certain dates, and how often another date was given', () => {
    expect(slips(editions([first, second, third]))).toEqual([
      { key: 'a', dues: ['2021-12-31', '2026', '2026'], baseline: '2021-12-31', now: '2026', days: 1826, times: 1, added: false, dropped: false },
      { key: 'b', dues: ['2022', '2022~', '2023'], baseline: '2022', now: '2023', days: 365, times: 2, added: false, dropped: false },
      { key: 'new', dues: [undefined, '2026-05-05', '2026-05-15'], baseline: undefined, now: '2026-05-15', days: null, times: 1, added: true, dropped: false },
      { key: 'gone', dues: ['2021', undefined, undefined], baseline: '2021', now: undefined, days: null, times: 0, added: false, dropped: true },
    ]);
    expect(slips([])).toEqual([]);
  });
});
