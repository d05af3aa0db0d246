/** A line of straight segments on a plane, with the metres along it at each of its points. */
export interface Path {
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  /** Metres from the first point; never decreasing. */
  readonly along: Float64Array;
  readonly length: number;
  /** West, south, east and north of each `BLOCK` segments in a row: what is far from a point is passed over as one. */
  readonly boxes: Float64Array;
}

const BLOCK = 16;

/** Where a point falls on a path. */
export interface Foot {
  readonly along: number;
  /** Metres from the point to the path. */
  readonly distance: number;
  /** Length of the segment it falls on, metres. */
  readonly segment: number;
}

export function createPath(points: readonly (readonly [x: number, y: number])[]): Path {
  const xs = Float64Array.from(points, (point) => point[0]);
  const ys = Float64Array.from(points, (point) => point[1]);
  const along = new Float64Array(points.length);
  for (let i = 1; i < points.length; i++)
    along[i] = num(along, i - 1) + Math.hypot(num(xs, i) - num(xs, i - 1), num(ys, i) - num(ys, i - 1));
  const length = points.length === 0 ? 0 : num(along, points.length - 1);
  return { xs, ys, along, length, boxes: boxesOf(xs, ys) };
}

function boxesOf(xs: Float64Array, ys: Float64Array): Float64Array {
  const blocks = Math.ceil(Math.max(0, xs.length - 1) / BLOCK);
  const boxes = new Float64Array(blocks * 4);
  for (let block = 0; block < blocks; block++) {
    const [from, to] = [block * BLOCK, Math.min(xs.length, (block + 1) * BLOCK + 1)];
    const [x, y] = [xs.subarray(from, to), ys.subarray(from, to)];
    boxes.set([Math.min(...x), Math.min(...y), Math.max(...x), Math.max(...y)], block * 4);
  }
  return boxes;
}

/** Whether every point of the block is farther than `metres` from the place. */
function isBeyond({ boxes }: Path, block: number, x: number, y: number, metres: number): boolean {
  const dx = Math.max(num(boxes, 4 * block) - x, 0, x - num(boxes, 4 * block + 2));
  const dy = Math.max(num(boxes, 4 * block + 1) - y, 0, y - num(boxes, 4 * block + 3));
  return dx * dx + dy * dy > metres * metres;
}

const num = (values: Float64Array, index: number): number => values[index] ?? 0;

/** Index of the segment that holds `along`: 0 to points - 2. */
export function segmentAt(path: Path, along: number): number {
  let low = 0;
  let high = Math.max(0, path.along.length - 2);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (num(path.along, middle) <= along) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * Feet of the point on the path between `from` and `to` metres: each local minimum of the distance that is at most `within`.
 * A road driven twice has one for each time. Costs as much as there are segments between `from` and `to`, less those
 * whose whole neighbourhood is farther than `within`.
 */
export function feet(
  path: Path,
  x: number,
  y: number,
  from: number,
  to: number,
  within = Number.POSITIVE_INFINITY,
): Foot[] {
  const found: Foot[] = [];
  const take = (foot: Foot | null): void => {
    if (foot !== null && foot.distance <= within) found.push(foot);
  };
  const last = path.along.length - 2;
  const low = Math.max(0, from);
  const high = Math.min(path.length, to);
  // A segment's far end is a minimum only where the next segment's nearest point is that same corner.
  let corner: Foot | null = null;
  let begun = false;
  for (let i = segmentAt(path, low); i <= last && num(path.along, i) <= to; i++) {
    // The corners of a block that is passed over are too far to be taken, so that none is lost or taken twice.
    if (i % BLOCK === 0 && i + BLOCK <= last && isBeyond(path, i / BLOCK, x, y, within)) {
      i += BLOCK - 1;
      corner = null;
      begun = true;
      continue;
    }
    const start = Math.max(low, num(path.along, i));
    const end = Math.min(high, num(path.along, i + 1));
    if (end <= start && !(i === last && !begun)) continue;
    const foot = footOn(path, i, x, y, from, to);
    if (foot.along > start && foot.along < end) take(foot);
    else if (foot.along <= start && (corner !== null || !begun)) take(corner ?? foot);
    corner = foot.along >= end && foot.along > start ? foot : null;
    begun = true;
  }
  take(corner);
  return found;
}

function footOn(path: Path, i: number, x: number, y: number, from: number, to: number): Foot {
  const x0 = num(path.xs, i);
  const y0 = num(path.ys, i);
  const dx = num(path.xs, i + 1) - x0;
  const dy = num(path.ys, i + 1) - y0;
  const start = num(path.along, i);
  const segment = num(path.along, i + 1) - start;
  let t = segment === 0 ? 0 : ((x - x0) * dx + (y - y0) * dy) / (segment * segment);
  const low = segment === 0 ? 0 : Math.max(0, (from - start) / segment);
  const high = segment === 0 ? 1 : Math.min(1, (to - start) / segment);
  t = Math.min(high, Math.max(low, t));
  return { along: start + t * segment, distance: Math.hypot(x - x0 - t * dx, y - y0 - t * dy), segment };
}

/** Shortest distance to the whole path in metres; infinite for a path of less than two points. */
export function distanceTo(path: Path, x: number, y: number): number {
  let best = Number.POSITIVE_INFINITY;
  const last = path.along.length - 2;
  for (let i = 0; i <= last; i++) {
    if (i % BLOCK === 0 && isBeyond(path, i / BLOCK, x, y, best)) i += BLOCK - 1;
    else best = Math.min(best, footOn(path, i, x, y, 0, path.length).distance);
  }
  return best;
}
