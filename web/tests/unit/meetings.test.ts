import { afterEach, describe, expect, it } from 'vitest';
import type { Item } from '../../src/api';
import type { AgendaPoint } from '../../src/api/deliberation';
import { setLang } from '../../src/i18n/index.svelte';
import { checkMeeting, delegations, emptyMeeting, meetingDraft, nextNumber, othersAt, readNote, stateOfPoint, whenOf } from '../../src/lib/meetings';
import { languageOf, minutesOf } from '../../src/lib/minutes';
import { emptyJoint } from '../../src/lib/joint-form';

const NOW = Date.parse('2026-01-15T03:12:00+03:00');
afterEach(() => {
  globalThis.document = { documentElement: {} } as unknown as Document;
  setLang('en');
});
const record = (id: string, kind: string, values: Record<string, unknown>, more: Partial<Item> = {}): Item =>
  ({ id, kind, matter: 'm', title: null, at: NOW, party: 'iraq', slots: Object.entries(values).map(([name, value], index) => ({ index, name, type: 'Text', open: true, value })), refs: [], ...more }) as unknown as Item;
const note = (id: string, what: string, text: string, more: Record<string, unknown> = {}, matter = 'm') => record(id, 'meeting-note', { what, text, owner: null, due: null, ...more }, { matter });
const point = (number: string, texts: Record<string, string>, notes: Item[], open = true): AgendaPoint => ({ item: record(`p${number}`, 'agenda-item', { number, text: texts.en ?? '', texts }), notes, open, meeting: 'm', meeting_title: 'M', since: null });

describe('a note as it is typed', () => {
  it('says what it is before a colon, in any of the three languages', () => {
    expect(readNote('d: road opens on Sunday')).toEqual({ what: 'decided', text: 'road opens on Sunday' });
    expect(readNote('Action: lend a radio')).toEqual({ what: 'action', text: 'lend a radio' });
    expect(readNote('تقرّر: يفتح الطريق').what).toBe('decided');
    expect(readNote('کردار: ڕادیۆ').what).toBe('action');
    expect(readNote('x:')).toEqual({ what: 'closed', text: '' });
  });
  it('is a remark with a colon where the word is none of ours', () => {
    expect(readNote('Gwer: bridge is closed')).toEqual({ what: null, text: 'Gwer: bridge is closed' });
    expect(readNote('they said d: nothing')).toEqual({ what: null, text: 'they said d: nothing' });
  });
});

describe('a meeting', () => {
  const meeting = record('m', 'meeting', { attendees: [{ name: 'A', title: 'Col.', party: 'iraq' }, { name: 'X' }, { name: 'B', title: '', party: 'kurdistan' }, { name: 'C', title: '', party: 'iraq' }], facilitator: 'coalition' });
  it('has delegations, those of no party last, and others that may be told', () => {
    expect(delegations(meeting).map(({ party, people }) => [party, people.map((one) => one.name).join()])).toEqual([['iraq', 'A,C'], ['kurdistan', 'B'], ['', 'X']]);
    expect(othersAt(meeting, 'iraq', ['iraq', 'kurdistan', 'coalition'])).toEqual(['kurdistan', 'coalition']);
  });
  it('numbers its agenda on, and says how each item stands', () => {
    expect(nextNumber([])).toBe('1');
    expect(nextNumber([point('2', {}, []), point('10.1', {}, [])])).toBe('11');
    expect([point('1', {}, []), point('1', {}, [note('n', 'carried', '')]), point('1', {}, [note('n', 'decided', '')], false), point('1', {}, [note('n', 'closed', '')], false)].map(stateOfPoint)).toEqual(['open', 'carried', 'decided', 'closed']);
  });
  it('is called for a day, or from its beginning to its end', () => {
    const form = { ...emptyMeeting(), title: 'T', day: '22.1.2026' };
    expect(whenOf(form, NOW)).toBe('2026-01-22');
    expect(whenOf({ ...form, from: '١٠:٠٠', to: '11:30' }, NOW)).toBe('2026-01-22T10:00:00+03:00/2026-01-22T11:30:00+03:00');
    expect(checkMeeting(form, NOW)).toEqual([]);
    expect(checkMeeting({ ...form, title: ' ', day: 'x', from: '25:00' }, NOW)).toEqual(['title', 'day', 'clock']);
    expect(checkMeeting({ ...form, from: '12:00', to: '11:00', attendees: [{ name: '', title: 'Col.', party: '' }] }, NOW)).toEqual(['order', 'people']);
    expect(meetingDraft({ ...form, topics: 'a\n\n b ', series: 'S' }, NOW, ['kurdistan'], { exercise: true, purpose: 'p' })).toMatchObject({ kind: 'meeting', release: [{ to: 'kurdistan', purpose: 'p' }], slots: { provenance: 'synthetic', topics: ['a', 'b'], series: 'S', attendees: [], where: null } });
  });
});

describe('minutes', () => {
  const names: Record<string, Record<string, string>> = { kurdistan: { en: 'Kurdistan Region', ar: 'وزارة البيشمركة' } };
  const sheet = {
    meeting: record('m', 'meeting', { facilitator: 'coalition' }, { title: 'Weekly meeting' }), previous: null, next: null, texts: [], commitments: [],
    carried: [point('3', { en: 'Road', ar: 'الطريق' }, [note('old', 'carried', 'later', {}, 'before')]), point('4', { en: 'Radio', ar: 'اللاسلكي' }, [note('n1', 'closed', 'works')])],
    agenda: [point('1', { en: 'Posts' }, [note('n2', 'remark', 'نقاط المراقبة هادئة'), note('n3', 'action', 'Lend a radio', { owner: 'kurdistan', due: '2026-01-20' })])],
  };
  it('have a clause for each item spoken of here, aligned in every language', () => {
    const empty = emptyJoint('minutes', { languages: ['en', 'ar'], required: ['iraq', 'kurdistan', 'coalition'], facilitator: '', centre: 'makhmour' });
    const form = minutesOf(sheet, empty, (party, language) => names[party]?.[language] ?? party);
    expect(form.names).toEqual({ en: 'Weekly meeting: minutes', ar: 'محضر' });
    expect([form.facilitator, form.required]).toEqual(['coalition', ['iraq', 'kurdistan']]);
    expect(form.clauses.map((one) => [one.depth, one.texts.en, one.texts.ar])).toEqual([
      [1, 'Radio', 'اللاسلكي'], [2, 'Closed: works', 'أُغلق: '],
      [1, 'Posts', ''], [2, '', 'نقاط المراقبة هادئة'],
      [2, 'Action for Kurdistan Region by 20 January 2026: Lend a radio', 'إجراء على وزارة البيشمركة حتى ٢٠ كانون الثاني ٢٠٢٦: '],
    ]);
  });
  it('find the column of a text by its letters', () => {
    expect(['Road', 'الطريق', 'ڕێگا'].map(languageOf)).toEqual(['en', 'ar', 'ckb']);
  });
});
