import type { RoadClass, Street } from '../city/street.ts';
import { distance, nth, type Point } from '../plane.ts';
import type { Edge, Plan } from './edges.ts';

/**
 * The drivable graph. An arc is an edge in one direction: arc 2e runs as edge e was drawn, arc 2e + 1 the other way and exists only where
 * the edge is not one-way. Every junction can be reached from every other.
 */
export interface Network {
  readonly nodes: readonly Point[];
  readonly edges: readonly Edge[];
  readonly streets: readonly Street[];
  /** Arcs that leave node n: `out[k]` for k in `first[n]` to `first[n + 1] - 1`; `into` likewise for arcs that end there. */
  readonly firstOut: Int32Array;
  readonly out: Int32Array;
  readonly firstIn: Int32Array;
  readonly into: Int32Array;
  /** Node at the end of each arc. */
  readonly head: Int32Array;
  /** Node at the beginning of each arc. */
  readonly tail: Int32Array;
  /** Seconds to drive each arc at its class's free speed, junction at its end included. */
  readonly cost: Float64Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Metres a second on an empty road, and seconds that a junction takes on average. */
export const FREE_SPEED: Record<RoadClass, number> = {
  motorway: 24,
  primary: 12,
  secondary: 10,
  residential: 6.8,
};
export const JUNCTION: Record<RoadClass, number> = {
  motorway: 0,
  primary: 5,
  secondary: 4.5,
  residential: 3,
};

export const isForward = (arc: number): boolean => (arc & 1) === 0;
export const edgeOf = (arc: number): number => arc >> 1;

export function buildNetwork(plan: Plan, streets: readonly Street[]): Network {
  let edges = [...plan.edges];
  const hub = nearest(plan.nodes, { x: 0, y: 0 });
  for (let round = 0; round < 3; round++) {
    const lost = unreachable(plan.nodes.length, edges, hub);
    edges = edges.map((edge) =>
      edge.oneWay && (lost(edge.from) || lost(edge.to)) ? { ...edge, oneWay: false } : edge,
    );
  }
  const lost = unreachable(plan.nodes.length, edges, hub);
  return compact(
    plan.nodes,
    edges.filter((edge) => !lost(edge.from) && !lost(edge.to)),
    streets,
  );
}

export function nearest(nodes: readonly Point[], to: Point): number {
  let best = 0;
  nodes.forEach((node, i) => {
    if (distance(node, to) < distance(nth(nodes, best), to)) best = i;
  });
  return best;
}

/** Nodes that cannot be reached from the hub, or cannot reach it. */
function unreachable(nodes: number, edges: readonly Edge[], hub: number): (node: number) => boolean {
  const forth = flood(nodes, edges, hub, false);
  const back = flood(nodes, edges, hub, true);
  return (node) => forth[node] === 0 || back[node] === 0;
}

function flood(nodes: number, edges: readonly Edge[], hub: number, reverse: boolean): Uint8Array {
  const next: number[][] = Array.from({ length: nodes }, () => []);
  for (const edge of edges) {
    const [a, b] = reverse ? [edge.to, edge.from] : [edge.from, edge.to];
    next[a]?.push(b);
    if (!edge.oneWay) next[b]?.push(a);
  }
  const seen = new Uint8Array(nodes);
  const stack = [hub];
  seen[hub] = 1;
  for (let node = stack.pop(); node !== undefined; node = stack.pop())
    for (const to of nth(next, node))
      if (seen[to] === 0) {
        seen[to] = 1;
        stack.push(to);
      }
  return seen;
}

/** Renumbers so that only nodes with edges remain, and lays the arcs out in rows. */
function compact(all: readonly Point[], kept: readonly Edge[], streets: readonly Street[]): Network {
  const number = new Map<number, number>();
  const nodes: Point[] = [];
  const renumber = (node: number): number => {
    const known = number.get(node);
    if (known !== undefined) return known;
    const fresh = nodes.push(nth(all, node)) - 1;
    number.set(node, fresh);
    return fresh;
  };
  const edges = kept.map((edge) => ({ ...edge, from: renumber(edge.from), to: renumber(edge.to) }));
  const arcs = edges.length * 2;
  const head = new Int32Array(arcs);
  const tail = new Int32Array(arcs);
  const cost = new Float64Array(arcs);
  edges.forEach((edge, e) => {
    const cls = nth(streets, edge.street).class;
    const seconds = edge.length / FREE_SPEED[cls] + JUNCTION[cls];
    tail.set([edge.from, edge.to], 2 * e);
    head.set([edge.to, edge.from], 2 * e);
    cost.set([seconds, edge.oneWay ? Infinity : seconds], 2 * e);
  });
  const outRows = rows(nodes.length, tail, cost);
  const inRows = rows(nodes.length, head, cost);
  return {
    nodes,
    edges,
    streets,
    firstOut: outRows.first,
    out: outRows.arcs,
    firstIn: inRows.first,
    into: inRows.arcs,
    head,
    tail,
    cost,
    x: Float64Array.from(nodes, (p) => p.x),
    y: Float64Array.from(nodes, (p) => p.y),
  };
}

function rows(nodes: number, by: Int32Array, cost: Float64Array): { first: Int32Array; arcs: Int32Array } {
  const lists: number[][] = Array.from({ length: nodes }, () => []);
  by.forEach((node, arc) => {
    if (nth(cost, arc) < Infinity) lists[node]?.push(arc);
  });
  const first = new Int32Array(nodes + 1);
  lists.forEach((list, i) => {
    first[i + 1] = nth(first, i) + list.length;
  });
  return { first, arcs: Int32Array.from(lists.flat()) };
}
