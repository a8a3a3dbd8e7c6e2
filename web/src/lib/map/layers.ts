// The map's layers from the ground up, and the ground itself: borders of nobody's authority, both parties' lines, and the
// areas that both claim.
import basemap from 'virtual:basemap';
import type { FeatureCollection, Geometry, Position } from 'geojson';
import type { StyleSpecification, SymbolLayerSpecification } from 'maplibre-gl';
import polygonClipping from 'polygon-clipping';
import type { MapLine, MapPlace } from '../../api';
import { named } from '../../i18n/index.svelte';
import { markOf, type Sides } from '../party';
import { idOf, type Palette, type Picture } from './pictures';
import { regions } from './regions';

export type Features = FeatureCollection<Geometry, Record<string, unknown>>;
export const features = (all: { geometry: Geometry; properties?: Record<string, unknown> }[]): Features => ({
  type: 'FeatureCollection',
  features: all.map(({ geometry, properties = {} }) => ({ type: 'Feature', geometry, properties })),
});
export const point = (lon: number, lat: number): Geometry => ({ type: 'Point', coordinates: [lon, lat] });
export const line = (coordinates: Position[]): Geometry => ({ type: 'LineString', coordinates });
export const polygon = (ring: Position[]): Geometry => ({ type: 'Polygon', coordinates: [ring] });
/** Records write latitude first, drawings longitude. */
export const flip = (points: readonly (readonly [number, number])[]): [number, number][] => points.map(([lat, lon]) => [lon, lat]);
const closed = (ring: [number, number][]): [number, number][] => (ring[0] ? [...ring, ring[0]] : ring);

/** Where two parties claim the same ground. */
export function rivalled(areas: readonly MapLine[]): Geometry[] {
  return areas.flatMap((one, index) =>
    areas.slice(index + 1).flatMap((other): Geometry[] => {
      if (one.party === other.party || one.points.length < 3 || other.points.length < 3) return [];
      const shared = polygonClipping.intersection([closed(flip(one.points))], [closed(flip(other.points))]);
      return shared.length > 0 ? [{ type: 'MultiPolygon', coordinates: shared }] : [];
    }),
  );
}

const ROLE_ORDER: Record<string, number> = { city: 0, town: 1, country: 2, governorate: 3, post: 4 };
function names(places: readonly MapPlace[]): Features {
  const write = (one: { names: MapPlace['names']; role: string; lat: number; lon: number }) => {
    const { text, lang } = named(one.names);
    return { geometry: point(one.lon, one.lat), properties: { picture: idOf({ is: 'name', text, lang, role: one.role }), order: ROLE_ORDER[one.role] ?? 3, role: one.role } };
  };
  return features([...places.filter((place) => place.role !== 'governorate'), ...regions(places)].map(write));
}

const area: Picture = { is: 'hatch' };
const ROUND = { 'line-join': 'round', 'line-cap': 'round' } as const;
const NONE = features([]);
/** What `Scene` fills in later. */
export const LATER = ['cells', 'joins', 'rings', 'marks', 'clusters', 'chosen'] as const;

/** `stroke` of both parties: one line for the first, two for the second, dots for anybody else. */
function strokes(id: string, source: string, colours: Palette, wide: number, more: { dash?: number[]; opacity?: number } = {}) {
  const opacity = more.opacity ?? 1;
  const dash = more.dash ? { 'line-dasharray': more.dash } : {};
  return [
    { id: `${id}-a`, type: 'line', source, filter: ['==', ['get', 'mark'], 'a'], layout: ROUND, paint: { 'line-color': colours.a, 'line-width': wide, 'line-opacity': opacity, ...dash } },
    { id: `${id}-b`, type: 'line', source, filter: ['==', ['get', 'mark'], 'b'], layout: { 'line-join': 'round' }, paint: { 'line-color': colours.b, 'line-width': wide * 0.65, 'line-gap-width': wide, 'line-opacity': opacity, ...dash } },
    { id: `${id}-c`, type: 'line', source, filter: ['==', ['get', 'mark'], 'c'], layout: ROUND, paint: { 'line-color': colours.ink2, 'line-width': wide / 2, 'line-dasharray': [0.5, 4], 'line-opacity': opacity } },
  ] satisfies StyleSpecification['layers'];
}

export function style(lines: readonly MapLine[], places: readonly MapPlace[], sides: Sides, colours: Palette): StyleSpecification {
  const source = (data: Features) => ({ type: 'geojson' as const, data });
  const marked = (role: string, shape: (points: [number, number][]) => Geometry) =>
    source(features(lines.filter((one) => one.role === role).map((one) => ({ geometry: shape(flip(one.points)), properties: { mark: markOf(one.party, sides) } }))));
  const ground = (all: [number, number][][]) => source(features(all.map((one) => ({ geometry: line(one) }))));
  const upright = { 'icon-allow-overlap': true, 'icon-ignore-placement': true, 'icon-image': ['get', 'picture'] } satisfies SymbolLayerSpecification['layout'];
  return {
    version: 8,
    sources: {
      lakes: source(features(basemap.lakes.map((ring) => ({ geometry: polygon(ring) })))),
      rivers: ground(basemap.rivers),
      governorates: ground(basemap.governorates),
      borders: ground(basemap.borders),
      claims: marked('area', (ring) => polygon(closed(ring))),
      rivalled: source(features(rivalled(lines.filter((one) => one.role === 'area')).map((geometry) => ({ geometry })))),
      lines: marked('line', line),
      names: source(names(places)),
      ...Object.fromEntries(LATER.map((id) => [id, source(NONE)])),
    },
    layers: [
      { id: 'paper', type: 'background', paint: { 'background-color': colours.paper } },
      { id: 'lakes', type: 'fill', source: 'lakes', paint: { 'fill-color': colours.field, 'fill-outline-color': colours.rule } },
      { id: 'rivers', type: 'line', source: 'rivers', layout: ROUND, paint: { 'line-color': colours.rule, 'line-width': 1.5 } },
      { id: 'governorates', type: 'line', source: 'governorates', layout: ROUND, paint: { 'line-color': colours.ruleStrong, 'line-width': 0.75, 'line-dasharray': [4, 3], 'line-opacity': 0.7 } },
      { id: 'borders', type: 'line', source: 'borders', layout: ROUND, paint: { 'line-color': colours.ruleStrong, 'line-width': 1.25, 'line-dasharray': [6, 2, 1, 2] } },
      { id: 'rivalled', type: 'fill', source: 'rivalled', paint: { 'fill-pattern': idOf(area) } },
      ...strokes('claims', 'claims', colours, 1, { dash: [5, 3], opacity: 0.8 }),
      { id: 'cells', type: 'fill', source: 'cells', paint: { 'fill-color': colours.ink, 'fill-opacity': ['get', 'weight'], 'fill-outline-color': colours.paper } },
      ...strokes('lines', 'lines', colours, 2),
      { id: 'towns', type: 'circle', source: 'names', filter: ['match', ['get', 'role'], ['city', 'town', 'post'], true, false], paint: { 'circle-radius': ['match', ['get', 'role'], 'city', 3.5, 'town', 3, 2], 'circle-color': colours.paper, 'circle-stroke-color': colours.ink2, 'circle-stroke-width': 1.5 } },
      { id: 'names', type: 'symbol', source: 'names', layout: { 'icon-image': ['get', 'picture'], 'icon-anchor': ['match', ['get', 'role'], ['governorate', 'country'], 'center', 'left'], 'symbol-sort-key': ['get', 'order'], 'icon-padding': 1 } },
      { id: 'joins', type: 'line', source: 'joins', paint: { 'line-color': colours.ink2, 'line-width': 1, 'line-dasharray': [2, 2] } },
      ...strokes('rings', 'rings', colours, 1.25, { dash: [3, 2], opacity: 0.9 }),
      { id: 'clusters', type: 'symbol', source: 'clusters', layout: upright },
      { id: 'marks', type: 'symbol', source: 'marks', layout: { ...upright, 'symbol-sort-key': ['get', 'order'] } },
      { id: 'chosen-ring', type: 'line', source: 'chosen', filter: ['!=', ['geometry-type'], 'Point'], paint: { 'line-color': colours.ink, 'line-width': 2 } },
      { id: 'chosen', type: 'symbol', source: 'chosen', filter: ['==', ['geometry-type'], 'Point'], layout: upright },
    ],
  };
}
