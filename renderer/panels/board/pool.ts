import type { RouteId, RouteState } from '../../../contract/fleet.ts';
import type { Line } from './sections.ts';

/** One of the row elements that the board has; scrolling gives it another line and moves it, and makes no element anew. */
export interface Slot {
  readonly slot: number;
  /** Index of its line. */
  readonly at: number;
  readonly line: Line;
  /** Undefined for a head, and for a route that has gone since the last order. */
  readonly route: RouteState | undefined;
}

/** Lines `first` to `end` (one past the last, at most `pool` of them) in the order of the elements that show them. */
export function pooled(
  lines: readonly Line[],
  routes: ReadonlyMap<RouteId, RouteState>,
  first: number,
  end: number,
  pool: number,
): Slot[] {
  const slots: Slot[] = [];
  for (let slot = 0; slot < pool; slot += 1) {
    const at = first + ((((slot - first) % pool) + pool) % pool);
    const line = at < end ? lines[at] : undefined;
    if (line === undefined) continue;
    slots.push({ slot, at, line, route: line.kind === 'route' ? routes.get(line.id) : undefined });
  }
  return slots;
}

/**
 * Whether the whole row is seen. All in pixels; `height` is without the sticky header, `cover` what sticks below that, and
 * -1 is no row.
 */
export const inSight = (
  index: number,
  scrollTop: number,
  height: number,
  row: number,
  cover: number,
): boolean =>
  index >= 0 &&
  index * row >= scrollTop + Math.min(cover, index * row) - 1 &&
  (index + 1) * row <= scrollTop + height + 1;

/** Where to scroll so that the row is wholly seen, no farther than needed. */
export function revealed(
  index: number,
  scrollTop: number,
  height: number,
  row: number,
  cover: number,
): number {
  if (index * row - cover < scrollTop) return Math.max(0, index * row - cover);
  if ((index + 1) * row > scrollTop + height) return (index + 1) * row - height;
  return scrollTop;
}
