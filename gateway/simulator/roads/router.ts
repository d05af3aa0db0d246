import { createHeap } from './heap.ts';
import type { Leg, Location } from './leg.ts';
import { edgeOf, FREE_SPEED, isForward, type Network } from './network.ts';
import { metres, nth } from '../plane.ts';

/** Shortest ways by free-flow time. One router serves one caller at a time: its search arrays are reused. */
export interface Router {
  /** The fastest way; it always exists, because every junction can be reached from every other. */
  route(from: Location, to: Location): Leg;
}

/** A* (Hart, Nilsson, Raphael 1968) with straight-line time at motorway speed, which never overestimates. */
export function createRouter(network: Network): Router {
  const { firstOut, out, head, tail, cost, x, y } = network;
  const nodes = network.nodes.length;
  const best = new Float64Array(nodes);
  const via = new Int32Array(nodes);
  const stamp = new Int32Array(nodes);
  const heap = createHeap();
  let round = 0;
  const pace = 1 / FREE_SPEED.motorway;

  const partial = (place: Location, arc: number, leaving: boolean): number => {
    const { length } = nth(network.edges, place.edge);
    const along = isForward(arc) ? place.offset : length - place.offset;
    return (nth(cost, arc) * (leaving ? length - along : along)) / length;
  };
  const reachable = (arc: number): boolean => nth(cost, arc) < Infinity;

  const search = (from: Location, to: Location): number[] => {
    round += 1;
    heap.clear();
    const goal = nth(network.edges, to.edge);
    const gx = nth(x, goal.from);
    const gy = nth(y, goal.from);
    // From the far end of the last edge the guess may exceed the truth by that edge's length at most.
    const slack = goal.length * pace;
    const guess = (node: number): number =>
      Math.max(0, metres((x[node] as number) - gx, (y[node] as number) - gy) * pace - slack);
    const relax = (node: number, seconds: number, arc: number): void => {
      if (stamp[node] === round && (best[node] as number) <= seconds) return;
      stamp[node] = round;
      best[node] = seconds;
      via[node] = arc;
      heap.push(seconds + guess(node), node);
    };
    const starts = [2 * from.edge, 2 * from.edge + 1].filter(reachable);
    for (const arc of starts) relax(nth(head, arc), partial(from, arc, true), arc);
    const ends = [2 * to.edge, 2 * to.edge + 1].filter(reachable);
    const lastCosts = ends.map((arc) => partial(to, arc, false));
    let total = Infinity;
    let last = -1;
    while (heap.top() < total) {
      const key = heap.top();
      const node = heap.pop();
      const seconds = best[node] as number;
      if (key > seconds + guess(node) + 1e-9) continue;
      ends.forEach((arc, i) => {
        if (tail[arc] === node && seconds + nth(lastCosts, i) < total) {
          total = seconds + nth(lastCosts, i);
          last = arc;
        }
      });
      for (let k = firstOut[node] as number; k < (firstOut[node + 1] as number); k++) {
        const arc = out[k] as number;
        relax(head[arc] as number, seconds + (cost[arc] as number), arc);
      }
    }
    const arcs = [last];
    for (let node = nth(tail, last); ; node = nth(tail, nth(via, node))) {
      const arc = nth(via, node);
      arcs.push(arc);
      if (edgeOf(arc) === from.edge && starts.includes(arc) && best[node] === partial(from, arc, true)) break;
    }
    return arcs.reverse();
  };

  return {
    route: (from, to) => {
      if (from.edge === to.edge) {
        const arc = 2 * from.edge + (to.offset >= from.offset ? 0 : 1);
        if (reachable(arc)) return { start: from, end: to, arcs: [arc] };
      }
      return { start: from, end: to, arcs: search(from, to) };
    },
  };
}
