import { describe, expect, it } from 'vitest';
import { dayInput, fits, isNoDay, past, stretch } from '../../src/lib/audit';
import { saidOf } from '../../src/lib/audit-words';
import { momentOf, turns } from '../../src/lib/roster';

const at = (text: string) => Date.parse(`${text}+03:00`);
const row = (text: string) => ({ at: at(text), officer: 'Azad', act: 'released', subject: null, detail: {}, number: 0, previous: '', hash: '' });
const any = { officer: '', act: '', from: '', to: '' };

describe('the journal', () => {
  it('days are those of Baghdad, both ends in', () => {
    const day = { ...any, from: '2026-01-15', to: '2026-01-15' };
    expect(['2026-01-14T23:59:59', '2026-01-15T00:00:00', '2026-01-15T23:59:59', '2026-01-16T00:00:00'].map((text) => fits(row(text), day))).toEqual([false, true, true, false]);
    expect(past(row('2026-01-14T23:59:59'), day)).toBe(true);
    expect(past(row('2026-01-14T23:59:59'), any)).toBe(false);
    expect(stretch(any)).toEqual({ from: -Infinity, to: Infinity });
    expect(dayInput(at('2026-01-15T01:00:00'))).toBe('2026-01-15');
    expect(stretch({ from: '٢٠٢٦-٠١-١٥', to: '' }).from).toBe(at('2026-01-15T00:00:00'));
    for (const none of ['15.1.2026', '2026-02-30', '2026-13-01', 'today']) expect([isNoDay(none), stretch({ from: none, to: '' }).from]).toEqual([true, -Infinity]);
    expect([isNoDay(''), isNoDay('2026-01-15')]).toEqual([false, false]);
  });
  it('sorts by officer and act together', () => {
    expect(fits(row('2026-01-15T01:00:00'), { ...any, act: 'released', officer: 'Azad' })).toBe(true);
    expect(fits(row('2026-01-15T01:00:00'), { ...any, act: 'shown' })).toBe(false);
    expect(fits(row('2026-01-15T01:00:00'), { ...any, officer: 'Sara' })).toBe(false);
  });
});

describe('what a row says', () => {
  const words = (detail: Record<string, string>) => saidOf(detail).map(({ label, value }) => `${label} ${value}`.trim().replaceAll(/[\u2066-\u2069]/g, ''));
  it('is in words, in the order in which it is read', () => {
    expect(words({ purpose: 'danger', slots: 'summary, place_exact', to: 'iraq', rule: 'own command' })).toEqual(['to iraq', 'slots summary and exact place', 'purpose danger', 'by the rule our own command holds everything']);
    expect(words({ disabled: 'true', officer: 'Omar', roles: 'duty-officer, chief' })).toEqual(['officer Omar', 'roles duty officer and chief', 'disabled']);
    expect(words({ second_from: 'none' })).toEqual(['two officers from no level: one is enough']);
  });
  it('leaves nothing out that it does not know', () => {
    expect(words({ later: 'a new thing' })).toEqual(['later a new thing']);
  });
});

describe('the shift', () => {
  const now = at('2026-01-15T03:12:00');
  it('reads a time of a Baghdad day in any digits, and nothing else', () => {
    expect(momentOf(now, 0, '22:00')).toBe(at('2026-01-15T22:00:00'));
    expect(momentOf(now, -1, '٢٢:٠٠')).toBe(at('2026-01-14T22:00:00'));
    expect(momentOf(now, 1, '600')).toBe(at('2026-01-16T06:00:00'));
    expect([momentOf(now, 0, '24:00'), momentOf(now, 0, '22:60'), momentOf(now, 0, 'ten')]).toEqual([null, null, null]);
  });
  it('who leaves at this moment is not on duty any more', () => {
    const duty = (officer: string, from: string, to: string) => ({ id: officer, officer, role: 'duty-officer', from: at(from), to: at(to), note: '' });
    const shown = turns([duty('gone', '2026-01-14T22:00:00', '2026-01-15T03:12:00'), duty('late', '2026-01-18T00:00:00', '2026-01-18T06:00:00'), duty('on', '2026-01-15T03:12:00', '2026-01-15T06:00:00'), duty('next', '2026-01-15T06:00:00', '2026-01-15T14:00:00')], now);
    expect([shown.present.map((one) => one.id), shown.next.map((one) => one.id)]).toEqual([['on'], ['next']]);
  });
});
