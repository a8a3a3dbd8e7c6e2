import { describe, expect, it } from 'vitest';
import type { Item } from '../../src/api';
import { EVENT_TYPES, readType, typeText } from '../../src/lib/acled';
import { readCasualties } from '../../src/lib/casualties';
import { cleanName, judge, MAX_FILE_BYTES } from '../../src/lib/files';
import { standing } from '../../src/lib/corrections';
import { changed, check, emptyForm, formOf, type IncidentForm, slotsOf } from '../../src/lib/incident-form';
import { countText, slotWords } from '../../src/lib/incident-words';
import { gridZone, mgrs, readMgrs } from '../../src/lib/mgrs';
import { momentsEdtf, momentsText, readMoments } from '../../src/lib/moment';
import { portionOf, portionText } from '../../src/lib/portions';
import { coarse, readWhere } from '../../src/lib/where';

const NOW = Date.parse('2025-01-16T03:12:30+03:00');
const at = (iso: string) => Date.parse(iso);
const one = (text: string) => { const read = readMoments(text, NOW); return typeof read === 'string' ? read : new Date(read.from).toISOString().slice(0, 16); };

describe('times', () => {
  it('reads a moment in every form that officers type, in Baghdad unless a zone is given', () => {
    for (const text of ['160312C JAN 25', '160312c jan 25', '160312CJAN25', '160312 JAN 2025', '160312C', '160312', '0312', '03:12', '312', '0012Z', '160012Z JAN 25', '160312J JAN 25', '2025-01-16 03:12', 'now', 'الآن', 'ئێستا', '٠٣:١٢', '۰۳۱۲', '160412D JAN 25', '151912R JAN 25']) expect(one(text), text).toBe('2025-01-16T00:12');
    expect(one('-10')).toBe('2025-01-16T00:02');
  });
  it('what is left out of the date is the latest that is not in the future', () => {
    expect(one('2355')).toBe('2025-01-15T20:55');
    expect(one('0316')).toBe('2025-01-16T00:16'); // clocks differ a little
    expect(one('0318')).toBe('2025-01-15T00:18');
    expect(one('172200')).toBe('2024-12-17T19:00');
    expect(one('311200')).toBe('2024-12-31T09:00');
    expect(one('010001C MAR')).toBe('2024-02-29T21:01');
    expect(one('2300Z')).toBe('2025-01-15T23:00');
  });
  it('says what is wrong', () => {
    for (const text of ['', 'tomorrow', '2460', '1660', '16031', '160312C JNR 25', '1-2-3', '99']) expect(one(text), text).toBe('form');
    for (const text of ['300200C FEB 24', '000312', '320312']) expect(one(text), text).toBe('day');
    for (const text of ['170312C JAN 25', '160312C JAN 26', '160320C JAN 25', '2025-01-16 04:00']) expect(one(text), text).toBe('future');
    expect(readMoments('160312C JAN 25 - 160200C JAN 25', NOW)).toBe('order');
  });
  it('a stretch ends on the day it begins, or past midnight, and reads back as it is written', () => {
    expect(readMoments('0200-0312', NOW)).toEqual({ from: at('2025-01-16T02:00+03:00'), to: at('2025-01-16T03:12+03:00') });
    expect(readMoments('2330–0030', NOW)).toEqual({ from: at('2025-01-15T23:30+03:00'), to: at('2025-01-16T00:30+03:00') });
    const night = { from: at('2025-01-15T23:50+03:00'), to: at('2025-01-16T00:10+03:00') };
    for (const now of ['2025-01-16T00:12+03:00', '2025-01-16T12:00+03:00', '2025-01-16T23:47+03:00', '2025-01-16T23:55+03:00']) expect(readMoments('2350-0010', at(now)), now).toEqual(night);
    expect(readMoments('0310-0340', NOW), 'not of another day').toBe('future');
    // the end is in the zone of its start
    expect(readMoments('0002Z-0010', NOW)).toEqual({ from: at('2025-01-16T03:02+03:00'), to: at('2025-01-16T03:10+03:00') });
    expect(readMoments('160002Z-160010', NOW)).toEqual({ from: at('2025-01-16T03:02+03:00'), to: at('2025-01-16T03:10+03:00') });
    expect(readMoments('0302-0010Z', NOW)).toEqual({ from: at('2025-01-16T03:02+03:00'), to: at('2025-01-16T03:10+03:00') });
    for (const text of ['0200-0312', '0312', '160001']) {
      const read = readMoments(text, NOW);
      if (typeof read === 'string') throw new Error(read);
      expect(readMoments(momentsText(read), NOW)).toEqual(read);
      expect(momentsEdtf(read).split('/').map((end) => Date.parse(end))).toEqual(read.from === read.to ? [read.from] : [read.from, read.to]);
    }
    expect(momentsEdtf({ from: at('2025-01-16T00:12Z'), to: at('2025-01-16T00:12Z') })).toBe('2025-01-16T03:12:00+03:00');
  });
});

// NGA's GEOTRANS (through its Python binding) for the same positions; `38SMB4488` is GeographicLib's own example.
const KNOWN: [number, number, string][] = [
  [33.33424, 44.40363, '38S MB 44500 88500'], [35.643, 43.681, '38S LE 80584 45154'], [35.873, 43.805, '38S LE 92122 70521'],
  [32, 44, '38S MA 05542 40872'], [31.9999, 44, '38R MA 05542 40861'], [32, 47.9999, '38S QA 83413 44369'], [32, 48, '39S TR 16576 44369'],
  [40, 44, '38T MK 14639 28236'], [39.9999, 44, '38S MK 14639 28224'], [24, 45, '38R NM 00000 54226'], [36.32, 41.861, '37S GA 56841 23242'],
  [36, 42, '38S KE 29578 88111'], [36, 41.9999, '37S GV 70412 88111'], [34.348, 45.391, '38S ND 35960 00811'], [0, 45, '38N NF 00000 00000'],
  [-0.00001, 45, '38M NE 00000 99998'], [80, 45, '38X NP 00000 81585'], [38.8895, -77.0352, '18S UJ 23486 06483'], [29.1, 48.5, '39R TN 56693 21647'],
];
describe('grid references', () => {
  it('are those of the reference implementation, on the edges of bands and zones too', () => {
    for (const [lat, lon, text] of KNOWN) expect(mgrs(lat, lon, 1), `${lat} ${lon}`).toBe(text);
    expect(mgrs(85, 45, 1)).toBe('');
    expect(gridZone(35.775, 43.58)).toBe('38S');
  });
  it('are read with spaces, in lower case, in any digits, without the zone of the desk', () => {
    const place = { lat: 33.33424, lon: 44.40363 };
    for (const text of ['38SMB4488', '38s mb 44 88', '38 S MB 44 88', '38SMB ٤٤ ٨٨', 'MB 44 88', 'mb4488', '38SMB4488\u200f']) {
      const read = readMgrs(text, '38S');
      if (read === null || read === 'wrong') throw new Error(text);
      expect(Math.abs(read.lat - place.lat), text).toBeLessThan(1e-5);
      expect(Math.abs(read.lon - place.lon), text).toBeLessThan(1e-5);
      expect(read.figures).toBe(2);
    }
    for (const [lat, lon, text] of KNOWN) {
      const read = readMgrs(text);
      if (read === null || read === 'wrong') throw new Error(text);
      expect(Math.hypot(read.lat - lat, (read.lon - lon) * Math.cos((lat * Math.PI) / 180)), text).toBeLessThan(1e-5);
    }
  });
  it('that name no square are refused, and what is none is left to be read otherwise', () => {
    for (const text of ['38S LE 7', '38S LE 71 605', '38S IE 71 60', '38S LZ 71 60', '38S ZE 71 60', '38T LE 71 60', '38R LE 71 60', '61S LE 71 60', '38O LE 71 60', '38S LE 712345 601234']) expect(readMgrs(text), text).toBe('wrong');
    for (const text of ['Makhmour', '35.78 43.58', '', '38S', 'LE']) expect(readMgrs(text, '38S'), text).toBeNull();
  });
});

describe('places', () => {
  const place = (text: string) => { const read = readWhere(text, '38S'); return read === null || typeof read === 'string' ? read : [Number(read.lat.toFixed(4)), Number(read.lon.toFixed(4)), read.precision]; };
  it('are read as degrees in the usual forms, with the precision that they speak for', () => {
    expect(place('35.78, 43.58')).toEqual([35.78, 43.58, 1000]);
    expect(place('35.78 43.58')).toEqual([35.78, 43.58, 1000]);
    expect(place('٣٥٫٧٨١، ٤٣٫٥٨٢')).toEqual([35.781, 43.582, 100]);
    expect(place('35.7801N 43.5812E')).toEqual([35.7801, 43.5812, 10]);
    expect(place('E43.58 N35.78')).toEqual([35.78, 43.58, 1000]);
    expect(place(`35°46'48"N 43°34'48"E`)).toEqual([35.78, 43.58, 100]);
    expect(place('-33.5, -70.25')).toEqual([-33.5, -70.25, 10_000]);
    expect(place('LE 71 60')).toEqual([35.7802, 43.5782, 1000]);
  });
  it('that cannot be are refused; a name is left to the gazetteer', () => {
    expect(place('95.2, 43.5')).toBe('degrees');
    expect(place('35.2N 43.5N')).toBe('degrees');
    expect(place('38S LZ 71 60')).toBe('grid');
    for (const text of ['Makhmour', 'مخمور', 'Post 4', '35°71\'N 43°34\'E']) expect(place(text), text).toBeNull();
  });
  it('made coarser contain what they came from and are the same for all of a cell', () => {
    const seen = new Set<string>();
    for (let step = 0; step < 200; step += 1) {
      const point = { lat: 35 + step * 0.007, lon: 43 + step * 0.011, name: 'post 4' };
      const wide = coarse(point, 10_000);
      const north = (wide.lat - point.lat) * 111.195;
      const east = (wide.lon - point.lon) * 111.195 * Math.cos((point.lat * Math.PI) / 180);
      expect(Math.hypot(north, east)).toBeLessThanOrEqual(10.05);
      expect(wide).toMatchObject({ precision_m: 10_000, name: null });
      seen.add(`${wide.lat} ${wide.lon}`);
    }
    expect(seen.size).toBeLessThan(60);
  });
});

describe('casualties', () => {
  const row = (min: string, best: string, max: string, more = {}) => ({ group: 'civilians', harm: 'killed', min, best, max, ...more });
  it('are kept as ranges, empty where nobody knows', () => {
    expect(readCasualties([row('1', '٢', '۳'), row('', '0', '', { harm: 'missing' })])).toEqual([
      { group: 'civilians', harm: 'killed', min: 1, best: 2, max: 3 }, { group: 'civilians', harm: 'missing', min: null, best: 0, max: null },
    ]);
    expect(readCasualties([])).toEqual([]);
  });
  it('out of order, without a figure, not counts or twice are refused with their row', () => {
    const good = row('', '2', '', { harm: 'wounded' });
    expect(readCasualties([good, row('3', '2', '')])).toEqual({ row: 1, fault: 'order' });
    expect(readCasualties([good, row('3', '', '2')])).toEqual({ row: 1, fault: 'order' });
    expect(readCasualties([row('', '', '')])).toEqual({ row: 0, fault: 'empty' });
    for (const text of ['-1', 'two', '1e3', '99999999']) expect(readCasualties([row('', text, '')]), text).toEqual({ row: 0, fault: 'number' });
    expect(readCasualties([good, good])).toEqual({ row: 1, fault: 'twice' });
  });
  it('are said without a mean', () => {
    const said = (min: number | null, best: number | null, max: number | null) => countText({ min, best, max }).replace(/[\u2068\u2069]/g, '');
    expect([said(1, 2, 3), said(2, 2, 2), said(3, null, 5), said(3, null, null), said(null, null, 5), said(1, 2, null), said(null, 2, 4), said(null, null, null)]).toEqual(['2 (1–3)', '2', '3–5', 'at least 3', 'at most 5', '2, at least 1', '2, at most 4', 'number not stated']);
  });
});

const filled = (more: Partial<IncidentForm> = {}): IncidentForm => ({ ...emptyForm(), observed: '0231', where: 'LE 80 45', point: { lat: 35.6461, lon: 43.6795, name: null }, precision: 1000, event: 'Battles', sub: 'Armed clash', summary: 'Shots near Debaga', ...more });
const situation = { now: NOW, zone: '38S', before: null };
describe('the form', () => {
  it('needs time, place, type and one line, and says each beside its field, in order', () => {
    expect(check(emptyForm(), situation).map(({ field }) => field)).toEqual(['observed', 'place', 'type', 'summary']);
    expect(check(filled(), situation)).toEqual([]);
    expect(check(filled({ reliability: 'B' }), situation).map(({ code }) => code)).toEqual(['incident-grading-half']);
    expect(check(filled({ where: 'Nowhere', point: null }), situation).map(({ code }) => code)).toEqual(['incident-place-name']);
  });
  it('becomes the slots of the record; the exact place is a slot of its own', () => {
    const slots = slotsOf(filled({ reliability: 'B', credibility: '2', narrative: [{ level: 'secret', text: ' By the wadi. ' }, { level: 'open', text: '' }] }), 'makhmour', NOW);
    expect(slots).toMatchObject({ centre: 'makhmour', observed: '2025-01-16T02:31:00+03:00', type: 'Battles: Armed clash', grading: 'B2', narrative_1: { level: 'secret', text: 'By the wadi.' }, narrative_2: null, casualties: null, place: { precision_m: 10_000, name: null }, place_exact: { lat: 35.6461, lon: 43.6795, precision_m: 1000 } });
    expect(slotsOf(filled({ shared: 0 }), 'makhmour', NOW)).toMatchObject({ place: { precision_m: 1000 }, place_exact: null });
  });
  it('of a record corrects what was changed and nothing else, even what it cannot say', () => {
    const slot = (name: string, value: unknown) => ({ index: 1, name, type: 'Text', open: true, value });
    const item = { label: { level: 'restricted', caveats: [], onward: 'originator' }, corrected: [{ id: 'c', at: 5, reason: 'recounted', slots: ['size'], changes: [{ name: 'size', value: '3' }] }], slots: [slot('observed', '2024~'), slot('type', 'Raid'), slot('size', '2'), slot('place', { lat: 34, lon: 45, precision_m: 70_000, name: 'Diyala' }), slot('narrative_2', { level: 'open', text: 'The second of two.' })] } as unknown as Item;
    const before = formOf(item);
    expect(before.size).toBe('3');
    expect(standing(item).get('size')).toBe('3');
    const after = { ...before, size: '4', reason: 'seen again' };
    expect(check(after, { ...situation, before })).toEqual([]);
    expect(changed(slotsOf(before, 'm', NOW), slotsOf(after, 'm', NOW))).toEqual({ changes: { size: '4' }, emptied: [] });
    expect(changed(slotsOf(before, 'm', NOW), slotsOf({ ...before, size: '' }, 'm', NOW)).emptied).toEqual(['size']);
  });
});

describe('words and files', () => {
  it('every ACLED type is read back and has its words; what is not ACLED stays', () => {
    for (const [event, subs] of Object.entries(EVENT_TYPES)) for (const sub of [null, ...subs]) expect(readType(typeText(event, sub))).toEqual({ event, sub });
    expect(readType('Armed clash')).toEqual({ event: 'Battles', sub: 'Armed clash' });
    expect(readType('constructor')).toBeNull();
    expect(slotWords('type', 'Raid')).toBe('Raid');
  });
  it('a paragraph is read with its mark, and nothing else is one', () => {
    expect(portionText(portionOf({ level: 'confidential', text: 'By the wadi.' }) ?? { level: 'open', text: '' })).toBe('(C) By the wadi.');
    for (const none of [null, undefined, 'text', { level: 'cosmic', text: 'x' }, { level: 'open' }]) expect(portionOf(none)).toBeNull();
  });
  it('a file is what its bytes say', async () => {
    const file = (bytes: number[], name = 'x.jpg') => new File([new Uint8Array(bytes)], name);
    expect(await judge(file([0xff, 0xd8, 0xff, 0xe0], 'x.exe'))).toEqual({ type: 'image/jpeg' });
    expect(await judge(file([...'%PDF-1.7'].map((one) => one.charCodeAt(0))))).toEqual({ type: 'application/pdf' });
    expect(await judge(file([0x4d, 0x5a, 0x90]))).toEqual({ fault: 'kind' });
    expect(await judge(file([]))).toEqual({ fault: 'empty' });
    expect(await judge({ size: MAX_FILE_BYTES + 1 } as File)).toEqual({ fault: 'length' });
    expect(cleanName('a/b\\c\n.jpg')).toBe('a_b_c_.jpg');
    const long = cleanName(`${'ڕ'.repeat(300)}.jpeg`);
    expect(new TextEncoder().encode(long).length).toBeLessThanOrEqual(255);
    expect(long).toMatch(/ڕ\.jpeg$/);
  });
});
