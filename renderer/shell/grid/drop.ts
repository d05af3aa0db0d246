import type { Panel } from '../../../contract/bridge.ts';
import type { Path, Rect, Side } from '../../../contract/layout/types.ts';
import type { Geometry, PlacedStack } from './geometry.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Drop {
  readonly path: Path;
  readonly side: Side;
  /** What the panel would take. */
  readonly preview: Rect;
}

/** So near to the grid's own edge a panel goes beside everything. CSS pixels. */
const OUTER = 20;
/** Share of a stack's length at each of its sides that means beside it and not into it. */
const BESIDE = 0.27;

/** What letting go at this point would do; null where nothing would change, or outside. */
export function dropAt(geometry: Geometry, point: Point, panel: Panel, head: number): Drop | null {
  const { width, height } = geometry.size;
  if (point.x < 0 || point.y < 0 || point.x >= width || point.y >= height) return null;
  const outer = outerSide(point, geometry);
  if (outer !== null)
    return { path: [], side: outer, preview: part({ x: 0, y: 0, width, height }, outer, 1 / 3) };
  const stack = geometry.stacks.find(({ rect }) => contains(rect, point));
  if (stack === undefined) return null;
  const side = sideOf(stack, point, head);
  const own = stack.panels.includes(panel);
  if (own && (side === 'tab' || stack.panels.length === 1)) return null;
  return { path: stack.path, side, preview: part(stack.rect, side, 1 / 2) };
}

const contains = ({ x, y, width, height }: Rect, point: Point): boolean =>
  point.x >= x && point.y >= y && point.x < x + width && point.y < y + height;

function outerSide({ x, y }: Point, { size, stacks }: Geometry): Exclude<Side, 'tab'> | null {
  if (stacks.length < 2) return null;
  if (x < OUTER) return 'left';
  if (x >= size.width - OUTER) return 'right';
  if (y >= size.height - OUTER) return 'bottom';
  // The heads at the top are for tabs: only its very edge is the grid's.
  return y < OUTER / 4 ? 'top' : null;
}

function sideOf({ rect }: PlacedStack, { x, y }: Point, head: number): Side {
  if (y < rect.y + head) return 'tab';
  const from = {
    left: (x - rect.x) / rect.width,
    right: (rect.x + rect.width - x) / rect.width,
    top: (y - rect.y - head) / (rect.height - head),
    bottom: (rect.y + rect.height - y) / (rect.height - head),
  };
  const sides = ['left', 'right', 'top', 'bottom'] as const;
  const nearest = sides.reduce((best, side) => (from[side] < from[best] ? side : best));
  return from[nearest] < BESIDE ? nearest : 'tab';
}

function part({ x, y, width, height }: Rect, side: Side, share: number): Rect {
  const [w, h] = [Math.round(width * share), Math.round(height * share)];
  switch (side) {
    case 'left':
      return { x, y, width: w, height };
    case 'right':
      return { x: x + width - w, y, width: w, height };
    case 'top':
      return { x, y, width, height: h };
    case 'bottom':
      return { x, y: y + height - h, width, height: h };
    case 'tab':
      return { x, y, width, height };
  }
}
