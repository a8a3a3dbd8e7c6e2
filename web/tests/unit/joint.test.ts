import { afterEach, describe, expect, it } from 'vitest';
import type { Item } from '../../src/api';
import type { Joint, Position } from '../../src/api/deliberation';
import { setLang } from '../../src/i18n/index.svelte';
import { clausesFrom, missing, moved, nested, numbersOf, removed, settled, typedOf } from '../../src/lib/clauses';
import { readDay } from '../../src/lib/day';
import { besides, charterOf, filtered, jointTitle, type JointItem, languagesOf, mayConcur, newerThan, roleOf, standings, waitsFor } from '../../src/lib/joint';
import { checkJoint, draftOf, emptyDuty, emptyJoint, emptyJudgement, jointFormOf, slotsOf } from '../../src/lib/joint-form';

const NOW = Date.parse('2026-01-15T03:12:00+03:00');
const speak = (lang: 'en' | 'ar' | 'ckb') => {
  globalThis.document = { documentElement: {} } as unknown as Document;
  setLang(lang);
};
afterEach(() => speak('en'));

const position = (id: string, party: string, answer: Position['answer'], more: Partial<Position> = {}): Position => ({ id, party, answer, officer: null, at: NOW, reason: null, clauses: [], dissent: null, counts: true, fault: null, ...more });
function act(id: string, kind: string, values: Record<string, unknown>, joint: Partial<Joint> = {}, more: Partial<JointItem> = {}): JointItem {
  return {
    id, matter: id, kind, party: 'iraq', node: 'makhmour', own: true, author: 'duty', at: NOW, received: null, title: null, provenance: null, synthetic: true,
    label: { level: 'restricted', caveats: [], onward: 'originator' }, slots: Object.entries(values).map(([name, value], index) => ({ index, name, type: 'Text', open: true, value })),
    span: null, state: 'proposed', refs: [], superseded_by: null, repudiated: null, withdrawn: null, corrected: [], links: [], acknowledgements: [], releases: [],
    joint: { required: ['iraq', 'kurdistan'], facilitator: 'coalition', languages: ['en', 'ar'], lapses: null, pending: ['iraq', 'kurdistan'], in_force_since: null, short: 'aaaa bbbb cccc', ...joint },
    positions: [], ...more,
  } as unknown as JointItem;
}

describe('clauses', () => {
  const of = (...depths: number[]) => depths.map((depth, index) => ({ depth, field: '', texts: { en: `c${index}` } }));
  const depths = (all: readonly { depth: number }[]) => all.map((one) => one.depth).join('');
  const words = (all: readonly { texts: { en?: string } }[]) => all.map((one) => one.texts.en).join(' ');
  it('take their numbers from order and depth', () => {
    expect(numbersOf([1, 2, 2, 3, 1, 2])).toEqual(['1', '1.1', '1.2', '1.2.1', '2', '2.1']);
    expect(numbersOf([])).toEqual([]);
  });
  it('never stand deeper than one below the one before', () => {
    expect(depths(settled(of(3, 1, 3, 9)))).toBe('1123');
    expect(settled(of(1, 2))[1]).toMatchObject({ depth: 2 });
  });
  it('nest with all that stands below them', () => {
    expect(depths(nested(of(1, 1, 2, 1), 1, 1))).toBe('1231');
    expect(depths(nested(of(1, 2, 3, 1), 1, -1))).toBe('1121');
    expect(depths(nested(of(1, 1), 0, 1)), 'the first stays').toBe('11');
  });
  it('move past their neighbours of the same depth, with all below them', () => {
    expect(words(moved(of(1, 2, 1, 2), 0, 1))).toBe('c2 c3 c0 c1');
    expect(words(moved(of(1, 2, 1, 2), 2, -1))).toBe('c2 c3 c0 c1');
    expect(words(moved(of(1, 2, 1), 1, 1)), 'a sub-clause stays in its own').toBe('c0 c1 c2');
    expect(words(moved(of(1, 1), 0, -1))).toBe('c0 c1');
  });
  it('taken out leave no hole', () => {
    expect(depths(removed(of(1, 2, 3), 1))).toBe('12');
  });
  it('empty ones are left out, and a text missing in one language is found', () => {
    const typed = [{ depth: 1, field: '', texts: { en: 'a', ar: ' ' } }, { depth: 2, field: '', texts: { en: ' ' } }, { depth: 1, field: 'law', texts: { en: ' b ', ar: 'ب', ckb: 'x' } }];
    expect(missing(typed, ['en', 'ar'])).toEqual([{ index: 0, language: 'ar' }]);
    expect(clausesFrom(typed, ['en', 'ar'])).toEqual([{ number: '1', field: '', texts: { en: 'a', ar: '' } }, { number: '2', field: 'law', texts: { en: 'b', ar: 'ب' } }]);
    expect(depths(typedOf([{ number: '1', field: '', texts: {} }, { number: '1.2', field: '', texts: {} }]))).toBe('12');
  });
});

describe('a joint act', () => {
  it('shows the last word of each required party; a concurrence stays', () => {
    const item = act('a', 'decision', {}, {}, { positions: [
      position('1', 'kurdistan', 'not-concurred', { reason: 'no' }), position('2', 'kurdistan', 'concurred'), position('3', 'kurdistan', 'not-concurred'),
      position('4', 'iraq', 'concurred', { counts: false, fault: 'lapsed' }), position('5', 'coalition', 'concurred', { counts: false, fault: 'not-required' }),
    ] });
    expect(standings(item).map(({ party, stand, position: said }) => [party, stand, said?.id ?? null])).toEqual([['iraq', 'none', null], ['kurdistan', 'concurred', '2']]);
    expect(besides(item).map((one) => one.id)).toEqual(['1', '3', '4', '5']);
  });
  it('asks only those that it names, and never who hosts', () => {
    const item = act('a', 'decision', {});
    expect(['iraq', 'coalition', 'usa'].map((party) => roleOf(item, party))).toEqual(['decides', 'hosts', 'sees']);
    expect(['iraq', 'coalition', 'usa'].map((party) => waitsFor(item, party))).toEqual([true, false, false]);
    const said = act('a', 'decision', {}, {}, { state: 'objected', positions: [position('1', 'iraq', 'not-concurred')] });
    expect([waitsFor(said, 'iraq'), mayConcur(said, 'iraq')], 'who objected may still concur').toEqual([false, true]);
    for (const state of ['in-force', 'superseded', 'lapsed']) expect(mayConcur(act('a', 'decision', {}, {}, { state }), 'iraq')).toBe(false);
  });
  it('stands in the page’s language first, under a title that is there', () => {
    const item = act('a', 'charter', { names: { en: 'Charter', ar: 'ميثاق' } }, { languages: ['ar', 'ckb', 'en'] });
    expect(languagesOf(item)).toEqual(['en', 'ar', 'ckb']);
    speak('ckb');
    expect([languagesOf(item), jointTitle(item)]).toEqual([['ckb', 'en', 'ar'], { text: 'Charter', lang: 'en' }]);
    speak('ar');
    expect([languagesOf(item), jointTitle(item).text]).toEqual([['ar', 'en', 'ckb'], 'ميثاق']);
  });
  it('is found by state and kind, with what would take its place', () => {
    const old = act('old', 'charter', { centre: 'makhmour' }, { in_force_since: 1 }, { state: 'in-force' });
    const next = act('next', 'charter', { centre: 'makhmour' }, {}, { refs: [{ rel: 'supersedes', id: 'old' }] as Item['refs'] });
    const other = act('other', 'decision', {}, {}, { state: 'objected' });
    const all = [old, next, other];
    expect(filtered(all, { state: 'proposed', kind: '', mine: false }, 'iraq').map((one) => one.id)).toEqual(['next']);
    expect(filtered(all, { state: '', kind: 'charter', mine: true }, 'iraq').map((one) => one.id)).toEqual(['next']);
    expect(newerThan(old, all).map((one) => one.id)).toEqual(['next']);
    expect(charterOf(all, 'makhmour')).toMatchObject({ current: { id: 'old' }, waiting: [{ id: 'next' }] });
    expect(charterOf(all, 'kirkuk')).toEqual({ current: null, waiting: [] });
  });
});

describe('a proposal', () => {
  const start = { languages: ['en', 'ar'] as ('en' | 'ar')[], required: ['iraq', 'kurdistan'], facilitator: 'coalition', centre: 'makhmour' };
  const why = (kind: 'charter' | 'decision' | 'assessment' | 'unit', form: ReturnType<typeof emptyJoint>) => checkJoint(kind, form, NOW).map((one) => one.code);
  it('says what keeps it from being proposed', () => {
    expect(why('decision', emptyJoint('decision', start))).toEqual(['joint-names', 'joint-clauses-none']);
    const form = { ...emptyJoint('decision', start), names: { en: 'A', ar: 'أ' }, required: [], lapses: 'soon', clauses: [{ depth: 1, field: '', texts: { en: 'x' } }] };
    expect(why('decision', form)).toEqual(['joint-nobody-required', 'joint-date', 'joint-languages']);
    expect(why('charter', { ...form, required: ['iraq'], lapses: '', clauses: [] })).toEqual(['joint-duties-none']);
    const duty = { ...emptyDuty(), texts: { en: 'a', ar: 'ب' }, does: 'iraq' };
    expect(why('charter', { ...form, required: ['iraq'], lapses: '', clauses: [], duties: [duty] })).toEqual(['joint-duty-nobody']);
    const judgement = { ...emptyJudgement(), texts: { en: 'a', ar: 'ب' }, confidence: 'low' };
    expect(why('assessment', { ...form, required: ['iraq'], lapses: '', clauses: [], judgements: [judgement] })).toEqual(['joint-question', 'joint-judgement-unsourced']);
    expect(why('unit', { ...form, required: ['iraq'], lapses: '', clauses: [] })).toEqual(['joint-unit-key']);
  });
  it('becomes the slots of its kind and goes to all whom it names', () => {
    const form = { ...emptyJoint('assessment', start), names: { en: 'A', ar: 'أ', ckb: 'x' }, question: 'What?', as_of: '2026-01', clauses: [],
      judgements: [{ part: 'capability', texts: { en: 'b', ar: 'ب' }, likelihood: '', confidence: 'high', sources: 'report 001, report 003' }, { part: 'threat', texts: { en: 'a', ar: 'أ' }, likelihood: 'likely', confidence: 'low', sources: 'report 002' }] };
    expect(why('assessment', form)).toEqual([]);
    expect(slotsOf('assessment', form, NOW)).toEqual({
      centre: 'makhmour', names: { en: 'A', ar: 'أ' }, required: ['iraq', 'kurdistan'], facilitator: 'coalition', lapses: null, clauses: null, question: 'What?', as_of: '2026-01', dissent: null,
      judgements: [{ part: 'threat', texts: { en: 'a', ar: 'أ' }, likelihood: 'likely', confidence: 'low', sources: ['report 002'] }, { part: 'capability', texts: { en: 'b', ar: 'ب' }, likelihood: null, confidence: 'high', sources: ['report 001', 'report 003'] }],
    });
    const about = { kind: 'assessment', supersedes: null, meeting: 'm', own: 'iraq', exercise: true, purpose: 'p' } as const;
    expect(draftOf(form, NOW, about)).toMatchObject({ kind: 'assessment', matter: 'm', refs: [], release: [{ to: 'kurdistan', purpose: 'p' }, { to: 'coalition', purpose: 'p' }], slots: { provenance: 'synthetic' } });
    expect(draftOf({ ...form, send: false }, NOW, about).release).toEqual([]);
  });
  it('in the place of another begins with its words, and keeps its matter', () => {
    const before = act('old', 'charter', { names: { en: 'C', ar: 'م' }, centre: 'makhmour', clauses: [{ number: '1', field: '', texts: { en: 'x', ar: 'س' } }], duties: [{ task: { en: 't', ar: 'م' }, does: 'iraq', answers: 'duty officer', told: ['kurdistan', 'usa'], within_min: 10 }] });
    const form = jointFormOf(before);
    expect(slotsOf('charter', form, NOW)).toMatchObject({ clauses: [{ number: '1', field: '', texts: { en: 'x', ar: 'س' } }], duties: [{ task: { en: 't', ar: 'م' }, does: 'iraq', answers: 'duty officer', told: ['kurdistan', 'usa'], within_min: 10 }] });
    expect(draftOf(form, NOW, { kind: 'charter', supersedes: before, meeting: null, own: 'iraq', exercise: false, purpose: '' })).toMatchObject({ matter: 'old', refs: [{ rel: 'supersedes', id: 'old' }] });
  });
});

describe('a day', () => {
  it('is read as people write it, in any digits', () => {
    expect(['2026-02-01', '1.2.2026', '1/2/2026', '٢٠٢٦-٠٢-٠١', '+14', '2026-02', '2026/..', ''].map((text) => readDay(text, NOW))).toEqual(['2026-02-01', '2026-02-01', '2026-02-01', '2026-02-01', '2026-01-29', '2026-02', '2026/..', '']);
  });
  it('that is none is refused', () => {
    expect(['soon', '2026-02-30', '31.4.2026', '12'].map((text) => readDay(text, NOW))).toEqual([null, null, null, null]);
  });
});
