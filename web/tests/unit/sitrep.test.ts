import { describe, expect, it } from 'vitest';
import type { Item, Slot } from '../../src/api';
import { gather } from '../../src/lib/handover';
import { check, citable, emptySitrep, fill, fitting, levelOf, nextEdition, nightOf, periodStart, slotsOf, totals, typed } from '../../src/lib/sitrep';
import { writtenUp } from '../../src/lib/sitrep-words';

const NOW = Date.parse('2026-01-15T06:00:00+03:00');
const HOUR = 3_600_000;
const FROM = NOW - 12 * HOUR;
const slots = (values: Record<string, unknown>): Slot[] => Object.entries(values).map(([name, value], index) => ({ index: index + 6, name, type: 'Text', open: true, value })) as unknown as Slot[];
function item(id: string, kind: string, hoursAgo: number, values: Record<string, unknown>, more: Partial<Item> = {}): Item {
  const party = more.party ?? 'iraq';
  return {
    id, kind, matter: id, party, node: 'makhmour', own: party === 'iraq', author: 'duty', at: NOW - hoursAgo * HOUR, received: null, title: String(values.summary ?? values.text ?? id), provenance: null,
    synthetic: true, label: { level: 'restricted', caveats: [], onward: 'originator' }, span: null, state: 'logged', refs: [], superseded_by: null, repudiated: null, withdrawn: null, corrected: [],
    links: [], acknowledgements: [], releases: [], ...more, slots: slots(values),
  } as unknown as Item;
}
const shots = item('shots', 'incident', 3, { summary: 'Shots at a checkpoint', type: 'Battles: Armed clash', casualties: [{ group: 'police', harm: 'wounded', min: 1, best: 2, max: 3 }] }, { label: { level: 'confidential', caveats: ['OWN POSITIONS'], onward: 'originator' } });
const same = item('same', 'incident', 2, { summary: 'THEIR WORDS of the shots', type: 'Battles' }, { party: 'kurdistan', links: [{ id: 'l', relation: 'same-event', other: 'shots' }] });
const drone = item('drone', 'incident', 1, { summary: 'THEIR WORDS of a drone', type: 'Explosions/Remote violence' }, { party: 'kurdistan' });
const quiet = item('quiet', 'log-entry', 1, { text: 'Quiet again', told: ['ops'] });
const ask = item('ask', 'desk-message', 1, { text: 'THEIR WORDS: who passes?', urgent: true }, { party: 'kurdistan' });
const old = item('old', 'incident', 13, { summary: 'Before the period', type: 'Riots' });
const back = item('back', 'incident', 2, { summary: 'Taken back' }, { withdrawn: { id: 'w', at: NOW, reason: null } });
const ITEMS = [drone, shots, same, quiet, ask, old, back];

describe('the log of a period', () => {
  const night = nightOf(ITEMS, 'iraq', FROM, NOW);
  it('counts an event once, however many sides report it', () => {
    expect([night.events, night.both, night.ours.map(({ id }) => id), night.theirs.map(({ id }) => id)]).toEqual([2, 1, ['shots'], ['drone']]);
    expect(night.types).toEqual([['Battles', 1], ['Explosions/Remote violence', 1]]);
    expect([night.messages, night.urgent, night.entries.length, night.reports.map(({ id }) => id)]).toEqual([1, 1, 1, ['shots', 'same', 'drone']]);
  });
  it('adds up the hurt of one event once, by our later report', () => {
    const hurt = (best: number) => [{ group: 'police', harm: 'wounded', min: best, best, max: best }];
    const first = item('first', 'incident', 3, { casualties: hurt(2) });
    const second = item('second', 'incident', 2, { casualties: hurt(3) }, { links: [{ id: 'l', relation: 'same-event', other: 'first' }] });
    expect(nightOf([first, second], 'iraq', FROM, NOW).casualties).toEqual(hurt(3));
    expect(nightOf([first, { ...second, links: [] }], 'iraq', FROM, NOW).casualties).toEqual(hurt(5));
  });
  it('begins where the last report ended, if that was lately', () => {
    const report = (hoursAgo: number, more: Partial<Item> = {}) => item(`r${hoursAgo}`, 'sitrep', hoursAgo, {}, { span: { edtf: '', from: null, to: NOW - hoursAgo * HOUR, open: false, approximate: false }, ...more });
    expect(periodStart([], NOW)).toBe(FROM);
    expect(periodStart([report(9), report(21)], NOW)).toBe(NOW - 9 * HOUR);
    expect(periodStart([report(30)], NOW)).toBe(FROM);
    expect(periodStart([report(9, { superseded_by: 'next' }), report(2, { party: 'kurdistan' })], NOW)).toBe(FROM);
    expect(periodStart([report(9)], NOW, 'r9')).toBe(FROM);
  });
  it('adds up the least that is known, and best and most only where all are', () => {
    const one = (min: number | null, best: number | null, max: number | null) => [{ group: 'police', harm: 'killed', min, best, max }];
    expect(totals([one(1, 2, 3), one(2, 2, 2)])).toEqual(one(3, 4, 5));
    expect(totals([one(1, 2, 3), one(null, 1, null)])).toEqual(one(1, 3, null));
    expect(totals([one(null, null, 4)])).toEqual(one(null, null, 4));
  });
  it('is as sensitive as the most sensitive words in it, raised by their corrections', () => {
    expect(levelOf([quiet], new Map())).toBe('restricted');
    expect(levelOf([quiet, shots], new Map())).toBe('confidential');
    const corrected = { ...quiet, corrected: [{ id: 'c', at: NOW, reason: null, slots: [], changes: [] }] } as unknown as Item;
    expect(levelOf([corrected], new Map([['c', item('c', 'correction', 0, {}, { label: { level: 'secret', caveats: [], onward: 'originator' } })]]))).toBe('secret');
  });
});

describe('the report', () => {
  const owed = { id: 'ask', kind: 'desk-message', title: 'THEIR WORDS: who passes?', party: 'kurdistan', since: NOW - HOUR, due: NOW - HOUR / 2, urgent: true, whose: 'ours', overdue: true, late: HOUR / 2 } as const;
  const given = (caveats = ['OWN POSITIONS']) => writtenUp(nightOf(ITEMS, 'iraq', FROM, NOW), { span: 12 * HOUR, now: NOW, caveats, open: gather(ITEMS, [owed], [], NOW), items: ITEMS, corrections: new Map() });
  it('carries our words, and of other parties only numbers', () => {
    const { summary, counts, paragraphs, level, caveats, casualties } = given();
    expect(summary).toMatch(/^2 incidents in 12 h/);
    expect(counts).toContain('1 reported by both sides');
    expect(paragraphs.map((one) => one.level)).toEqual(['confidential', 'restricted', 'confidential']);
    expect(paragraphs[0]?.text).toMatch(/03:00.*Shots at a checkpoint/);
    expect(paragraphs[1]?.text).toMatch(/Quiet again.*ops/);
    expect([level, caveats]).toEqual(['confidential', 'OWN POSITIONS']);
    expect(casualties).toEqual([{ group: 'police', harm: 'wounded', min: '1', best: '2', max: '3' }]);
    expect(paragraphs[2]?.text).toMatch(/We owe .* an acknowledgement/);
    expect(JSON.stringify(given())).not.toContain('THEIR WORDS');
  });
  it('names nothing open whose marks it does not know', () => {
    const elsewhere = { ...owed, id: 'elsewhere', title: 'Secret of another centre', whose: 'theirs' } as const;
    const open = gather(ITEMS, [owed, elsewhere], [], NOW);
    expect(open.some(({ text }) => text === 'Secret of another centre')).toBe(true);
    const { paragraphs } = writtenUp(nightOf(ITEMS, 'iraq', FROM, NOW), { span: 12 * HOUR, now: NOW, caveats: ['OWN POSITIONS'], open, items: ITEMS, corrections: new Map() });
    expect(JSON.stringify(paragraphs)).not.toContain('Secret');
  });
  it('without a caveat carries neither the words nor the ids of records that have it, but counts them', () => {
    const bare = given([]);
    expect([bare.incidents, bare.caveats, bare.paragraphs[0]?.text]).toEqual(['2', 'OWN POSITIONS', '']);
    expect(JSON.stringify(bare.paragraphs)).not.toContain('Shots');
    const { reports } = nightOf(ITEMS, 'iraq', FROM, NOW);
    const ids = (level: 'restricted' | 'confidential', caveats: string[]) => citable(reports, level, caveats).map(({ id }) => id);
    expect([ids('confidential', ['OWN POSITIONS']), ids('confidential', []), ids('restricted', ['OWN POSITIONS'])]).toEqual([['shots', 'same', 'drone'], ['same', 'drone'], ['same', 'drone']]);
  });
  it('follows the log, but never over what was typed', () => {
    const form = emptySitrep();
    fill(form, given());
    expect(typed(form, given())).toEqual([]);
    form.summary = 'A bad night';
    form.narrative[1] = { level: 'secret', text: 'Ours alone' };
    const later = { ...given(), summary: '3 incidents', incidents: '3', paragraphs: given().paragraphs.map((one) => ({ ...one, text: `${one.text} more` })) };
    fill(form, later);
    expect([form.summary, form.incidents, form.narrative[1]?.text, form.narrative[0]?.text.endsWith(' more')]).toEqual(['A bad night', '3', 'Ours alone', true]);
    expect(typed(form, later)).toEqual(['summary', 'narrative_2']);
    // what the log says too for a while is still whoever's who typed it
    fill(form, { ...later, summary: 'A bad night' });
    fill(form, later);
    expect(form.summary).toBe('A bad night');
    fill(form, later, ['summary']);
    expect([form.summary, typed(form, later)]).toEqual(['3 incidents', ['narrative_2']]);
  });
  it('becomes slots, and the next edition says what the last one said', () => {
    const form = emptySitrep();
    expect(check(form).map(({ field }) => field)).toEqual(['summary']);
    fill(form, given());
    form.release = ' Two incidents. ';
    form.incidents = 'two';
    expect(check(form).map(({ field }) => field)).toEqual(['incidents']);
    form.incidents = ' ٢ ';
    expect(check(form)).toEqual([]);
    const said = slotsOf(form, 'makhmour', '2026-01-14T15:00:00Z/2026-01-15T03:00:00Z');
    expect(said).toMatchObject({ edition: 'initial', incidents: { min: 2, best: 2, max: 2 }, written_for_release: 'Two incidents.', narrative_4: null, attachments: null });
    const next = nextEdition(item('first', 'sitrep', 0, said, { label: { level: 'confidential', caveats: ['OWN POSITIONS'], onward: 'originator' } }));
    expect(next).toMatchObject({ edition: 'update', replaces: 'first', summary: form.summary, incidents: '2', counts: form.counts, casualties: form.casualties, level: 'confidential', caveats: 'OWN POSITIONS' });
    expect(next.narrative.slice(0, 3)).toEqual(form.narrative.slice(0, 3));
    next.narrative[1] = { level: 'restricted', text: '' };
    fill(next, given());
    expect([next.narrative[1]?.text, typed(next, given())]).toEqual(['', ['narrative_2']]);
  });
  it('says how much of the log did not fit', () => {
    const { lines, left } = fitting(Array.from({ length: 100 }, () => 'x'.repeat(99)));
    expect([lines.length, left]).toEqual([38, 62]);
  });
});
