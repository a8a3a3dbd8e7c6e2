import { beforeEach, describe, expect, it } from 'vitest';
import type { Item } from '../../src/api';
import type { JointItem } from '../../src/lib/joint';
import { setLang } from '../../src/i18n/index.svelte';
import { emptyJoint } from '../../src/lib/joint-form';
import { checkRoadmap, emptyMilestone, freshKey, milestonesFrom, movedDraft, roadmapDraft, type RoadmapForm, roadmapFormOf, slotFault } from '../../src/lib/roadmap-form';
import { duesOf, nextOf, roadmapsOf } from '../../src/lib/roadmaps';
import { withMove } from '../../src/lib/roadmap';
import { firstDay } from '../../src/lib/edtf-days';
import { milestonesOf } from '../../src/lib/slips';

const NOW = Date.parse('2026-01-15T03:12:00+03:00');
const ABOUT = { meeting: null, own: 'iraq', exercise: true, purpose: '' };
beforeEach(() => {
  globalThis.document = { documentElement: {} } as unknown as Document;
  setLang('en');
});

function act(id: string, matter: string, at: number, state: string, since: number | null, milestones: unknown, more: Partial<Item> = {}): JointItem {
  const values: Record<string, unknown> = { centre: null, names: { en: 'Roadmap', ar: 'خارطة' }, clauses: null, milestones };
  return {
    id, matter, kind: 'roadmap', at, state, title: 'Roadmap', withdrawn: null, repudiated: null, refs: [], label: { level: 'restricted', caveats: [], onward: 'originator' },
    joint: { required: ['iraq', 'usa'], facilitator: null, languages: ['en', 'ar'], lapses: null, pending: [], in_force_since: since, short: '' }, positions: [],
    slots: Object.entries(values).map(([name, value]) => ({ name, open: true, value })), ...more,
  } as unknown as JointItem;
}
const stone = (key: string, due: string | null, ...after: string[]) => ({ key, names: { en: key.toUpperCase(), ar: `ع ${key}` }, phase: '1', due, after });

describe('roadmaps', () => {
  const first = act('one', 'm', 1, 'superseded', 2, [stone('a', '2021-12-31')]);
  const second = act('two', 'm', 5, 'in-force', 6, [stone('a', '2025'), stone('b', '2026-03-01', 'a'), stone('c', '2026-02')]);
  const third = act('three', 'm', 9, 'proposed', null, [stone('a', '2026')]);
  const other = act('other', 'n', 3, 'proposed', null, []);
  it('are the editions of one matter: what stands, what was in force, what waits', () => {
    const found = roadmapsOf([third, other, first, second, act('gone', 'm', 4, 'proposed', null, [], { withdrawn: {} as never })]);
    expect(found.map(({ matter, all, editions, current, waiting, shown }) => [matter, all.map(({ id }) => id), editions.map(({ id }) => id), current?.id, waiting.map(({ id }) => id), shown.id])).toEqual([
      ['m', ['one', 'two', 'three'], ['one', 'two'], 'two', ['three'], 'two'], ['n', ['other'], [], undefined, ['other'], 'other'],
    ]);
    expect([...duesOf(milestonesOf(second))]).toEqual([['a', '2025'], ['b', '2026-03-01'], ['c', '2026-02']]);
  });
  it('name the milestone that comes next', () => {
    expect(nextOf(second, firstDay('2026-01-15') ?? 0)?.key).toBe('c');
    expect(nextOf(second, firstDay('2026-03-02') ?? 0)).toBeNull();
  });
});

describe('a roadmap as typed', () => {
  const empty = (): RoadmapForm => ({ ...emptyJoint('roadmap', { languages: ['en', 'ar'], required: ['iraq', 'kurdistan'], facilitator: '', centre: '' }), names: { en: 'Road', ar: 'طريق' }, milestones: [] });
  const row = (key: string, due: string, ...after: string[]) => ({ key, texts: { en: key, ar: `ع ${key}` }, phase: '1', dueKind: 'by' as const, due, after });
  const codes = (form: RoadmapForm) => checkRoadmap(form, NOW).map((one) => `${one.field} ${one.code}`);
  it('gives every milestone a key that no edition has had', () => {
    expect([freshKey([]), freshKey([row('m1', ''), row('m3', '')]), freshKey([], ['m1', 'm2'])]).toEqual(['m1', 'm4', 'm3']);
    expect(emptyMilestone([{ ...row('m1', ''), phase: '2' }]).phase).toBe('2');
  });
  it('is refused with what is wrong, a circle with its way in words', () => {
    expect(codes(empty())).toEqual(['milestones roadmap-none']);
    expect(codes({ ...empty(), milestones: [row('m1', '2026-05'), row('m2', '+30', 'm1')] })).toEqual([]);
    expect(codes({ ...empty(), milestones: [{ ...row('m1', 'soon'), texts: { en: 'x' } }, { ...row('m2', ''), dueKind: 'open' }] })).toEqual(['m1-name roadmap-name', 'm1-due roadmap-date']);
    const loop = { ...empty(), milestones: [row('m1', '2026', 'm2'), row('m2', '2027', 'm1')] };
    expect(checkRoadmap(loop, NOW).at(-1)).toMatchObject({ code: 'roadmap-loop', args: { path: 'm1 → m2 → m1' } });
    setLang('ar');
    expect(checkRoadmap(loop, NOW).at(-1)?.args?.path?.replace(/[\u2068\u2069]/g, '')).toBe('ع m1 ← ع m2 ← ع m1');
  });
  it('becomes a record whose milestones have an English name, without waiting for what was taken out', () => {
    const form = { ...empty(), languages: ['ar' as const], names: { ar: 'طريق' }, milestones: [row('m1', '1.5.2026', 'gone'), { ...row('m2', '2027'), dueKind: 'about' as const }] };
    expect(roadmapDraft(form, NOW, { ...ABOUT, supersedes: null })).toMatchObject({
      kind: 'roadmap', release: [], refs: [],
      slots: { provenance: 'synthetic', required: ['iraq', 'kurdistan'], milestones: [{ key: 'm1', names: { en: 'ع m1', ar: 'ع m1' }, phase: '1', due: '2026-05-01', after: [] }, { key: 'm2', due: '2027~' }] },
    });
    expect(milestonesFrom({ ...form, milestones: [row('m1', 'soon')] }, NOW)[0]?.due).toBe('soon');
  });
  it('comes back as it was', () => {
    const item = act('one', 'm', 1, 'in-force', 1, [stone('a', '2026~'), stone('b', '2026/..', 'a'), stone('c', null)]);
    expect(milestonesFrom(roadmapFormOf(item), NOW)).toEqual(milestonesOf(item));
  });
  it('with one date moved is the same roadmap but for its dates', () => {
    const item = act('one', 'm', 1, 'in-force', 1, [stone('a', '2026-03-01'), stone('b', '2026-04-01', 'a')]);
    const draft = movedDraft(item, withMove(milestonesOf(item), 'a', '2026-03-11'), NOW, ABOUT);
    expect(draft).toMatchObject({ kind: 'roadmap', matter: 'm', refs: [{ rel: 'supersedes', id: 'one' }], slots: { names: { en: 'Roadmap', ar: 'خارطة' }, required: ['iraq', 'usa'], milestones: [{ ...stone('a', '2026-03-11') }, { ...stone('b', '2026-04-11', 'a') }] } });
  });
  it('a refusal of the node is said as the page says it', () => {
    const refused = (why: string, path = '') => slotFault({ blame: 'you', code: 'slot-value', field: 'milestones', args: { why, path }, what: '', kept: 'k', next: '' }, [stone('a', null), stone('b', null)]);
    expect([refused('milestone-loop', 'a b a').args?.path, refused('date').code, refused('else').code]).toEqual(['A → B → A', 'roadmap-date', 'slot-value']);
    expect(slotFault({ blame: 'you', code: 'slot-value', field: 'names', what: '', kept: '', next: '' }, []).code).toBe('slot-value');
  });
});
