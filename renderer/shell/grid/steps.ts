import type { Panel } from '../../../contract/bridge.ts';
import { insertPanel, placeAt, stackOf, withShares } from '../../../contract/layout/place.ts';
import type { Place, Rect, Side } from '../../../contract/layout/types.ts';
import { draggedEdge, type Edge, type Geometry, type PlacedStack } from './geometry.ts';

export type Direction = Exclude<Side, 'tab'>;
export const DIRECTIONS: readonly Direction[] = ['left', 'right', 'top', 'bottom'];

/** What a key moves an edge by. CSS pixels. */
export const EDGE_STEP = 32;

/**
 * The panel one place further: past what lies beside its stack there, or out of the stack to the grid's edge where nothing does.
 * The tree as it was where it is there already.
 */
export function movedPanel(root: Place, geometry: Geometry, panel: Panel, direction: Direction): Place {
  const own = geometry.stacks.find(({ panels }) => panels.includes(panel));
  if (own === undefined) return root;
  const next = beside(geometry, own, direction);
  // A tab leaves its stack first.
  if (own.panels.length > 1 && placeAt(root, own.path)?.kind === 'stack')
    return insertPanel(root, panel, own.path, direction);
  return insertPanel(root, panel, next?.path ?? [], direction);
}

/** What lies beside a stack in a direction: the nearest, and of those the one with the longest common side. */
export function beside({ stacks }: Geometry, from: PlacedStack, direction: Direction): PlacedStack | null {
  const across = direction === 'left' || direction === 'right';
  const common = ({ rect }: PlacedStack): number =>
    across
      ? Math.min(bottom(rect), bottom(from.rect)) - Math.max(rect.y, from.rect.y)
      : Math.min(right(rect), right(from.rect)) - Math.max(rect.x, from.rect.x);
  const distance = ({ rect }: PlacedStack): number =>
    ({
      left: from.rect.x - right(rect),
      right: rect.x - right(from.rect),
      top: from.rect.y - bottom(rect),
      bottom: rect.y - bottom(from.rect),
    })[direction];
  const [nearest] = stacks
    .filter((stack) => stack !== from && distance(stack) >= 0 && common(stack) > 0)
    .sort((a, b) => distance(a) - distance(b) || common(b) - common(a));
  return nearest ?? null;
}

const right = ({ x, width }: Rect): number => x + width;
const bottom = ({ y, height }: Rect): number => y + height;

/** The panel's place longer by `by` pixels, shorter where negative, at the edge after it or, where it is the last, before it. */
export function grownPanel(
  root: Place,
  geometry: Geometry,
  panel: Panel,
  along: Edge['along'],
  by: number,
): Place {
  const path = stackOf(root, panel)?.path ?? [];
  const edges = geometry.edges
    .filter((edge) => edge.along === along && edge.path.every((index, n) => path[n] === index))
    .sort((a, b) => b.path.length - a.path.length || b.index - a.index);
  for (const edge of edges) {
    const at = path[edge.path.length];
    if (edge.index === at) return sized(root, edge, draggedEdge(edge, by));
    if (edge.index + 1 === at) return sized(root, edge, draggedEdge(edge, -by));
  }
  return root;
}

/** The split of an edge with its children as long as this. */
export const sized = (root: Place, edge: Pick<Edge, 'path'>, lengths: readonly number[]): Place =>
  withShares(root, edge.path, lengths) ?? root;

/** The next (or previous) tab of the panel's stack in front; null where it stands alone. */
export function neighbourTab(geometry: Geometry, panel: Panel, step: 1 | -1): Panel | null {
  const stack = geometry.stacks.find(({ panels }) => panels.includes(panel));
  if (stack === undefined || stack.panels.length < 2) return null;
  const at = stack.panels.indexOf(stack.front);
  return stack.panels[(at + step + stack.panels.length) % stack.panels.length] ?? null;
}
