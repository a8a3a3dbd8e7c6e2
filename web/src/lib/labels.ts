// Places names on a map so that none covers another: the first free side of its point, or none at all.
export interface Label {
  x: number;
  y: number;
  width: number;
  height: number;
}
export type Side = 'right' | 'left' | 'above' | 'below';
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const SIDES: Side[] = ['right', 'left', 'below', 'above'];
const CLEAR = 7;

export function boxAt(label: Label, side: Side): Box {
  const left =
    side === 'right' ? label.x + CLEAR : side === 'left' ? label.x - CLEAR - label.width : label.x - label.width / 2;
  const top =
    side === 'above'
      ? label.y - CLEAR - label.height
      : side === 'below'
        ? label.y + CLEAR
        : label.y - label.height / 2;
  return { left, top, right: left + label.width, bottom: top + label.height };
}

const overlap = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/**
 * Earlier labels win. `taken`: boxes that must stay free (legend, points); `avoid`: boxes kept free where a
 * side allows it (lines). null: no free side inside the frame.
 */
export function placeLabels(
  labels: Label[],
  width: number,
  height: number,
  taken: Box[] = [],
  avoid: Box[] = [],
): (Side | null)[] {
  const used = [...taken];
  return labels.map((label) => {
    const free = SIDES.map((side) => ({ side, box: boxAt(label, side) })).filter(({ box }) => {
      const inside = box.left >= 0 && box.top >= 0 && box.right <= width && box.bottom <= height;
      return inside && !used.some((other) => overlap(other, box));
    });
    const best = free.find(({ box }) => !avoid.some((other) => overlap(other, box))) ?? free[0];
    if (best === undefined) return null;
    used.push(best.box);
    return best.side;
  });
}
