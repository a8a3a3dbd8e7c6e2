// The map itself. Loaded only when a map is opened; the rest of the page knows nothing of its library.
import { Map as GlMap, setWorkerUrl, type GeoJSONSource } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import type { IncidentSpot, MapIncidents, MapLine, MapPlace } from '../../api';
import { fmt, lang, t } from '../../i18n/index.svelte';
import { markOf, type Mark, type Sides } from '../party';
import { type Features, features, flip, line, point, polygon, style } from './layers';
import { idOf, paint, palette, type Picture, pictureOf } from './pictures';
import { type Drawn, drawn, joins } from './spots';
import { sidc } from './symbols';
import { type Box, REGION } from './view';

// A worker from the page's own files: the content security policy allows no other.
setWorkerUrl(workerUrl);

export interface Camera {
  center: [number, number];
  zoom: number;
}
export interface SceneOptions {
  container: HTMLElement;
  lines: readonly MapLine[];
  places: readonly MapPlace[];
  sides: Sides;
  /** where to look; a frame of degrees the first time */
  camera: Camera | Box;
  onmove: (view: { box: Box; camera: Camera }) => void;
  onpick: (id: string | null) => void;
}
const NEAR_PIXELS = 5;
const CLOSER = 1.6;
const FRAME_PX = 28;
/** Farther out there is room for a party's mark only. */
const SYMBOLS_FROM = 8.5;

export class Scene {
  #map: GlMap;
  #options: SceneOptions;
  #ready = false;
  #answer: MapIncidents | null = null;
  #heat = false;
  #chosen: IncidentSpot | null = null;
  #gone = false;
  /** each picture once, whoever asks while it is being drawn */
  #painted = new Map<string, Promise<void>>();

  constructor(options: SceneOptions) {
    this.#options = options;
    const { camera } = options;
    const colours = palette();
    const map = new GlMap({
      container: options.container,
      style: { version: 8, sources: {}, layers: [] },
      ...('zoom' in camera ? camera : { bounds: [camera[0], camera[1], camera[2], camera[3]], fitBoundsOptions: { padding: 8 } }),
      maxBounds: [...REGION] as [number, number, number, number],
      maxZoom: 15,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      fadeDuration: 0,
      renderWorldCopies: false,
      locale: { 'Map.Title': t('map-title') },
    });
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    const add = async (id: string) => {
      const { data, pixelRatio } = await paint(pictureOf(id), colours);
      if (!this.#gone && !map.hasImage(id)) map.addImage(id, data, { pixelRatio });
    };
    map.setMissingStyleImageResolver((id) => {
      const painting = this.#painted.get(id) ?? add(id);
      this.#painted.set(id, painting);
      return painting;
    });
    map.setStyle(style(options.lines, options.places, options.sides, colours), { diff: false });
    map.once('style.load', () => {
      this.#ready = true;
      this.#fill();
      this.#moved();
    });
    map.on('moveend', () => {
      this.#fill();
      this.#moved();
    });
    map.on('click', ({ point: at }) => this.#pick(at.x, at.y));
    map.on('mousemove', ({ point: at }) => (map.getCanvas().style.cursor = this.#at(at.x, at.y) ? 'pointer' : ''));
    this.#map = map;
  }

  #moved(): void {
    const bounds = this.#map.getBounds();
    const { lng, lat } = this.#map.getCenter();
    this.#options.onmove({
      box: [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()],
      camera: { center: [lng, lat], zoom: this.#map.getZoom() },
    });
  }

  #at(x: number, y: number) {
    if (!this.#ready) return undefined;
    const n = NEAR_PIXELS;
    const layers = ['marks', 'clusters', 'rings-a', 'rings-b', 'rings-c'];
    return this.#map.queryRenderedFeatures([[x - n, y - n], [x + n, y + n]], { layers })[0];
  }

  #pick(x: number, y: number): void {
    const found = this.#at(x, y);
    if (found?.layer.id === 'clusters' && found.geometry.type === 'Point') {
      const [lon = 0, lat = 0] = found.geometry.coordinates;
      this.#map.easeTo({ center: [lon, lat], zoom: this.#map.getZoom() + CLOSER, duration: this.#duration });
    } else this.#options.onpick(typeof found?.properties.id === 'string' ? found.properties.id : null);
  }

  get #duration(): number {
    return matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 300;
  }

  show(answer: MapIncidents | null, heat: boolean): void {
    this.#answer = answer;
    this.#heat = heat;
    this.#fill();
  }

  choose(spot: IncidentSpot | null): void {
    this.#chosen = spot;
    this.#fill();
  }

  frame(box: Box): void {
    this.#map.fitBounds([box[0], box[1], box[2], box[3]], { padding: 8, duration: this.#duration });
  }

  /** Goes to one incident, close enough to tell it from its neighbours. */
  goTo(spot: IncidentSpot): void {
    const wide = Math.log2((40_075 * 90) / 512 / Math.max(1, spot.precision_m / 1000));
    this.#map.easeTo({ center: [spot.lon, spot.lat], zoom: Math.max(this.#map.getZoom(), Math.min(11.5, wide)), duration: this.#duration });
  }

  zoomBy(steps: number): void {
    this.#map.easeTo({ zoom: this.#map.getZoom() + steps, duration: this.#duration });
  }

  remove(): void {
    this.#gone = true;
    this.#map.remove();
  }

  #set(source: string, data: Features): void {
    this.#map.getSource<GeoJSONSource>(source)?.setData(data);
  }

  #fill(): void {
    if (!this.#ready) return;
    const { sides } = this.#options;
    const zoom = this.#map.getZoom();
    const spots = this.#heat ? [] : (this.#answer?.spots ?? []);
    const all = drawn(spots, sides, zoom);
    this.#set('rings', features(all.flatMap((one) => (one.ring ? [{ geometry: polygon(one.ring), properties: { mark: one.mark, id: one.spot.id } }] : []))));
    this.#set('joins', features(joins(all).map(([one, other]) => ({ geometry: line([one.at, other.at]) }))));
    this.#set('marks', features(all.map((one) => ({ geometry: point(...one.at), properties: { id: one.spot.id, picture: idOf(mark(one, zoom)), order: -one.spot.precision_m } }))));
    this.#set('clusters', features(this.#heat ? [] : (this.#answer?.clusters ?? []).map((one) => ({ geometry: point(one.lon, one.lat), properties: { picture: idOf(cluster(one, sides)) } }))));
    this.#fillCells();
    const chosen = this.#chosen && drawn([this.#chosen], sides, zoom)[0];
    const already = chosen && all.some((one) => one.spot.id === chosen.spot.id);
    this.#set(
      'chosen',
      features(
        chosen
          ? [
              ...(chosen.ring ? [{ geometry: line(chosen.ring) }] : []),
              ...(already ? [] : [{ geometry: point(...chosen.at), properties: { picture: idOf(mark(chosen, zoom)) } }]),
              { geometry: point(...(all.find((one) => one.spot.id === chosen.spot.id) ?? chosen).at), properties: { picture: idOf({ is: 'frame', size: FRAME_PX }) } },
            ]
          : [],
      ),
    );
  }

  #fillCells(): void {
    const cells = this.#heat ? (this.#answer?.cells ?? []) : [];
    const most = Math.max(1, ...cells.map((cell) => cell.count));
    this.#set('cells', features(cells.map((cell) => ({ geometry: polygon(flip([...cell.ring, ...cell.ring.slice(0, 1)])), properties: { weight: 0.08 + 0.5 * Math.sqrt(cell.count / most) } }))));
    if (!this.#heat) return;
    this.#set(
      'clusters',
      features(
        cells.map((cell) => {
          const [lat, lon] = cell.ring.reduce(([y, x], [cy, cx]) => [y + cy / cell.ring.length, x + cx / cell.ring.length], [0, 0]);
          return { geometry: point(lon, lat), properties: { picture: idOf({ is: 'figure', text: fmt.number(cell.count), lang: lang() }) } };
        }),
      ),
    );
  }
}

function mark({ spot, mark: of, as }: Drawn, zoom: number): Picture {
  return { is: 'mark', mark: of, full: !spot.own, as, sidc: as === 'place' && zoom >= SYMBOLS_FROM ? sidc(spot.type) : null };
}

/** Both parties' shares; anybody else's under the third mark. */
function cluster(one: MapIncidents['clusters'][number], sides: Sides): Picture {
  const sums: Record<Mark, number> = { a: 0, b: 0, c: 0 };
  for (const [party, count] of Object.entries(one.parties)) sums[markOf(party, sides)] += count;
  const shares = (['a', 'b', 'c'] as const).filter((of) => of !== 'c' || sums.c > 0).map((of): [Mark, string] => [of, fmt.number(sums[of])]);
  return { is: 'cluster', count: fmt.number(one.count), shares, lang: lang(), steps: Math.min(4, Math.floor(Math.log10(one.count))) };
}
