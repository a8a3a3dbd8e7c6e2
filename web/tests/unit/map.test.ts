import basemap from 'virtual:basemap';
import { describe, expect, it } from 'vitest';
import { clipLine, REGION as CUT } from '../../scripts/basemap.mjs';
import type { MapLine, IncidentSpot } from '../../src/api';
import { rivalled } from '../../src/lib/map/layers';
import { idOf, type Picture, pictureOf } from '../../src/lib/map/pictures';
import { regions } from '../../src/lib/map/regions';
import { away, awayFigures, drawn, frameOf, joins, ring } from '../../src/lib/map/spots';
import { sidc } from '../../src/lib/map/symbols';
import { asked, askedMap, edges, ground, heatResolution, kmPerPixel, moved, REGION, ruler, SPANS, startFilters, stretch } from '../../src/lib/map/view';

const NOW = Date.parse('2026-01-15T03:12:00+03:00');
const HOUR = 3_600_000;
const sides = { a: 'iraq', b: 'kurdistan' };
const spot = (id: string, more: Partial<IncidentSpot> = {}): IncidentSpot => ({ id, party: 'iraq', own: true, at: NOW, lat: 35.8, lon: 43.6, precision_m: 100, type: null, title: null, linked: [], state: 'logged', distances: [], ...more });

describe('the basemap', () => {
  it('is small, of the region, and the region is what the map may show', () => {
    expect(CUT).toEqual(REGION);
    expect(JSON.stringify(basemap).length).toBeLessThan(150_000);
    const drawnLines = [...basemap.borders, ...basemap.governorates, ...basemap.rivers];
    expect(drawnLines.length).toBeGreaterThan(15);
    for (const [lon, lat] of drawnLines.flat()) expect(lon >= 40 && lon <= 48 && lat >= 32 && lat <= 37.5).toBe(true);
  });
  it('cuts a line where it leaves and enters, and keeps what it crosses', () => {
    expect(clipLine([[-1, 1], [1, 1], [1, 3], [1.5, 3], [1.5, 1]], [0, 0, 2, 2])).toEqual([[[0, 1], [1, 1], [1, 2]], [[1.5, 2], [1.5, 1]]]);
    expect(clipLine([[-1, 1], [3, 1]], [0, 0, 2, 2])).toEqual([[[0, 1], [2, 1]]]);
    expect(clipLine([[-1, -1], [-2, 1]], [0, 0, 2, 2])).toEqual([]);
  });
  it('names a governorate once, the gazetteer before ours', () => {
    const given = { key: 'x', lat: 36, lon: 42, role: 'governorate', names: { en: 'Nineveh governorate' } };
    const found = regions([given]).filter((one) => one.names.en.startsWith('Nineveh'));
    expect(found).toEqual([{ names: given.names, lat: 36, lon: 42, role: 'governorate' }]);
  });
});

describe('time', () => {
  it('begins bars at whole hours and days of Baghdad and moves them only when one begins', () => {
    expect(new Date(edges('day', NOW).at(-1) ?? 0).toISOString()).toBe('2026-01-15T01:00:00.000Z');
    expect(new Date(edges('month', NOW).at(-1) ?? 0).toISOString()).toBe('2026-01-15T21:00:00.000Z');
    expect(edges('month', NOW + HOUR)).toEqual(edges('month', NOW));
    expect(edges('day', NOW + HOUR)).not.toEqual(edges('day', NOW));
    expect(edges('week', NOW)).toHaveLength(SPANS.week.bars + 1);
  });
  it('leaves the newest bar open, and never closes a stretch to nothing', () => {
    const filters = startFilters('day');
    expect(stretch(filters, NOW)).toEqual({ from: edges('day', NOW)[0], to: null });
    expect(moved({ ...filters, first: 3, last: 5 }, 'first', 9)).toMatchObject({ first: 4, last: 5 });
    expect(moved({ ...filters, first: 3, last: 5 }, 'last', 0)).toMatchObject({ first: 3, last: 4 });
    expect(moved(filters, 'last', 99).last).toBe(24);
    const { from, to } = stretch({ ...filters, first: 3, last: 5 }, NOW);
    expect((to ?? 0) - from).toBe(2 * HOUR);
  });
});

describe('the question', () => {
  it('carries the filters that are set, and no other', () => {
    expect(askedMap(startFilters(), [43.123, 35.5, 44, 36], NOW, 7.9)).toEqual({ bbox: '43.12,35.5,44,36', from: edges('month', NOW)[0], zoom: 7 });
    expect(askedMap({ ...startFilters(), type: 'Riots', party: 'iraq', within: 10, heat: true }, REGION, NOW, 7.9)).toMatchObject({ type: 'Riots', party: 'iraq', line: 'any', within_km: 10, heat: 5 });
    expect(asked({ ...startFilters(), heat: true }, REGION, NOW)).not.toHaveProperty('heat');
  });
  it('stays in the region and in the resolutions of the node', () => {
    expect(ground([20, 20, 60, 60])).toEqual(REGION);
    expect([0, 5, 7, 9, 20].map(heatResolution)).toEqual([3, 3, 4, 6, 8]);
  });
  it('measures', () => {
    expect(kmPerPixel(0, 0) * 512).toBeCloseTo(40_075);
    expect(ruler(0.5, 110)).toEqual({ km: 50, pixels: 100 });
    expect(ruler(0.012, 110).km).toBe(1);
  });
});

describe('marks', () => {
  it('draw a coarse place as its ring, never as a dot, however far away', () => {
    const coarse = spot('c', { precision_m: 10_000 });
    const near = drawn([coarse], sides, 9)[0];
    expect(near).toMatchObject({ as: 'edge' });
    expect(near?.ring).not.toBeNull();
    expect(near?.at[1]).toBeGreaterThan(coarse.lat + 0.08);
    const far = drawn([coarse], sides, 4)[0];
    expect(far).toMatchObject({ as: 'ring', ring: null });
  });
  it('draw an exact place as a mark, and its precision once it can be seen', () => {
    expect(drawn([spot('p')], sides, 8)[0]).toMatchObject({ as: 'place', ring: null, at: [43.6, 35.8] });
    expect(drawn([spot('p')], sides, 15)[0]?.ring).not.toBeNull();
  });
  it('have the radius of the precision', () => {
    const [north, , ...rest] = ring(35, 44, 10_000);
    expect((north?.[1] ?? 0) - 35).toBeCloseTo(10 / 111.195, 5);
    expect(rest.at(-1)).toEqual(north);
  });
  it('join linked reports once, and only those here, side by side at one place', () => {
    const all = drawn([spot('1', { linked: ['2', 'gone'] }), spot('2', { party: 'kurdistan', linked: ['1'] })], sides, 8);
    expect(joins(all).map(([one, other]) => [one.spot.id, other.spot.id])).toEqual([['1', '2']]);
    expect(all[0]?.at[0]).toBeLessThan(all[1]?.at[0] ?? 0);
  });
  it('say how far: the nearest of a party, both ends, one figure where they look the same', () => {
    const far = spot('d', { distances: [{ line: 'x', party: 'iraq', min_km: 12, max_km: 32 }, { line: 'y', party: 'iraq', min_km: 4, max_km: 24 }] });
    expect(away(far, 'iraq')).toEqual({ min: 4, max: 24 });
    expect(away(far, 'kurdistan')).toBeNull();
    expect(awayFigures({ min: 4, max: 24 })).toEqual(['4', '24']);
    expect(awayFigures({ min: 2.94, max: 2.96 })).toEqual(['2.9', '3.0']);
    expect(awayFigures({ min: 25.1, max: 25.3 })).toEqual(['25']);
  });
  it('have a symbol only where APP-6 has one', () => {
    expect(sidc('Explosions/Remote violence')).toBe('10014000001106000000');
    expect(sidc('Explosions/Remote violence: Remote explosive/landmine/IED')).toBe('10014000001103010000');
    expect(sidc('Explosions/Remote violence: Chemical weapon')).toBe(sidc('Explosions/Remote violence'));
    expect([sidc('Strategic developments'), sidc(null), sidc('constructor')]).toEqual([null, null, null]);
  });
  it('are named by what is on them, without braces', () => {
    const picture: Picture = { is: 'name', text: 'أربيل {x}', lang: 'ar', role: 'city' };
    expect(pictureOf(idOf(picture))).toEqual(picture);
    expect(idOf({ is: 'hatch' })).not.toMatch(/[{}]/);
  });
});

describe('lines', () => {
  const area = (party: string, points: [number, number][]) => ({ party, role: 'area', record: party, names: { en: party }, points }) as MapLine;
  it('are hatched only where two parties claim', () => {
    const one = area('iraq', [[35, 43], [36, 43], [36, 44], [35, 44]]);
    expect(rivalled([one, area('kurdistan', [[35.5, 43.5], [36.5, 43.5], [36.5, 44.5], [35.5, 44.5]])])).toEqual([{ type: 'MultiPolygon', coordinates: [[[[43.5, 35.5], [44, 35.5], [44, 36], [43.5, 36], [43.5, 35.5]]]] }]);
    expect(rivalled([one, area('iraq', one.points)])).toEqual([]);
    expect(rivalled([one, area('kurdistan', [[33, 43], [34, 43], [34, 44]])])).toEqual([]);
  });
  it('are framed', () => {
    expect(frameOf([{ points: [[35, 43], [36, 44]] }], 0.5)).toEqual([42.5, 34.5, 44.5, 36.5]);
    expect(frameOf([])).toBeNull();
  });
});

it('the stand-in sends the policy that the server sends', () => {
  const [server = ''] = Object.values(import.meta.glob<string>('../../../crates/seamline-server/src/http/guard.rs', { query: '?raw', import: 'default', eager: true }));
  const [stand = ''] = Object.values(import.meta.glob<string>('../fake/serve.mjs', { query: '?raw', import: 'default', eager: true }));
  const policy = /const POLICY: &str = "([^"]*)"/.exec(server)?.[1]?.replace(/\\\s+/g, '');
  expect(policy).toContain("worker-src 'self';");
  expect(/CSP = "([^"]*)"/.exec(stand)?.[1]).toBe(policy);
});
