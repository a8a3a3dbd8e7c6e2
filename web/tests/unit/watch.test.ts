import { describe, expect, it } from 'vitest';
import type { DueItem, Item, Proposal, Slot } from '../../src/api';
import { laterOf, standingPlace, standingTitle } from '../../src/lib/corrections';
import { AGAIN_MS, alarms, unanswered, waiting } from '../../src/lib/due';
import { gather, lastHandover, secondOfficer } from '../../src/lib/handover';
import { spots } from '../../src/lib/incidents';
import { ALL, givenTo, lastShiftOf, logRows, openIds, passes, reached, threadOf, toldBefore } from '../../src/lib/log';
import { fold } from '../../src/lib/places';

const NOW = Date.parse('2026-01-15T03:12:00+03:00');
const MIN = 60_000;
const owes = (id: string, minutes: number, more: Partial<DueItem> = {}): DueItem => ({ id, kind: 'desk-message', title: id, party: 'kurdistan', since: NOW + minutes * MIN - 60 * MIN, due: NOW + minutes * MIN, urgent: false, whose: 'theirs', ...more });

describe('what is due', () => {
  it('counts from the due time and puts the most overdue first', () => {
    const all = waiting([owes('later', 30), owes('worst', -90), owes('late', -17)], NOW);
    expect(all.map(({ id, overdue }) => [id, overdue])).toEqual([['worst', true], ['late', true], ['later', false]]);
    expect(all[1]?.late).toBe(17 * MIN);
  });
  it('is late only once its time is past', () => {
    expect(waiting([owes('now', 0)], NOW)[0]?.overdue).toBe(false);
    expect(waiting([owes('now', 0)], NOW + 1)[0]?.overdue).toBe(true);
  });
  it('stands over every page when it is urgent and ours', () => {
    const all = waiting([owes('theirs', 5, { urgent: true }), owes('second', 8, { urgent: true, whose: 'ours' }), owes('first', 3, { urgent: true, whose: 'ours' }), owes('calm', -5, { whose: 'ours' })], NOW);
    expect(unanswered(all).map(({ id }) => id)).toEqual(['first', 'second']);
  });
});

describe('alarms', () => {
  const urgent = owes('u', 6, { urgent: true, whose: 'ours' });
  it('a page that opens sounds for urgent messages and not for what is long overdue', () => {
    const { ring } = alarms(waiting([urgent, owes('old', -500)], NOW), null, NOW);
    expect(ring.map(({ item, why }) => [item.id, why])).toEqual([['u', 'urgent']]);
  });
  it('what becomes overdue sounds once', () => {
    const item = owes('x', 0);
    let heard = alarms(waiting([item], NOW), null, NOW).heard;
    const second = alarms(waiting([item], NOW + MIN), heard, NOW + MIN);
    expect(second.ring.map(({ why }) => why)).toEqual(['overdue']);
    heard = second.heard;
    expect(alarms(waiting([item], NOW + 2 * MIN), heard, NOW + 2 * MIN).ring).toEqual([]);
  });
  it('one record overdue at two parties sounds for each', () => {
    const first = alarms([], null, NOW);
    expect(alarms(waiting([owes('x', -1), owes('x', -1, { party: 'coalition' })], NOW), first.heard, NOW).ring).toHaveLength(2);
  });
  it('an urgent message sounds again until it is acknowledged', () => {
    const first = alarms(waiting([urgent], NOW), null, NOW);
    expect(alarms(waiting([urgent], NOW), first.heard, NOW + AGAIN_MS - 1).ring).toEqual([]);
    const again = alarms(waiting([urgent], NOW), first.heard, NOW + AGAIN_MS);
    expect(again.ring).toHaveLength(1);
    expect(alarms([], again.heard, NOW + 2 * AGAIN_MS)).toEqual({ ring: [], heard: { at: new Map() } });
  });
});

const slot = (name: string, type: string, value: unknown): Slot => ({ index: 6, name, type, open: true, value }) as unknown as Slot;
function item(id: string, kind: string, minutesAgo: number, more: Partial<Item> = {}): Item {
  return {
    id, kind, matter: id, party: 'iraq', node: 'makhmour', own: true, author: 'duty', at: NOW - minutesAgo * MIN, received: null, title: id, provenance: null, synthetic: true,
    label: { level: 'restricted', caveats: [], onward: 'originator' }, slots: [], span: null, state: 'entry', refs: [], superseded_by: null, repudiated: null, withdrawn: null, corrected: [], links: [], acknowledgements: [], short: '', joint: null, positions: [], steps: [], releases: [], ...more,
  };
}
const log = (id: string, ago: number, done: boolean | null, more: Partial<Item> = {}) => item(id, 'log-entry', ago, { slots: [slot('text', 'Text', id), slot('told', 'Texts', ['ops', 'post 4']), slot('done', 'Bool', done)], ...more });

describe('the log', () => {
  it('has its days named, and only its kinds', () => {
    const rows = logRows([log('today', 10, true), log('yesterday', 400, true), item('m', 'meeting', 5)]);
    expect(rows.map((row) => (row.type === 'day' ? 'day' : row.key))).toEqual(['day', 'yesterday', 'day', 'today']);
  });
  it('holds open what waits for somebody', () => {
    const items = [
      log('to do', 20, false), log('settled', 30, false), log('settles', 10, true, { matter: 'settled' }), log('fact', 20, true), log('told', 20, null),
      item('incident', 'incident', 50), item('closed', 'incident', 60), log('closes', 5, true, { matter: 'closed' }),
      item('theirs', 'incident', 50, { own: false, party: 'kurdistan' }), item('signed', 'handover', 5, { state: 'signed' }), item('taken', 'handover', 500, { state: 'taken' }),
      log('forgotten', 73 * 60, false), log('withdrawn', 20, false, { withdrawn: { id: 'w', at: null, reason: null } }),
    ];
    expect([...openIds(items, waiting([owes('message', 5)], NOW), NOW)].sort()).toEqual(['incident', 'message', 'signed', 'to do']);
  });
  it('tells how much the other side was given, and where it stands', () => {
    const slots = [slot('text', 'Text', 'x'), slot('told', 'Texts', []), slot('done', 'Bool', true), slot('centre', 'Text', 'makhmour')];
    const release = (more: object) => ({ to: 'kurdistan', slots: ['text'], whole: false, crossed: 1, of: 4, queued: NOW - 9 * MIN, delivered: null, opened: null, acknowledged: null, ...more });
    expect(givenTo(item('a', 'incident', 5, { slots }), 'kurdistan')).toEqual({ state: 'withheld' });
    expect(givenTo(item('a', 'handover', 5, { slots }), 'kurdistan')).toEqual({ state: 'own' });
    expect(givenTo(item('a', 'incident', 5, { slots, releases: [release({})] }), 'kurdistan')).toEqual({ state: 'part', n: 1, of: 3 });
    expect(givenTo(item('a', 'incident', 5, { slots, releases: [release({}), release({ slots: ['told', 'done', 'centre'] })] }), 'kurdistan')).toEqual({ state: 'whole' });
    expect(reached(item('a', 'incident', 5, { releases: [release({ delivered: NOW })] }), 'kurdistan')).toEqual({ stop: 'delivered', at: NOW });
    expect(reached(item('a', 'incident', 5), 'kurdistan')).toBeNull();
  });
  it('is filtered by every chip at once and by words in any spelling', () => {
    const standing = { own: 'iraq', peer: 'kurdistan', open: new Set(['b']), since: NOW - 60 * MIN, fold };
    const shown = (filter: Partial<typeof ALL>, one: Item) => passes(one, one.at ?? 0, { ...ALL, ...filter }, standing);
    const old = log('a', 120, true);
    const fresh = log('b', 10, true, { title: 'قرب مخمور' });
    const theirs = log('c', 10, true, { party: 'kurdistan', own: false });
    expect([old, fresh, theirs].map((one) => shown({ chips: ['shift'] }, one))).toEqual([false, true, true]);
    expect([old, fresh, theirs].map((one) => shown({ chips: ['open'] }, one))).toEqual([false, true, false]);
    expect([old, fresh, theirs].map((one) => shown({ chips: ['theirs'] }, one))).toEqual([false, false, true]);
    expect([old, fresh, theirs].map((one) => shown({ chips: ['withheld', 'shift'] }, one))).toEqual([false, true, false]);
    expect(shown({ words: 'مخمور POST' }, fresh)).toBe(true);
    expect(shown({ words: 'kirkuk' }, fresh)).toBe(false);
  });
  it("knows an officer's last shift by what he signed, and whom he tells most", () => {
    const shifts = [item('h1', 'handover', 900, { span: { edtf: '', from: null, to: NOW - 900 * MIN, open: false, approximate: false } }), item('h2', 'handover', 300, { author: 'karim' })];
    expect(lastShiftOf('duty', shifts)).toBe(NOW - 900 * MIN);
    expect(lastShiftOf('rozhan', shifts)).toBeNull();
    expect(toldBefore([log('a', 1, true), log('b', 2, true, { slots: [slot('told', 'Texts', ['post 4'])] })])).toEqual(['post 4', 'ops']);
  });
});

describe('a handover', () => {
  const due = waiting([owes('late', -17, { title: 'the strip' }), owes('ours', 6, { urgent: true, whose: 'ours', title: 'the road' })], NOW);
  it('gathers what waits, the overdue first, and what an officer has not done', () => {
    const items = [log('fact', 5, true), log('relief', 28, false), item('shots', 'incident', 14), item('evening', 'handover', 300, { state: 'taken' })];
    const proposals = [{ id: 'p', record: 'r', kind: 'incident', title: 'a drone', to: 'coalition', slots: [], purpose: '', by: 'duty', at: NOW, state: 'waiting', decided_by: null, decided_at: null, reason: null }] as unknown as Proposal[];
    expect(gather(items, due, proposals, NOW).map(({ what, text, overdue }) => [what, text, overdue])).toEqual([
      ['due-theirs', 'the strip', true], ['due-ours', 'the road', false], ['line-proposal', 'a drone', false], ['line-entry', 'relief', false], ['line-incident', 'shots', false],
    ]);
  });
  it('says once what several parties owe, and never twice what waits and is open', () => {
    const owed = waiting([owes('shots', 6, { party: 'iraq', title: 'shots' }), owes('shots', 6, { party: 'usa', title: 'shots' })], NOW);
    expect(gather([item('shots', 'incident', 14)], owed, [], NOW).map(({ what, parties }) => [what, parties])).toEqual([['due-theirs', ['iraq', 'usa']]]);
    expect(gather([item('shots', 'incident', 14, { state: 'closed' })], [], [], NOW)).toEqual([]);
  });
  it('is taken by another officer of the same party, and by nobody else', () => {
    const ack = (party: string, officer: string | null) => ({ party, what: 'acknowledged', at: NOW, officer, id: 'a' });
    expect(secondOfficer(item('h', 'handover', 5, { acknowledgements: [ack('iraq', 'duty'), ack('kurdistan', null)] }))).toBeNull();
    expect(secondOfficer(item('h', 'handover', 5, { acknowledgements: [ack('iraq', 'duty'), ack('iraq', 'karim')] }))).toEqual({ officer: 'karim', at: NOW });
  });
  it('begins where the last one ended', () => {
    expect(lastHandover([])).toBeNull();
    expect(lastHandover([item('a', 'handover', 500), item('b', 'handover', 300, { author: 'karim' })])).toBe(NOW - 300 * MIN);
  });
});

describe('a corrected record', () => {
  const change = (name: string, value: unknown, at: number) => ({ id: `c${at}`, at, reason: 'recounted', slots: [name], changes: [{ name, value }] });
  const where = (precision_m: number) => ({ lat: 35.7, lon: 43.6, precision_m, name: null });
  const shots = item('shots', 'incident', 14, {
    slots: [slot('summary', 'Text', 'two shots'), slot('place', 'Place', where(10_000))],
    corrected: [change('summary', 'four shots', NOW), change('summary', 'three shots', NOW - MIN), change('place', where(1000), NOW)],
  });
  it('is called by its last words everywhere, and found by them and by the first', () => {
    expect(standingTitle(shots)).toBe('four shots');
    expect(standingTitle({ ...shots, title: null, slots: [], corrected: [] })).toBeNull();
    expect(laterOf(shots, 'summary').map(({ value }) => value)).toEqual(['three shots', 'four shots']);
    const owed = waiting([owes('shots', 6, { title: 'two shots' })], NOW);
    for (const lines of [gather([shots], [], [], NOW), gather([shots], owed, [], NOW)]) expect(lines.map(({ text }) => text)).toEqual(['four shots']);
    const standing = { own: 'iraq', peer: 'kurdistan', open: new Set<string>(), since: null, fold };
    expect(['four', 'shots', 'two'].map((words) => passes({ ...shots, title: 'two shots' }, NOW, { chips: [], words }, standing))).toEqual([true, true, true]);
  });
  it('is drawn and listed where it stands now', () => {
    expect(standingPlace(shots)?.precision_m).toBe(1000);
    expect(spots([shots], [], { a: 'iraq', b: 'kurdistan' }, [])[0]?.place.precision_m).toBe(1000);
  });
});

describe('a thread', () => {
  it('holds both directions with one party, and nobody else', () => {
    const message = (id: string, ago: number, own: boolean, party: string, to: string) => item(id, 'desk-message', ago, { own, party, slots: [slot('to', 'Text', to)] });
    const items = [message('late', 1, true, 'iraq', 'kurdistan.erbil'), message('theirs', 9, false, 'kurdistan', 'iraq'), message('other', 5, true, 'iraq', 'coalition'), log('l', 3, true)];
    expect(threadOf(items, 'kurdistan').map(({ id }) => id)).toEqual(['theirs', 'late']);
    expect(threadOf(items, 'coalition').map(({ id }) => id)).toEqual(['other']);
  });
});
