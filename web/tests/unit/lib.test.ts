import { describe, expect, it } from 'vitest';
import type { Release } from '../../src/api';
import { bounds, inWords } from '../../src/lib/edtf';
import { kmRange, kmToLine, projection } from '../../src/lib/geometry';
import { boxAt, placeLabels } from '../../src/lib/labels';
import { connections } from '../../src/lib/links';
import { figures, mgrs } from '../../src/lib/mgrs';
import { stops } from '../../src/lib/release';
import { rangeWords } from '../../src/lib/slots';
import { clock, clockBeside, dateTimeGroup, day, duration, lag, zulu } from '../../src/lib/time';
import { packLines, timescale } from '../../src/lib/timescale';

const NOW = Date.parse('2026-01-15T03:12:00+03:00');

describe('time', () => {
  it('prints Baghdad, Zulu and the date-time group', () => {
    expect(clock(NOW)).toBe('03:12');
    expect(day(NOW)).toBe('Thu 15 Jan 2026');
    expect(zulu(NOW)).toBe('00:12 Z');
    expect(dateTimeGroup(NOW)).toBe('150312C JAN 26');
  });
  it('turns the day at Baghdad midnight, not at Greenwich', () => {
    const late = Date.parse('2026-01-14T22:30:00Z');
    expect(day(late)).toBe('Thu 15 Jan 2026');
    expect(clockBeside(late, NOW)).toBe('01:30');
    expect(clockBeside(late - 3 * 3_600_000, NOW)).toBe('14 Jan 22:30');
  });
  it('uses the coarsest unit that says something', () => {
    expect([duration(14 * 60_000), duration(125 * 60_000), duration(21 * 86_400_000)]).toEqual(['14 min', '2 h 05', '21 days']);
    expect([lag(400), lag(12_000)]).toEqual(['0.4 s', '12 s']);
  });
});

describe('edtf', () => {
  it('gives a year, a month, a day their whole extent', () => {
    expect(bounds('2021')).toEqual({ from: Date.UTC(2021, 0), to: Date.UTC(2022, 0), open: false, approximate: false });
    expect(bounds('2021-07-26/2021-12')).toMatchObject({ from: Date.UTC(2021, 6, 26), to: Date.UTC(2022, 0) });
  });
  it('keeps an open end open and an approximation approximate', () => {
    expect(bounds('2026/..')).toMatchObject({ to: null, open: true });
    expect(bounds('2024~')).toMatchObject({ approximate: true });
    expect(bounds('soon')).toBeNull();
  });
  it('says it in words', () => {
    expect(inWords('2026/..')).toBe('from 2026, end open');
    expect(inWords('2021-07-26/2021-12')).toBe('26 July 2021 to December 2021');
    expect(inWords('2024~')).toBe('about 2024');
    expect(inWords('2026-01-15T02:31:00+03:00')).toBe('02:31, 15 Jan 2026');
  });
});

describe('timescale', () => {
  const scale = timescale([Date.UTC(2021, 6), Date.UTC(2024, 6)], Date.UTC(2025, 5), 1000);
  it('shrinks years without a report into one labelled stretch', () => {
    expect(scale.stretches.map((part) => part.label)).toEqual(['2021', '2022–2023: no report', '2024', '2025']);
    expect(scale.stretches[1]?.width).toBeLessThan(scale.stretches[0]?.width ?? 0);
  });
  it('never runs backwards and ends at the width', () => {
    const xs = [2020, 2021, 2022, 2023, 2024, 2025, 2027].map((year) => scale.x(Date.UTC(year, 0)));
    expect(xs).toEqual([...xs].sort((a, b) => a - b));
    expect(scale.x(Date.UTC(2026, 0))).toBe(1000);
  });
  it('packs blocks on lines without touching', () => {
    expect(packLines([{ x: 0, width: 50 }, { x: 40, width: 50 }, { x: 70, width: 10 }])).toEqual([0, 1, 0]);
  });
});

describe('geometry', () => {
  it('puts north up, east right, the middle in the middle', () => {
    const map = projection({ south: 34, north: 36, west: 43, east: 45 }, 200, 200);
    expect(map.point(35, 44)).toEqual([100, 100]);
    expect(map.point(36, 44)[1]).toBeLessThan(100);
    expect(map.point(35, 45)[0]).toBeGreaterThan(100);
  });
  it('measures to the nearest stretch, not to the nearest corner', () => {
    const line = [[36, 43], [36, 45]] as const;
    expect(kmToLine([35, 44], line)).toBeCloseTo(111.2, 0);
    expect(kmToLine([36, 46], line)).toBeCloseTo(89.96, 0);
    expect(kmToLine([35, 44], [])).toBe(Infinity);
  });
  it('gives a coarse place a range', () => {
    expect(kmRange(17.4, 100)).toBe('17 km');
    expect(kmRange(17.4, 10_000)).toBe('7–27 km');
  });
});

describe('mgrs', () => {
  it('agrees with published references', () => {
    // FGDC-STD-011-2001 (Washington Monument, 18SUJ2348306479) and the example of the mgrs package
    expect(mgrs(38.88948, -77.03524, 100)).toBe('18S UJ 234 064');
    expect(mgrs(48.24949, 16.4145, 10)).toBe('33U XP 0500 4499');
  });
  it('writes no more figures than the precision earns', () => {
    expect([10_000, 1000, 100, 1].map(figures)).toEqual([1, 2, 3, 5]);
    expect(mgrs(35.775, 43.58, 1000)).toMatch(/^38S LE \d\d \d\d$/);
  });
});

describe('labels', () => {
  it('moves the later of two colliding names and drops what has no room', () => {
    const label = { x: 50, y: 50, width: 30, height: 12 };
    expect(placeLabels([label, label], 100, 100)).toEqual(['right', 'left']);
    expect(placeLabels([label], 100, 100, [{ left: 0, top: 0, right: 100, bottom: 100 }])).toEqual([null]);
    expect(boxAt(label, 'left').right).toBeLessThan(50);
  });
});

describe('words', () => {
  it('never turns a range into a mean or an unknown into a zero', () => {
    expect(rangeWords({ min: 3000, best: null, max: 5000 })).toBe('3,000–5,000');
    expect(rangeWords({ min: 1, best: 2, max: 3, qualifier: 'exact' })).toBe('2 (1–3)');
    expect(rangeWords({ min: null, best: null, max: null, qualifier: 'not stated' })).toBe('number not stated');
    expect(rangeWords({ min: null, best: 0, max: null })).toBe('0');
  });
});

describe('stops', () => {
  const release: Release = { to: 'kurdistan', slots: [], whole: true, crossed: 1, of: 1, queued: NOW, delivered: null, opened: null, acknowledged: null };
  it('goes as far as the receipt proves', () => {
    expect(stops(release).map((stop) => stop.reached)).toEqual([true, false, false, false]);
    const opened = stops({ ...release, delivered: NOW + 11 * 60_000, opened: NOW + 12 * 60_000 });
    expect(opened.findIndex((stop) => stop.last)).toBe(2);
    expect(opened[0]?.waited).toBe(true);
  });
});

describe('connections', () => {
  const link = { names: { en: '' }, since: 1, lag_ms: 4, drift_ms: 0, fingerprint: [], last_receipt: 5, unreceipted: 1, unreceipted_since: null, own: false, gaps: [] };
  it('joins both ends and believes the worse one', () => {
    const all = connections([
      { at: { party: 'iraq', node: 'm' }, links: [{ ...link, party: 'kurdistan', node: 'm', state: 'up' }] },
      { at: { party: 'kurdistan', node: 'm' }, links: [{ ...link, party: 'iraq', node: 'm', state: 'down', since: 9 }] },
    ]);
    expect(all).toHaveLength(1);
    expect(all[0]).toMatchObject({ state: 'down', since: 9, unreceipted: 2 });
  });
});
