import type { Panel } from '../../../contract/bridge.ts';
import type { Path, Place, Rect, Split } from '../../../contract/layout/types.ts';
import { fit, frontsOf, type Fitted, type FittedSplit, type Measures, type Size } from './fit.ts';

export interface PlacedStack {
  readonly path: Path;
  readonly panels: readonly Panel[];
  readonly front: Panel;
  /** CSS pixels from the grid's corner, whole ones. */
  readonly rect: Rect;
}

/** What can be dragged between two children of a split. */
export interface Edge {
  readonly path: Path;
  /** Between the children `index` and `index + 1`. */
  readonly index: number;
  readonly along: Split['along'];
  /** The first in front on either side: what it is called by. */
  readonly between: readonly [Panel, Panel];
  /** The gap itself. */
  readonly rect: Rect;
  /** Of all children as they are shown, and what each needs at least. */
  readonly lengths: readonly number[];
  readonly leasts: readonly number[];
}

export interface Geometry {
  readonly size: Size;
  /** In reading order. */
  readonly stacks: readonly PlacedStack[];
  readonly edges: readonly Edge[];
}

/** Where everything of a tree lies in a grid of this size: pure, so that each frame of a drag can ask for it. */
export function geometryOf(
  root: Place | null,
  size: Size,
  measures: Measures,
  recent: readonly Panel[] = [],
): Geometry {
  const stacks: PlacedStack[] = [];
  const edges: Edge[] = [];
  const place = (fitted: Fitted, rect: Rect): void => {
    if (fitted.kind === 'stack') {
      stacks.push({ path: fitted.path, panels: fitted.panels, front: fitted.front, rect });
      return;
    }
    const lengths = lengthsOf(fitted, rect, measures.gap);
    const leasts = fitted.children.map((child) => child.least[fitted.along === 'row' ? 'width' : 'height']);
    let at = 0;
    for (const [index, child] of fitted.children.entries()) {
      const length = lengths[index] ?? 0;
      place(child, slice(rect, fitted.along, at, length));
      at += length;
      const next = fitted.children[index + 1];
      const before = frontsOf(child)[0];
      const after = next === undefined ? undefined : frontsOf(next)[0];
      if (before === undefined || after === undefined) break;
      const gap = slice(rect, fitted.along, at, measures.gap);
      const between = [before, after] as const;
      edges.push({ path: fitted.path, index, along: fitted.along, between, rect: gap, lengths, leasts });
      at += measures.gap;
    }
  };
  if (root !== null) place(fit(root, size, measures, recent), { x: 0, y: 0, ...size });
  return { size, stacks, edges };
}

const slice = (rect: Rect, along: Split['along'], at: number, length: number): Rect =>
  along === 'row' ? { ...rect, x: rect.x + at, width: length } : { ...rect, y: rect.y + at, height: length };

function lengthsOf(split: FittedSplit, rect: Rect, gap: number): number[] {
  const side = split.along === 'row' ? 'width' : 'height';
  const room = Math.max(0, rect[side] - gap * (split.children.length - 1));
  return shareOut(
    split.shares,
    split.children.map((child) => child.least[side]),
    room,
  );
}

/**
 * Whole lengths that sum to `room`: by shares, but nobody below its least while there is room for all of them; where there is not, by
 * their leasts.
 */
export function shareOut(shares: readonly number[], leasts: readonly number[], room: number): number[] {
  const needed = leasts.reduce((sum, least) => sum + least, 0);
  if (needed >= room) return whole(leasts.map((least) => (needed === 0 ? 0 : (least / needed) * room)));
  const lengths = shares.map(() => 0);
  let open = shares.map((_, n) => n);
  let left = room;
  // Who would get less than its least gets that, and the others share what is left, until nobody would.
  for (;;) {
    const sum = open.reduce((total, n) => total + (shares[n] ?? 0), 0);
    const wanted = (n: number): number => (left * (shares[n] ?? 0)) / sum;
    const short = open.filter((n) => wanted(n) < (leasts[n] ?? 0));
    if (short.length === 0) {
      for (const n of open) lengths[n] = wanted(n);
      return whole(lengths);
    }
    for (const n of short) {
      lengths[n] = leasts[n] ?? 0;
      left -= leasts[n] ?? 0;
    }
    open = open.filter((n) => !short.includes(n));
  }
}

/** Rounded so that the sum stays: each end is rounded, not each length. */
function whole(lengths: readonly number[]): number[] {
  let end = 0;
  return lengths.map((length) => {
    const start = Math.round(end);
    end += length;
    return Math.round(end) - start;
  });
}

/** The lengths with this edge moved by so many pixels, as far as its neighbours' leasts allow. */
export function draggedEdge({ lengths, leasts, index }: Edge, by: number): number[] {
  const [before, after] = [lengths[index] ?? 0, lengths[index + 1] ?? 0];
  const shrink = Math.min(0, (leasts[index] ?? 0) - before);
  const grow = Math.max(0, after - (leasts[index + 1] ?? 0));
  const moved = Math.max(shrink, Math.min(grow, by));
  return lengths.map((length, n) =>
    n === index ? before + moved : n === index + 1 ? after - moved : length,
  );
}

/** Both beside this edge alike. */
export function evenEdge(edge: Edge): number[] {
  const [before, after] = [edge.lengths[edge.index] ?? 0, edge.lengths[edge.index + 1] ?? 0];
  return draggedEdge(edge, (after - before) / 2);
}
