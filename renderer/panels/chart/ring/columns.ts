import type { MinMaxRing } from './min-max-ring.ts';

/** A part of a ring that one column of pixels stands for: samples `from` to `to - 1`. */
export interface Column {
  readonly from: number;
  readonly to: number;
}

/** Width of a column in pixels: each gives at most four points, so that there are two for a pixel. */
const COLUMN_PX = 2;

/**
 * The columns of a window, left to right, none empty. Their edges are multiples of their width in time: as the window moves
 * with the clock, a sample keeps its column and the line does not shimmer.
 * @param ring whose times count
 * @param pixels of the window's width, at least 1
 * @returns null where there are so few samples that each can be drawn as it is
 */
export function columnsOf(ring: MinMaxRing, from: number, to: number, pixels: number): Column[] | null {
  const [first, end] = [ring.indexOf(from), ring.indexOf(to)];
  if (end - first <= pixels * 2 || !(to > from)) return null;
  const width = ((to - from) * COLUMN_PX) / pixels;
  const columns: Column[] = [];
  let start = first;
  for (let edge = Math.floor(from / width) + 1; start < end; edge += 1) {
    const next = Math.min(end, ring.indexOf(edge * width));
    if (next > start) columns.push({ from: start, to: next });
    start = next;
  }
  return columns;
}

/**
 * Indices of what must be drawn of a window: every sample where there are few, else first, least, greatest and last of each
 * column, ascending, without repeats. One sample beyond each end makes the line reach the window's edges.
 */
export function drawnIndices(ring: MinMaxRing, from: number, to: number, pixels: number): number[] {
  const [first, end] = [ring.indexOf(from), ring.indexOf(to)];
  const drawn: number[] = first > 0 ? [first - 1] : [];
  const add = (index: number): void => {
    if (drawn.at(-1) !== index) drawn.push(index);
  };
  const columns = columnsOf(ring, from, to, pixels);
  if (columns === null) for (let index = first; index < end; index += 1) add(index);
  for (const column of columns ?? []) {
    const found = ring.extremes(column.from, column.to);
    add(column.from);
    if (found !== null) {
      add(Math.min(found.min, found.max));
      add(Math.max(found.min, found.max));
    }
    add(column.to - 1);
  }
  if (end < ring.length) add(end);
  return drawn;
}
