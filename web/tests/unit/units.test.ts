import { describe, expect, it } from 'vitest';
import type { Item } from '../../src/api';
import { firstDay } from '../../src/lib/edtf-days';
import { gantt, HEAD, PHASE, phases, ROW } from '../../src/lib/gantt';
import type { Milestone } from '../../src/lib/roadmap';
import { type Branch, changesOf, holds, readShare, tasksOf, transfersOf, treeOf, unitsAt } from '../../src/lib/units';

const day = (iso: string) => firstDay(iso) ?? NaN;
function item(id: string, kind: string, values: Record<string, unknown>, more: object = {}): Item {
  const slots = Object.entries(values).map(([name, value]) => ({ name, open: true, value }));
  return { id, kind, party: 'iraq', own: true, at: 0, title: id, state: 'in-force', refs: [], withdrawn: null, repudiated: null, superseded_by: null, ...more, slots } as unknown as Item;
}
const unit = (key: string, parents: string[], more: { since?: number | null; required?: string[]; pending?: string[]; period?: string | null; state?: string; id?: string } = {}) =>
  item(more.id ?? key, 'unit', { key, names: { en: key }, echelon: 'brigade', parents, period: more.period === undefined ? '2020' : more.period }, { state: more.state ?? 'in-force', joint: { required: more.required ?? ['iraq'], pending: more.pending ?? [], in_force_since: more.since === undefined ? 1 : more.since } });
const shape = (all: Branch[]): unknown => all.map((one) => (one.children.length ? { [one.unit.key]: shape(one.children) } : one.unit.key));

describe('a period on a day', () => {
  it('holds, may hold, or does not', () => {
    const at = (period: string | null) => ['2023-06-15', '2024-03-01', '2024-12-31', '2026-01-01'].map((iso) => holds(period, day(iso))).join(' ');
    expect(at('2024-03-01/2024-12-31')).toBe('no yes yes no');
    expect(at('2024/2025')).toBe('no perhaps yes no');
    expect(at('2024/..')).toBe('no perhaps yes yes');
    expect(at('2024-03')).toBe('no perhaps yes yes');
    expect(at('../2025')).toBe('yes yes yes no');
    expect(at('2024~/..')).toBe('perhaps perhaps perhaps yes');
    expect(at(null)).toBe('yes yes yes yes');
  });
});

describe('units', () => {
  const items = [
    unit('min', []), unit('ops', []), unit('one', ['min'], { period: '2021/2023' }), unit('two', ['min']),
    unit('joint', ['min', 'ops'], { required: ['iraq', 'kurdistan'], period: '2022' }),
    unit('wish', ['min', 'ops'], { required: ['iraq', 'kurdistan'], since: null, pending: ['kurdistan'], state: 'proposed' }),
    unit('shut', ['min'], { since: null, state: 'lapsed' }),
  ];
  it('with two parents stand under both, and only once both have signed', () => {
    const { formed, proposed } = unitsAt(items, day('2025-01-01'));
    expect(shape(treeOf(formed))).toEqual([{ min: ['two', 'joint'] }, { ops: ['joint'] }]);
    expect(formed.find((one) => one.key === 'joint')?.parties).toEqual(['iraq', 'kurdistan']);
    expect(proposed.map((one) => [one.key, one.proposed, one.pending])).toEqual([['wish', true, ['kurdistan']]]);
  });
  it('stand as they stood on any day', () => {
    expect(shape(treeOf(unitsAt(items, day('2021-06-01')).formed))).toEqual([{ min: ['one', 'two'] }, 'ops']);
    expect(unitsAt(items, day('2021-06-01')).formed.find((one) => one.key === 'one')?.perhaps).toBe(true);
    expect(unitsAt(items, day('2000-06-01')).formed).toEqual([]);
  });
  it('are what was signed last', () => {
    const moved = unit('two', ['ops'], { id: 'two-later', since: 9, period: '2024' });
    expect(shape(treeOf(unitsAt([...items, moved], day('2023-02-02')).formed))).toEqual([{ min: ['one', 'two', 'joint'] }, { ops: ['joint'] }]);
    expect(shape(treeOf(unitsAt([moved, ...items], day('2025-02-02')).formed))).toEqual([{ min: ['joint'] }, { ops: ['two', 'joint'] }]);
    expect(unitsAt([{ ...moved, withdrawn: {} } as Item], day('2025-02-02')).formed).toEqual([]);
  });
  it('change on the days that their periods begin and end', () => {
    expect(changesOf(items)).toEqual(['2020-01-01', '2021-01-01', '2022-01-01', '2024-01-01'].map(day));
  });
  it('that stand under each other are all shown, none without end', () => {
    const { formed } = unitsAt([unit('a', ['b']), unit('b', ['a']), unit('self', ['self'])], day('2025-01-01'));
    expect(shape(treeOf(formed))).toEqual([{ a: ['b'] }, 'self']);
  });
});

describe('what is said of a unit', () => {
  it('its tasks, the newest first, with the clause that changed them', () => {
    const tasks = [item('t1', 'task', { unit: 'two', old: 'fight', new: 'train', clause: '1', from: '2021-12' }, { refs: [{ rel: 'cites', id: 'm' }] }), item('t2', 'task', { unit: 'two', old: 'train', new: 'advise', clause: '', from: '2024' }), item('t3', 'task', { unit: 'one' })];
    expect(tasksOf(tasks, 'two').map((one) => [one.record, one.new, one.clause, one.cites])).toEqual([['t2', 'advise', '', []], ['t1', 'train', '1', ['m']]]);
  });
  it('the share of each party as it last said, side by side; not stated stays unknown', () => {
    const range = (min: number | null, max: number | null) => ({ min, best: null, max, qualifier: 'about' });
    const said = (id: string, party: string, share: unknown, as_of: string, more: object = {}) => item(id, 'transfer', { unit: 'ops', share, as_of, blocks: 'pay lists', owner: 'the ministry' }, { party, ...more });
    const all = [said('a', 'iraq', range(20, 30), '2023'), said('b', 'iraq', range(40, 60), '2024-06'), said('c', 'kurdistan', range(null, null), '2024'), said('d', 'usa', range(1, 2), '2023', { superseded_by: 'x' })];
    expect(transfersOf(all, 'ops', day('2025-01-01')).map((one) => [one.record, one.share?.min ?? null, one.share?.max ?? null])).toEqual([['b', 40, 60], ['c', null, null]]);
    expect(transfersOf(all, 'ops', day('2024-02-01')).map((one) => [one.record, one.share])).toEqual([['a', range(20, 30)], ['c', null]]);
    expect(transfersOf(all, 'min', day('2025-01-01'))).toEqual([]);
  });
});

describe('a share as typed', () => {
  it('is a range in percent, and nothing typed is not stated', () => {
    expect(readShare('45', '٦٠ %')).toEqual({ min: 45, best: null, max: 60, qualifier: 'about' });
    expect([readShare('', ''), readShare('0', '0'), readShare('50', ''), readShare('', '٥٠')].map((one) => (typeof one === 'string' ? one : one.qualifier))).toEqual(['not stated', 'exact', 'more than', 'less than']);
    expect([readShare('60', '45'), readShare('101', ''), readShare('half', ''), readShare('', '12.5'), readShare('-1', '')]).toEqual(['share-order', ...Array(4).fill('share-number')]);
  });
});

describe('a chart', () => {
  const stone = (key: string, phase: string, due: string | null, ...after: string[]): Milestone => ({ key, names: { en: key }, phase, due, after });
  const plan = [stone('c', '2', '2026-06/..', 'b'), stone('a', '1', '2025-03-01'), stone('b', '1', '2025-09~', 'a'), stone('none', '10', null)];
  const baseline = new Map([['b', '2025-06'], ['a', '2025-03-01']]);
  const of = (rtl: boolean) => gantt({ milestones: plan, baseline, today: day('2025-05-01'), width: 700, rtl });
  const row = (key: string, rtl = false) => of(rtl).rows.find((one) => one.stone?.key === key);
  it('goes by phases, each with a row of its own', () => {
    expect(phases(plan)).toEqual(['1', '2', '10']);
    expect(phases([stone('x', 'end', null), stone('y', '1', null)])).toEqual(['end', '1']);
    expect(of(false).rows.map((one) => one.stone?.key ?? `# ${one.phase}`)).toEqual(['# 1', 'a', 'b', '# 2', 'c', '# 10', 'none']);
    expect(of(false).height).toBe(HEAD + 3 * PHASE + 4 * ROW.ltr);
    expect(of(true).rows.map((one) => one.y).slice(0, 3)).toEqual([HEAD, HEAD + PHASE, HEAD + PHASE + ROW.rtl]);
  });
  it('draws what is open to the edge, what is uncertain soft, what has no date not at all, and a slip from its baseline', () => {
    expect(row('c')?.bar).toMatchObject({ openStart: false, openEnd: true, end: 698 });
    expect(row('b')?.bar?.soft).toBe(true);
    expect(row('none')?.bar).toBeNull();
    const [was, is] = [row('b')?.baseline, row('b')?.bar];
    expect((was?.end ?? 0) < (is?.start ?? 0)).toBe(true);
    expect([row('a')?.baseline, (row('a')?.bar?.end ?? 0) - (row('a')?.bar?.start ?? 0)]).toEqual([null, 9]);
  });
  it('from a day on leaves the rest beyond its edge', () => {
    const late = gantt({ milestones: plan, baseline, today: day('2025-05-01'), width: 700, rtl: false, since: day('2025-05-01') });
    expect((late.rows[1]?.bar?.end ?? 1) < 0).toBe(true);
    expect(late.ticks.every((tick) => tick.x >= 0)).toBe(true);
  });
  it('ties what waits to what it waits for, and marks today', () => {
    expect(of(false).ties.map((one) => [one.from, one.to])).toEqual([['b', 'c'], ['a', 'b']]);
    const today = of(false).today ?? 0;
    expect(today > (row('a')?.bar?.end ?? 0) && today < (row('b')?.bar?.start ?? 0)).toBe(true);
  });
  it('is mirrored where one reads from the right', () => {
    expect(row('a', true)?.bar?.start).toBeCloseTo(700 - (row('a')?.bar?.start ?? 0));
    expect(row('c', true)?.bar?.end).toBe(2);
    expect(of(true).ticks.map((tick) => Math.round(700 - tick.x))).toEqual(of(false).ticks.map((tick) => Math.round(tick.x)));
  });
  it('a chart of many years counts in years', () => {
    const long = gantt({ milestones: [stone('a', '1', '1990'), stone('b', '1', '2026')], today: day('2025-05-01'), width: 500, rtl: false });
    expect(long.ticks.map((tick) => [tick.year, tick.month])).toEqual([1992, 1996, 2000, 2004, 2008, 2012, 2016, 2020, 2024].map((year) => [year, null]));
    expect(gantt({ milestones: [], today: 20_000, width: 500, rtl: false })).toMatchObject({ rows: [], ties: [] });
  });
});
