/** Arrow keys: left and right follow the reading order, up and down the picture. */
export type Arrow = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight';

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export function isArrow(key: string): key is Arrow {
  return ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'].includes(key);
}

/**
 * The control to go to. The heading counts as -1: it comes before the first control, and leaving
 * either end of the controls leads back to it.
 */
export function nextControl(arrow: Arrow, from: number, boxes: readonly Box[]): number {
  const isForward = arrow === 'ArrowDown' || arrow === 'ArrowRight';
  if (from === -1) return isForward ? 0 : boxes.length - 1;
  const inOrder = isForward ? from + 1 : from - 1;
  const neighbour = inOrder === boxes.length ? -1 : inOrder;
  if (arrow === 'ArrowLeft' || arrow === 'ArrowRight') return neighbour;
  return nearestBeyond(arrow, from, boxes) ?? neighbour;
}

/** The nearest row above or below, and in it the box whose middle is nearest. */
function nearestBeyond(
  arrow: 'ArrowUp' | 'ArrowDown',
  from: number,
  boxes: readonly Box[],
): number | null {
  const start = boxes[from];
  if (start === undefined) return null;
  let nearest: { index: number; cost: number } | null = null;
  for (const [index, box] of boxes.entries()) {
    const gap = arrow === 'ArrowDown' ? box.top - start.bottom : start.top - box.bottom;
    if (gap < 0) continue;
    const aside = Math.abs(box.left + box.right - start.left - start.right) / 2;
    const cost = gap * ROW_WEIGHT + aside;
    if (nearest === null || cost < nearest.cost) nearest = { index, cost };
  }
  return nearest?.index ?? null;
}

/** A nearer row wins over a box that lies more straight ahead. */
const ROW_WEIGHT = 10;
