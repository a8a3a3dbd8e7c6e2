import { describe, expect, it } from 'vitest';
import type { Item, Link } from '../../src/api';
import { byParty, gapsWithin, groups, spelt } from '../../src/lib/links';
import { added, beyondLimits, leaksOf, levelOf, namesToSend, needsTwo, sheetRows } from '../../src/lib/slot-sheet';

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
    expect(spelt('4DcE')).toBe('4 Delta Charlie Echo');
    expect(spelt('b0a9f7')).toBe('Bravo 0 Alfa 9 Foxtrot 7');
  });
});

describe('the two sides of a release', () => {
  const slot = (name: string, more = {}) => ({ index: 0, name, display: name, value: name, crossed: false, permitted: true, reason: null, ...more });
  const never = { permitted: false, reason: { by: 'limits' as const, id: 'never', args: { slot: 'source' }, text: '' } };
  const preview = (...slots: ReturnType<typeof slot>[]) => ({ to: 'k', clearance: '', refusal: null, slots });
  const rows = (chosen: string[], propose = true) => sheetRows(preview(slot('time'), slot('author'), slot('summary', { crossed: true }), slot('size'), slot('source', never), slot('grading', { permitted: false, reason: { by: 'label' as const, id: 'expired', args: {}, text: '' } })), null as Item | null, chosen, { propose });
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
  it('a paragraph goes at its own mark, and never below the record', () => {
    const paragraph = (name: string, level: string) => slot(name, { value: { level, text: name } });
    const two = sheetRows(preview(paragraph('narrative_1', 'open'), paragraph('narrative_2', 'secret')), null, ['narrative_1'], { propose: true });
    expect(levelOf('restricted', two)).toBe('restricted');
    const both = sheetRows(preview(paragraph('narrative_1', 'open'), paragraph('narrative_2', 'secret')), null, ['narrative_2'], { propose: true });
    expect(levelOf('restricted', both)).toBe('secret');
  });
  it('what a correction says goes in place of the old words, and the old words with it', () => {
    const held = (name: string, value: string | null) => ({ index: 0, name, type: 'Text', open: true, value });
    const said = (at: number, name: string, value: string) => ({ id: `${at}`, at, reason: null, changes: [{ name, value }] });
    const item = { kind: 'incident', slots: [held('size', 'two'), held('unit', null), held('source', 'patrol Debaga')], corrected: [said(2, 'unit', 'seen by patrol Debaga'), said(1, 'size', 'three')] } as unknown as Item;
    const both = sheetRows(preview(slot('size', { display: 'two' }), slot('unit', { display: '', value: null }), slot('source', { display: 'patrol Debaga' }), slot('activity', { display: '', value: null })), item, ['size', 'unit'], { propose: false });
    expect(both.map((row) => [row.name, row.text, row.was])).toEqual([['size', 'three', 'two'], ['unit', 'seen by patrol Debaga', ''], ['source', 'patrol Debaga', '']]);
    expect(leaksOf(both).map((leak) => [leak.withheld, leak.open])).toEqual([['source', 'unit']]);
  });
  it('two officers from the level that the policy says', () => {
    expect([needsTwo('secret', 'confidential'), needsTwo('confidential', 'confidential'), needsTwo('restricted', 'confidential'), needsTwo('secret', null)]).toEqual([true, true, false, false]);
  });
});
