// Everything on the map that is not a line: names, marks, symbols and counts, drawn on canvases with the page's own fonts.
// A picture is named by what is on it, so that each is drawn once.
import type { Lang } from '../../i18n/index.svelte';
import type { Mark } from '../party';

/** At the place itself; small at the edge of the ring in which it lies; or a small ring in its stead. */
export type MarkShape = 'place' | 'edge' | 'ring';
export type Picture =
  | { is: 'name'; text: string; lang: Lang; role: string }
  | { is: 'mark'; mark: Mark; full: boolean; as: MarkShape; sidc: string | null }
  | { is: 'cluster'; count: string; shares: [Mark, string][]; lang: Lang; steps: number }
  | { is: 'figure'; text: string; lang: Lang }
  | { is: 'hatch' }
  | { is: 'frame'; size: number };

/** As pairs: braces in an image's name would be read as a token of an older style. */
export const idOf = (picture: Picture): string => JSON.stringify(Object.entries(picture));
export const pictureOf = (id: string): Picture => Object.fromEntries(JSON.parse(id) as [string, unknown][]) as unknown as Picture;

export interface Palette {
  paper: string;
  field: string;
  ink: string;
  ink2: string;
  ink3: string;
  rule: string;
  ruleStrong: string;
  a: string;
  b: string;
}
/** The colours of the page's present theme. */
export function palette(root: HTMLElement = document.documentElement): Palette {
  const style = getComputedStyle(root);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    paper: token('--paper'), field: token('--field'), ink: token('--ink'), ink2: token('--ink-2'), ink3: token('--ink-3'),
    rule: token('--rule'), ruleStrong: token('--rule-strong'), a: token('--a'), b: token('--b'),
  };
}

const family = (lang: Lang) => (lang === 'en' ? 'Plex, Vazir, sans-serif' : 'Vazir, Plex, sans-serif');
const font = (lang: Lang, px: number, strong = false) => `${strong ? 600 : 400} ${px}px ${family(lang)}`;

export interface Drawing {
  data: ImageData;
  pixelRatio: number;
}
type Pen = CanvasRenderingContext2D;

/** A canvas of `width` × `height` CSS pixels, drawn at the screen's own resolution. */
function draw(width: number, height: number, work: (pen: Pen) => void): Drawing {
  const pixelRatio = Math.max(1, Math.ceil(globalThis.devicePixelRatio || 1));
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(width) * pixelRatio;
  canvas.height = Math.ceil(height) * pixelRatio;
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (!pen) return { data: new ImageData(1, 1), pixelRatio };
  pen.scale(pixelRatio, pixelRatio);
  work(pen);
  return { data: pen.getImageData(0, 0, canvas.width, canvas.height), pixelRatio };
}

function measure(text: string, how: string): number {
  const pen = document.createElement('canvas').getContext('2d');
  if (!pen) return 0;
  pen.font = how;
  return pen.measureText(text).width;
}

function write(pen: Pen, text: string, x: number, y: number, how: string, ink: string, paper: string): void {
  pen.font = how;
  pen.textBaseline = 'middle';
  pen.lineJoin = 'round';
  pen.lineWidth = 3;
  pen.strokeStyle = paper;
  pen.strokeText(text, x, y);
  pen.fillStyle = ink;
  pen.fillText(text, x, y);
}

const ROLE_PX: Record<string, number> = { city: 14, town: 12, post: 12, governorate: 12, country: 14 };
/** Left of the text of a point's name there is room for its dot. */
const NAME_INDENT = 8;

function name({ text, lang, role }: Extract<Picture, { is: 'name' }>, colours: Palette): Drawing {
  const area = role === 'governorate' || role === 'country';
  const how = font(lang, ROLE_PX[role] ?? 12, role === 'city');
  const ink = area ? colours.ink3 : role === 'post' ? colours.ink2 : colours.ink;
  const indent = area ? 3 : NAME_INDENT;
  return draw(measure(text, how) + indent + 3, 22, (pen) => write(pen, text, indent, 11, how, ink, colours.paper));
}

const strokeOf = (mark: Mark, colours: Palette) => (mark === 'a' ? colours.a : mark === 'b' ? colours.b : colours.ink2);

/** A party's mark around a point: square, circle or diamond; hollow while only its owner has the report. */
function sign(pen: Pen, mark: Mark, x: number, y: number, half: number, full: boolean, colours: Palette): void {
  pen.beginPath();
  if (mark === 'a') pen.rect(x - half, y - half, 2 * half, 2 * half);
  else if (mark === 'b') pen.arc(x, y, half + 0.5, 0, 2 * Math.PI);
  else {
    const r = half + 1.5;
    pen.moveTo(x, y - r);
    for (const [px, py] of [[x + r, y], [x, y + r], [x - r, y]] as const) pen.lineTo(px, py);
    pen.closePath();
  }
  pen.fillStyle = full ? strokeOf(mark, colours) : colours.paper;
  pen.fill();
  pen.lineWidth = 2;
  pen.strokeStyle = strokeOf(mark, colours);
  pen.stroke();
}

const MARK_PX = 20;
function plainMark({ mark, full, as }: Extract<Picture, { is: 'mark' }>, colours: Palette): Drawing {
  const middle = MARK_PX / 2;
  return draw(MARK_PX, MARK_PX, (pen) => {
    if (as !== 'ring') return sign(pen, mark, middle, middle, as === 'edge' ? 3 : 4.5, full, colours);
    pen.setLineDash([3, 2.5]);
    pen.lineWidth = 1.5;
    pen.strokeStyle = strokeOf(mark, colours);
    pen.beginPath();
    pen.arc(middle, middle, 7.5, 0, 2 * Math.PI);
    pen.stroke();
    pen.setLineDash([]);
    sign(pen, mark, middle, middle - 7, 2, full, colours);
  });
}

const SYMBOL_PX = 22;
async function symbol(code: string, mark: Mark, full: boolean, colours: Palette): Promise<Drawing> {
  const { default: ms } = await import('milsymbol');
  const ratio = Math.max(1, Math.ceil(globalThis.devicePixelRatio || 1));
  const shape = new ms.Symbol(code, { size: SYMBOL_PX * ratio, monoColor: colours.ink, fill: false, strokeWidth: 4, outlineWidth: 5, outlineColor: colours.paper });
  const canvas = shape.asCanvas(1);
  const width = canvas.width / ratio;
  const height = canvas.height / ratio;
  const room = 8;
  return draw(width + 2 * room, height + 2 * room, (pen) => {
    pen.drawImage(canvas, room, room, width, height);
    sign(pen, mark, room + width - 1, room + height - 1, 3.5, full, colours);
  });
}

/** The whole count, and under it what each party has of it beside its mark. */
function cluster({ count, shares, lang, steps }: Extract<Picture, { is: 'cluster' }>, colours: Palette): Drawing {
  const big = font(lang, 14, true);
  const small = font(lang, 12);
  const parts = shares.map(([mark, figure]) => ({ mark, figure, width: 14 + measure(figure, small) }));
  const wide = parts.reduce((sum, part) => sum + part.width, 0) + 6 * Math.max(0, parts.length - 1);
  const pad = 5 + steps;
  const width = Math.max(wide, measure(count, big)) + 2 * pad;
  const height = 32 + 2 * steps;
  return draw(width + 2, height + 2, (pen) => {
    pen.fillStyle = colours.paper;
    pen.strokeStyle = colours.ruleStrong;
    pen.lineWidth = 1;
    pen.beginPath();
    pen.rect(1.5, 1.5, Math.floor(width - 1), Math.floor(height - 1));
    pen.fill();
    pen.stroke();
    pen.textAlign = 'center';
    write(pen, count, width / 2 + 1, height / 2 - 6, big, colours.ink, colours.paper);
    pen.textAlign = 'left';
    let x = (width - wide) / 2 + 1;
    for (const { mark, figure, width: part } of parts) {
      sign(pen, mark, x + 5, height / 2 + 9, 3, true, colours);
      write(pen, figure, x + 13, height / 2 + 9.5, small, colours.ink2, colours.paper);
      x += part + 6;
    }
  });
}

const HATCH_PX = 8;
/** One tile of the hatching where both parties claim the ground. */
function hatch(colours: Palette): Drawing {
  return draw(HATCH_PX, HATCH_PX, (pen) => {
    pen.strokeStyle = colours.ink3;
    pen.lineWidth = 1;
    pen.globalAlpha = 0.75;
    pen.beginPath();
    for (const shift of [-HATCH_PX, 0, HATCH_PX]) {
      pen.moveTo(shift - 1, HATCH_PX + 1);
      pen.lineTo(shift + HATCH_PX + 1, -1);
    }
    pen.stroke();
  });
}

/** The picture, once the fonts that it needs are here. */
export async function paint(picture: Picture, colours: Palette): Promise<Drawing> {
  if ('lang' in picture) {
    const sample = 'text' in picture ? picture.text : picture.count;
    await Promise.all([document.fonts.load(font(picture.lang, 12), sample), document.fonts.load(font(picture.lang, 12, true), sample)]).catch(() => null);
  }
  switch (picture.is) {
    case 'name': return name(picture, colours);
    case 'cluster': return cluster(picture, colours);
    case 'hatch': return hatch(colours);
    case 'mark': return picture.sidc === null ? plainMark(picture, colours) : symbol(picture.sidc, picture.mark, picture.full, colours);
    case 'figure': {
      const how = font(picture.lang, 12);
      return draw(measure(picture.text, how) + 6, 20, (pen) => write(pen, picture.text, 3, 10, how, colours.ink, colours.paper));
    }
    case 'frame':
      return draw(picture.size, picture.size, (pen) => {
        pen.strokeStyle = colours.ink;
        pen.lineWidth = 1.5;
        pen.strokeRect(1, 1, picture.size - 2, picture.size - 2);
      });
  }
}
