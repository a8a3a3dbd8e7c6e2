import { beforeEach, describe, expect, it } from 'vitest';
import { ApiError, type Draft, type Fault, type Item } from '../../src/api';
import type { CommitmentRow } from '../../src/api/deliberation';
import { setLang } from '../../src/i18n/index.svelte';
import { allRows, asked, daysLeft, dueWords, leftWords, rowOf, shortId, signOf, textOf } from '../../src/lib/commitments';
import { check, draftOf, emptyCommitment, renewed } from '../../src/lib/commitment-form';
import { besides, recordFor, untold } from '../../src/lib/concerned';
import { dateOf, dueForm, edtfOf } from '../../src/lib/due-form';
import type { NodeState } from '../../src/lib/node-state.svelte';

const NOW = Date.parse('2026-01-15T03:12:00+03:00');
const plain = (said: string) => said.replace(/[\u2066-\u2069]/g, '');
const row = (more: Partial<CommitmentRow> = {}) =>
  ({ id: 'a'.repeat(64), matter: 'm', text: 'Repair the bridge', texts: {}, owner: 'iraq', beneficiary: 'kurdistan', due: null, source: null, programme: null, label: { level: 'restricted', caveats: ['OWN POSITIONS'], onward: 'originator' }, ...more }) as CommitmentRow;
beforeEach(() => {
  globalThis.document = { documentElement: {} } as unknown as Document;
  setLang('en');
});

describe('a date in a form', () => {
  it('is read in any digits, as exact as it is typed', () => {
    expect(['2026', ' 2026-06 ', '٢٠٢٦-٠٦-٣٠', '30.6.2026', '+14', ''].map((text) => dateOf(text, NOW))).toEqual(['2026', '2026-06', '2026-06-30', '2026-06-30', '2026-01-29', null]);
    expect(['June', '2026-02-30', '2026-13'].map((text) => dateOf(text, NOW))).toEqual([undefined, undefined, undefined]);
  });
  it('is certain, about, or open, and comes back as it was', () => {
    expect([edtfOf({ kind: 'by', text: '2026-06' }, NOW), edtfOf({ kind: 'about', text: '2026' }, NOW), edtfOf({ kind: 'open', text: '2026' }, NOW), edtfOf({ kind: 'open', text: '' }, NOW)]).toEqual(['2026-06', '2026~', '2026/..', null]);
    expect([edtfOf({ kind: 'by', text: '' }, NOW), edtfOf({ kind: 'about', text: '' }, NOW), edtfOf({ kind: 'about', text: '2026~' }, NOW), edtfOf({ kind: 'open', text: 'soon' }, NOW)]).toEqual(Array(4).fill(undefined));
    for (const edtf of ['2026-06', '2026~', '2026/..', null, '2026?', '2026-03/2026-05']) expect(edtfOf(dueForm(edtf), NOW)).toBe(edtf);
  });
});

describe('the board', () => {
  it('has a sign and a word for every state, and colour only for what is late or due', () => {
    expect(signOf('overdue', -1)).toEqual({ glyph: 'late', tone: 'late', words: 'overdue' });
    expect([signOf('due', 0), signOf('due', 7), signOf('due', 30), signOf('due')].map((one) => [one.glyph, one.tone, one.words])).toEqual([['soon', 'soon', 'due today'], ['soon', 'soon', 'within 7 days'], ['near', 'near', 'within 30 days'], ['near', 'near', 'within 30 days']]);
    expect((['proposed', 'agreed', 'claimed', 'disputed', 'met', 'missed', 'superseded'] as const).map((state) => signOf(state).tone)).toEqual(Array(7).fill('plain'));
  });
  it('counts days to the last that the date allows, in Baghdad', () => {
    expect([daysLeft('2026-01-15', NOW), daysLeft('2026-01', NOW), daysLeft('2025', NOW), daysLeft('2026/..', NOW), daysLeft(null, NOW)]).toEqual([0, 16, -15, null, null]);
    expect(daysLeft('2026-01-15', Date.parse('2026-01-15T23:30:00Z'))).toBe(-1);
    expect([leftWords('2026-01-16', NOW), leftWords('2026-01-15', NOW), leftWords('2025', NOW), leftWords(null, NOW)].map(plain)).toEqual(['1 day left', 'today is the last day', '15 days overdue', '']);
    expect([dueWords('2026-01-16'), dueWords('2026~'), dueWords('2026/..'), dueWords(null)].map(plain)).toEqual(['by 16 January 2026', 'about 2026', 'from 2026, end open', 'no date given']);
  });
  it('says it in the reader\'s language where the record does', () => {
    setLang('ar');
    expect(textOf(row({ texts: { ar: 'إصلاح الجسر' } }))).toEqual({ text: 'إصلاح الجسر', lang: 'ar' });
    expect(textOf(row())).toEqual({ text: 'Repair the bridge', lang: undefined });
    expect(shortId('3f2a91bc04d7ee')).toBe('3f2a 91bc 04d7');
  });
  it('is asked page by page', async () => {
    const all = Array.from({ length: 1203 }, (_, index) => row({ id: String(index) }));
    const seen: unknown[] = [];
    const api = { commitments: (query: { limit: number; after: number; id?: string }) => (seen.push(query), Promise.resolve({ now: 0, total: all.length, counts: {}, rows: all.slice(query.after ?? 0, (query.after ?? 0) + query.limit) })) };
    expect((await allRows(api as never, asked({ state: '', party: 'iraq', due: '7' }))).rows.length).toBe(1203);
    expect(seen).toEqual([0, 500, 1000].map((after) => ({ party: 'iraq', due: '7', limit: 500, after })));
    expect((await allRows(api as never, {}, 700)).rows.length).toBe(700);
    expect((await rowOf(api as never, '1100'))?.id).toBe('1100');
    expect(await rowOf(api as never, 'nobody')).toBeNull();
  });
});

describe('a commitment as typed', () => {
  const good = { ...emptyCommitment(), text: ' Repair the bridge ', owner: 'iraq', beneficiary: 'kurdistan', due: '2026-06' };
  const codes = (form: typeof good, speaks = 'en') => check(form, speaks, NOW).map((one) => `${one.field} ${one.code}`);
  it('is refused with what is wrong, field by field', () => {
    expect(codes(good)).toEqual([]);
    expect(codes({ ...emptyCommitment() })).toEqual(['text commitment-text-empty', 'owner commitment-party-empty', 'beneficiary commitment-party-empty', 'due commitment-due-empty']);
    expect(codes({ ...good, beneficiary: 'iraq', agreed: 'June', due: 'soon' })).toEqual(['beneficiary commitment-party-same', 'agreed commitment-date', 'due commitment-date']);
    expect(codes({ ...good, agreed: '2026-07' })).toEqual(['due commitment-due-before']);
    expect(codes({ ...good, agreed: '2026-06-30' })).toEqual([]);
    expect(codes({ ...good, ckb: 'پرد' }, 'ar')).toEqual(['en commitment-english-missing']);
  });
  it('becomes a record with its sources, its programme and what it replaces', () => {
    expect(draftOf(good, 'en', NOW, null)).toEqual({ kind: 'commitment', label: { level: 'restricted', caveats: [] }, refs: [], slots: { text: 'Repair the bridge', texts: null, owner: 'iraq', beneficiary: 'kurdistan', agreed: null, due: '2026-06', clause: null, quote: null } });
    const old = row({ id: 'old', due: { edtf: '2026-02~', from: null, to: null, open: false, approximate: true }, texts: { en: 'Repair the bridge', ar: 'إصلاح الجسر' }, source: { id: 'act', title: 'Act', kind: 'decision', clause: '2', quote: 'the bridge' }, programme: 'p' });
    expect(renewed(old)).toMatchObject({ text: 'Repair the bridge', dueKind: 'about', due: '2026-02', cites: 'act', clause: '2', quote: 'the bridge', programme: 'p', agreed: '' });
    const draft = draftOf({ ...renewed(old), due: '2026-05' }, 'en', NOW, old);
    expect(draft).toMatchObject({ matter: 'm', label: { level: 'restricted', caveats: ['OWN POSITIONS'] }, refs: [{ rel: 'cites', id: 'act' }, { rel: 'part-of', id: 'p' }, { rel: 'supersedes', id: 'old' }], slots: { due: '2026-05~', texts: { en: 'Repair the bridge', ar: 'إصلاح الجسر' } } });
  });
});

describe('the parties concerned', () => {
  const fault = (code: string): Fault => ({ blame: 'you', code, what: '', kept: '', next: '' });
  const desk = (may: boolean, refuse?: string) => {
    const said: Draft[] = [];
    const add = (draft: Draft) => (said.push(draft), draft.release?.length && refuse ? Promise.reject(new ApiError(fault(refuse), 409)) : Promise.resolve({ id: 'new', releases: [] }));
    return { said, state: { own: 'iraq', node: { exercise: true }, may: () => may, view: { api: { add } } } as unknown as NodeState };
  };
  const draft = { kind: 'progress', slots: { what: 'agreed' } } as Draft;
  it('are told in the same act by an officer who may release', async () => {
    const { said, state } = desk(true);
    expect(await recordFor(state, draft, ['iraq', 'kurdistan', 'kurdistan', '', null])).toEqual({ id: 'new', left: [], why: null });
    expect(said).toEqual([{ kind: 'progress', slots: { provenance: 'synthetic', what: 'agreed' }, release: [{ to: 'kurdistan' }] }]);
    expect(besides('iraq', ['usa', 'iraq', undefined, 'usa'])).toEqual(['usa']);
  });
  it('are named as not told where the officer may not, or the node refuses the release', async () => {
    expect(await recordFor(desk(false).state, draft, ['kurdistan'])).toEqual({ id: 'new', left: ['kurdistan'], why: null });
    const { said, state } = desk(true, 'second-officer-needed');
    expect(await recordFor(state, draft, ['kurdistan'])).toEqual({ id: 'new', left: ['kurdistan'], why: fault('second-officer-needed') });
    expect(said.map((one) => one.release?.length ?? 0)).toEqual([1, 0]);
    await expect(recordFor(desk(true, 'slot-value').state, draft, ['kurdistan'])).rejects.toThrow();
  });
  it('count as told once anything of a record went to them', () => {
    const item = { own: true, releases: [{ to: 'usa' }] } as unknown as Item;
    expect(untold(item, 'iraq', ['usa', 'kurdistan', 'iraq'])).toEqual(['kurdistan']);
    expect(untold({ ...item, own: false }, 'iraq', ['kurdistan'])).toEqual([]);
  });
});
