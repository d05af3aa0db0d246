import { beforeAll, describe, expect, it } from 'vitest';
import { buildCity, type City } from '../city/city.ts';
import { nth } from '../plane.ts';
import { createRandom } from '../random.ts';
import { stretch, type Leg, type Location } from './leg.ts';
import { edgeOf, isForward, type Network } from './network.ts';
import { createRouter } from './router.ts';

const seconds = (network: Network, leg: Leg): number =>
  leg.arcs.reduce((sum, arc, i) => {
    const { from, to } = stretch(network, leg, i);
    return sum + (nth(network.cost, arc) * (to - from)) / nth(network.edges, edgeOf(arc)).length;
  }, 0);

/** Bellman-Ford over the same costs: slow, and too simple to be wrong in the same way. */
function fromEverywhere(network: Network, from: Location): number[] {
  const best = network.nodes.map(() => Infinity);
  const { length } = nth(network.edges, from.edge);
  const start = (arc: number, left: number): void => {
    const node = nth(network.head, arc);
    best[node] = Math.min(nth(best, node), (nth(network.cost, arc) * left) / length);
  };
  start(2 * from.edge, length - from.offset);
  start(2 * from.edge + 1, from.offset);
  for (let changed = true; changed;) {
    changed = false;
    network.cost.forEach((cost, arc) => {
      const through = nth(best, nth(network.tail, arc)) + cost;
      if (through < nth(best, nth(network.head, arc)) - 1e-9) {
        best[nth(network.head, arc)] = through;
        changed = true;
      }
    });
  }
  return best;
}

describe('router', () => {
  let city: City;
  beforeAll(() => {
    city = buildCity(createRandom(5));
  });
  const anywhere = (random: ReturnType<typeof createRandom>): Location => {
    const edge = random.whole(0, city.network.edges.length - 1);
    return { edge, offset: random.next() * nth(city.network.edges, edge).length };
  };

  it('never drives against a one-way and never jumps', () => {
    const { network } = city;
    const router = createRouter(network);
    const random = createRandom(1);
    let oneWays = 0;
    const wrong: string[] = [];
    for (let i = 0; i < 300; i++) {
      const from = anywhere(random);
      const to = anywhere(random);
      const leg = router.route(from, to);
      expect(edgeOf(nth(leg.arcs, 0))).toBe(from.edge);
      expect(edgeOf(nth(leg.arcs, leg.arcs.length - 1))).toBe(to.edge);
      leg.arcs.forEach((arc, k) => {
        if (nth(network.edges, edgeOf(arc)).oneWay) {
          oneWays += 1;
          if (!isForward(arc)) wrong.push(`arc ${String(arc)} against a one-way`);
        }
        const piece = stretch(network, leg, k);
        if (piece.to < piece.from) wrong.push(`arc ${String(arc)} backwards`);
        if (k > 0 && nth(network.tail, arc) !== nth(network.head, nth(leg.arcs, k - 1)))
          wrong.push(`arc ${String(arc)} is not where the one before ends`);
      });
    }
    expect(wrong).toEqual([]);
    expect(oneWays).toBeGreaterThan(200);
  });

  it('finds the fastest way', () => {
    const { network } = city;
    const router = createRouter(network);
    const random = createRandom(2);
    for (let i = 0; i < 4; i++) {
      const from = anywhere(random);
      const all = fromEverywhere(network, from);
      for (let k = 0; k < 60; k++) {
        const to = anywhere(random);
        if (to.edge === from.edge) continue;
        const edge = nth(network.edges, to.edge);
        const forth = nth(all, edge.from) + (nth(network.cost, 2 * to.edge) * to.offset) / edge.length;
        const back =
          nth(all, edge.to) + (nth(network.cost, 2 * to.edge + 1) * (edge.length - to.offset)) / edge.length;
        expect(seconds(network, router.route(from, to))).toBeCloseTo(Math.min(forth, back), 6);
      }
    }
  });

  it('goes around the block for a door behind it in a one-way street', () => {
    const { network } = city;
    const edge = network.edges.findIndex((one) => one.oneWay && one.length > 60);
    const leg = createRouter(network).route({ edge, offset: 50 }, { edge, offset: 10 });
    expect(leg.arcs.length).toBeGreaterThan(2);
    expect(seconds(network, leg)).toBeGreaterThan(0);
  });
});
