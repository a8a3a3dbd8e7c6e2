import { describe, expect, it } from 'vitest';
import type { MapPlace } from '../../src/api';
import { findPlace } from '../../src/lib/places';
import { findGrid } from '../../src/lib/grid';
import { mgrs } from '../../src/lib/mgrs';
import { quick, readClock } from '../../src/lib/quick';

const NOW = Date.parse('2026-01-15T03:12:00+03:00');
const iso = (ms: number | null) => (ms === null ? null : new Date(ms + 3 * 3_600_000).toISOString().slice(0, 16));
const town = (key: string, lat: number, lon: number, en: string, ar: string, ckb: string, kmr?: string): MapPlace => ({ key, lat, lon, role: 'town', names: { en, ar, ckb, ...(kmr ? { kmr } : {}) } });
const PLACES: MapPlace[] = [
  town('makhmour', 35.775, 43.58, 'Makhmour', 'مخمور', 'مەخموور', 'Mexmûr'),
  town('erbil', 36.191, 44.009, 'Erbil', 'أربيل', 'هەولێر', 'Hewlêr'),
  town('gwer', 36.04, 43.48, 'Gwer', 'الكوير', 'گوێڕ'),
  town('tuz', 34.888, 44.633, 'Tuz Khurmatu', 'طوز خورماتو', 'دووزخورماتوو'),
  town('mosul', 36.34, 43.13, 'Mosul', 'الموصل', 'مووسڵ'),
  { ...town('g', 36, 42.5, 'Nineveh', 'نينوى', 'نەینەوا'), role: 'governorate' },
];
const AROUND = { now: NOW, places: PLACES, near: { lat: 35.775, lon: 43.58 } };
const named = (text: string) => findPlace(text, PLACES)?.place.key ?? null;

describe('the time of a line', () => {
  it('is the last moment with that clock, in Baghdad or with Z in UTC', () => {
    for (const word of ['0310', '03:10', '3:10', '3.10', '٠٣١٠', '٠٣:١٠', '۰۳:۱۰', '0310C', '0010Z']) expect(iso(readClock(word, NOW)), word).toBe('2026-01-15T03:10');
    expect(iso(readClock('2350', NOW))).toBe('2026-01-14T23:50');
    expect(iso(readClock('0320', NOW)), 'a clock a little fast').toBe('2026-01-15T03:20');
    expect(iso(readClock('0325', NOW))).toBe('2026-01-14T03:25');
  });
  it('is nothing else', () => {
    for (const word of ['2460', '0360', '310', '40', '12345', 'post', '03:1', '']) expect(readClock(word, NOW), word).toBeNull();
    expect(quick('two lorries 0310', AROUND).at).toBeNull();
  });
});

describe('a grid reference', () => {
  it('reads back what is written, at every precision', () => {
    for (const [lat, lon] of [[35.775, 43.58], [36.34, 43.13], [34.348, 45.391], [36.191, 44.009], [33.315, 44.366]] as const) {
      for (const metres of [10_000, 1000, 100, 10, 1]) {
        const written = mgrs(lat, lon, metres);
        const found = findGrid(`at ${written}, seen`, null);
        expect(found, written).not.toBeNull();
        expect(mgrs(found?.lat ?? 0, found?.lon ?? 0, metres)).toBe(written);
        expect(found?.precision_m).toBe(metres);
      }
    }
  });
  it('may lack the zone near a desk, and spaces', () => {
    const whole = findGrid('38S LE 63 90', null);
    expect(findGrid('38SLE6390', null)).toMatchObject({ lat: whole?.lat, lon: whole?.lon });
    expect(findGrid('at LE 63 90 two men', AROUND.near)?.lat).toBeCloseTo(whole?.lat ?? 0, 6);
    expect(findGrid('at LE 63 90', null)).toBeNull();
  });
  it('is no other word with figures', () => {
    for (const text of ['to 40 50 men', 'road R6 12', '38S LE 63 9', '38S ZZ 63 90', '99S LE 63 90', 'post 4 at 12 30']) expect(findGrid(text, AROUND.near), text).toBeNull();
  });
});

describe('a place by name', () => {
  it('is found in each script and in the spellings people use', () => {
    for (const said of ['lorry at Makhmour', 'makhmur gate', 'Mexmur', 'قرب مخمور', 'بمخمور', 'لە مەخموورەوە', 'مه‌خموور']) expect(named(said), said).toBe('makhmour');
    for (const said of ['Hewler road', 'Hawler', 'erbil', 'Arbil', 'هەولێر', 'لە هەولێردا', 'اربيل']) expect(named(said), said).toBe('erbil');
    for (const said of ['gwer br two lorries', 'كوير', 'قرب الكوير', 'گوێڕ']) expect(named(said), said).toBe('gwer');
    expect(named('south of Tuz Khurmatu')).toBe('tuz');
    expect(named('بالموصل')).toBe('mosul');
  });
  it('is not every word', () => {
    for (const said of ['two lorries stopped, drivers known', 'missile heard', 'quiet again', 'more men', 'Nineveh', 'نينوى', 'شاحنتان متوقفتان', '']) expect(named(said), said).toBeNull();
  });
});

describe('a line', () => {
  it('gives time, kind, place and its words', () => {
    const read = quick('0310 gwer br two lorries stopped, drivers known to post 4', AROUND);
    expect(read).toMatchObject({ kind: 'log-entry', urgent: false, text: 'gwer br two lorries stopped, drivers known to post 4' });
    expect(iso(read.at)).toBe('2026-01-15T03:10');
    expect(read.known?.key).toBe('gwer');
    expect(read.place).toMatchObject({ precision_m: 2000, name: 'gwer' });
  });
  it('takes type words in three languages, before or after the time', () => {
    expect(quick('incident 0256 shots near Makhmour', AROUND)).toMatchObject({ kind: 'incident', text: 'shots near Makhmour' });
    expect(quick('٠٢٥٦ حادث: إطلاق نار قرب مخمور', AROUND)).toMatchObject({ kind: 'incident', text: 'إطلاق نار قرب مخمور' });
    expect(quick('ڕووداو تەقە', AROUND)).toMatchObject({ kind: 'incident', text: 'تەقە' });
    expect(quick('urgent: keep the road clear', AROUND)).toMatchObject({ kind: 'desk-message', urgent: true, text: 'keep the road clear' });
    expect(quick('رسالة: عاجل: افتحوا الطريق', AROUND)).toMatchObject({ kind: 'desk-message', urgent: true });
  });
  it('sends nothing for want of a colon', () => {
    expect(quick('message from ops: all quiet', AROUND)).toMatchObject({ kind: 'log-entry', text: 'message from ops: all quiet' });
    expect(quick('urgent call to ops', AROUND)).toMatchObject({ kind: 'log-entry', urgent: false });
  });
  it('is not read as what its officer struck', () => {
    expect(quick('0310 men at Gwer', AROUND, ['at', 'place'])).toMatchObject({ at: null, place: null, text: '0310 men at Gwer' });
    expect(quick('incident report filed', AROUND, ['kind'])).toMatchObject({ kind: 'log-entry', text: 'incident report filed' });
  });
});
