import { distance, nth, type Point } from '../plane.ts';
import { edgeOf, isForward, type Network } from './network.ts';

/** A place on a road: metres from the edge's `from` junction. */
export interface Location {
  readonly edge: number;
  readonly offset: number;
}

/** A way between two places: the arcs in order; the first is left from `start`, the last is followed to `end` only. */
export interface Leg {
  readonly start: Location;
  readonly end: Location;
  readonly arcs: readonly number[];
}

/** Metres of arc `i` of the leg that are driven, from and to, in driving direction. */
export function stretch(network: Network, leg: Leg, i: number): { from: number; to: number } {
  const arc = nth(leg.arcs, i);
  const { length } = nth(network.edges, edgeOf(arc));
  const along = (offset: number): number => (isForward(arc) ? offset : length - offset);
  return {
    from: i === 0 ? along(leg.start.offset) : 0,
    to: i === leg.arcs.length - 1 ? along(leg.end.offset) : length,
  };
}

export function legMetres(network: Network, leg: Leg): number {
  let sum = 0;
  for (let i = 0; i < leg.arcs.length; i++) {
    const { from, to } = stretch(network, leg, i);
    sum += to - from;
  }
  return sum;
}

export function pointOf(network: Network, place: Location): Point {
  return along(nth(network.edges, place.edge).line, place.offset);
}

function along(line: readonly Point[], metres: number): Point {
  let left = metres;
  for (let i = 1; i < line.length; i++) {
    const a = nth(line, i - 1);
    const b = nth(line, i);
    const length = distance(a, b);
    if (left <= length && length > 0)
      return { x: a.x + ((b.x - a.x) * left) / length, y: a.y + ((b.y - a.y) * left) / length };
    left -= length;
  }
  return nth(line, line.length - 1);
}

/** Points of one driven arc, in driving direction, both ends of the stretch included. */
export function arcLine(network: Network, leg: Leg, i: number): Point[] {
  const arc = nth(leg.arcs, i);
  const edge = nth(network.edges, edgeOf(arc));
  const { from, to } = stretch(network, leg, i);
  const line = isForward(arc) ? edge.line : [...edge.line].reverse();
  const out = [along(line, from)];
  let metres = 0;
  for (let k = 1; k + 1 < line.length; k++) {
    metres += distance(nth(line, k - 1), nth(line, k));
    if (metres > from + 0.5 && metres < to - 0.5) out.push(nth(line, k));
  }
  out.push(along(line, to));
  return out;
}

export function legLine(network: Network, leg: Leg): Point[] {
  const out: Point[] = [];
  for (let i = 0; i < leg.arcs.length; i++) {
    const line = arcLine(network, leg, i);
    out.push(...(i === 0 ? line : line.slice(1)));
  }
  return out;
}
