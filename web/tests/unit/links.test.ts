import { describe, expect, it } from 'vitest';
import type { Item, Link } from '../../src/api';
import { byParty, gapsWithin, groups } from '../../src/lib/links';
import { reasonOf } from '../../src/lib/reasons';
import { added, beyondLimits, namesToSend, needsTwo, sheetRows } from '../../src/lib/slot-sheet';

const link = (party: string, node: string, more: Partial<Link> = {}) => ({ party, node, own: false, state: 'up', unreceipted: 0, gaps: [], ...more }) as unknown as Link;

describe('links of a node', () => {
  it('cut gaps to the days shown, and say which lasts', () => {
    expect(gapsWithin([{ from: 90, to: null }, { from: 0, to: 15 }, { from: 1, to: 5 }], 10, 100)).toEqual([{ from: 10, to: 15, open: false }, { from: 90, to: 100, open: true }]);
  });
  it('stand party by party, our own last, what is down first', () => {
    const shown = byParty([link('iraq', 'baghdad', { own: true }), link('kurdistan', 'a'), link('kurdistan', 'b', { state: 'down' }), link('coalition', 'erbil')]);
    expect(shown.map((one) => [one.party, one.links.map((each) => each.node).join()])).toEqual([['coalition', 'erbil'], ['kurdistan', 'b,a'], ['iraq', 'baghdad']]);
  });
  it('read a fingerprint in groups, however it comes', () => {
    expect(groups('1234 5678')).toEqual(['1234', '5678']);
    expect(groups('12345678')).toEqual(['1234', '5678']);
    expect(groups(['oak', 'elm'])).toEqual(['oak', 'elm']);
  });
});

const sources = import.meta.glob(['../../../crates/seamline-release/src/gate.rs', '../../../crates/seamline-node/src/limits.rs'], { query: '?raw', import: 'default', eager: true }) as Record<string, string>;
describe('why a slot may not go', () => {
  it('is told apart by label and by limits', () => {
    expect(reasonOf('the recipient does not hold the caveat OWN POSITIONS')).toMatchObject({ by: 'label', id: 'caveat', args: { caveat: 'OWN POSITIONS' } });
    expect(reasonOf('"place_exact" is exact to 100 m, and no place finer than 1000 m may go')).toMatchObject({ by: 'limits', id: 'exact', args: { slot: 'place_exact', precision: '100', finest: '1000' } });
    expect(reasonOf('the label is Secret, and nothing above Open may go')).toMatchObject({ by: 'limits', id: 'above' });
    expect(reasonOf('something else')).toMatchObject({ by: 'other', id: null });
  });
  it('the node says it in the words that are looked for', () => {
    const said = Object.values(sources).flatMap((text) => [...text.matchAll(/#\[error\((".*")\)\]/g)].map((found) => (JSON.parse(found[1] ?? '""') as string).replaceAll(/\{\w+(:\?)?\}/g, '7')));
    expect(said.length).toBeGreaterThan(10);
    const unread = said.filter((text) => reasonOf(text).by === 'other');
    // no answer of a preview: what was asked for is not there, or the limits themselves are wrong
    expect(unread.sort()).toEqual(['"7" goes with every release, so it cannot be withheld', 'a precision is at least 1 metre', 'no kind has a slot "7"', 'slot 7 is not held here', 'there is no slot "7"']);
  });
});

describe('the two sides of a release', () => {
  const slot = (name: string, more = {}) => ({ index: 0, name, display: name, value: name, crossed: false, permitted: true, reason: null, ...more });
  const never = { permitted: false, reason: '"source" may not go' };
  const preview = (...slots: ReturnType<typeof slot>[]) => ({ to: 'k', clearance: '', refusal: null, slots });
  const rows = (chosen: string[], propose = true) => sheetRows(preview(slot('time'), slot('author'), slot('summary', { crossed: true }), slot('size'), slot('source', never), slot('grading', { permitted: false, reason: "the label's review date has passed" })), null as Item | null, chosen, { propose });
  it('beyond limits may be proposed, beyond the label never', () => {
    const chosen = rows(['size', 'source', 'grading']);
    expect(chosen.map((row) => row.name)).toEqual(['summary', 'size', 'source', 'grading']);
    expect(added(chosen).map((row) => row.name)).toEqual(['size', 'source']);
    expect(beyondLimits(chosen)).toBe(true);
    expect(beyondLimits(rows(['size', 'source'], false))).toBe(false);
  });
  it('the whole record goes without names, so that it counts as whole', () => {
    expect(namesToSend(sheetRows(preview(slot('text'), slot('told')), null, ['text', 'told'], { propose: false }))).toEqual([]);
    expect(namesToSend(sheetRows(preview(slot('text'), slot('told')), null, ['text'], { propose: false }))).toEqual(['text']);
  });
  it('two officers from the level that the policy says', () => {
    expect([needsTwo('secret', 'confidential'), needsTwo('confidential', 'confidential'), needsTwo('restricted', 'confidential'), needsTwo('secret', null)]).toEqual([true, true, false, false]);
  });
});
