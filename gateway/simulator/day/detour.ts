import { nth } from '../plane.ts';
import type { PlannedVan } from '../plan/planner.ts';
import { legLine, type Leg } from '../roads/leg.ts';
import { edgeOf, type Network } from '../roads/network.ts';
import type { Router } from '../roads/router.ts';

/** A detour goes at least this far from everything that the plan's shape touches, metres. */
const AWAY = 320;

/**
 * The leg by way of the nearest junction that lies clear of the whole planned shape, in two legs;
 * null where the shape leaves no such junction within reach.
 */
export function detourOf(
  network: Network,
  router: Router,
  van: PlannedVan,
  which: number,
): [Leg, Leg] | null {
  const leg = nth(van.legs, which);
  const shape = van.legs.flatMap((one) => legLine(network, one));
  const cells = new Set<number>();
  const cell = (v: number): number => Math.floor(v / AWAY) + 100;
  for (const p of shape) cells.add(cell(p.x) * 1_000 + cell(p.y));
  const touched = (x: number, y: number): boolean => {
    for (let i = -1; i <= 1; i++)
      for (let j = -1; j <= 1; j++) if (cells.has((cell(x) + i) * 1_000 + cell(y) + j)) return true;
    return false;
  };
  const middle = nth(network.nodes, nth(network.head, nth(leg.arcs, leg.arcs.length >> 1)));
  let best = -1;
  let least = 2_600;
  network.nodes.forEach((node, i) => {
    const far = Math.hypot(node.x - middle.x, node.y - middle.y);
    if (far < least && !touched(node.x, node.y)) {
      least = far;
      best = i;
    }
  });
  if (best < 0) return null;
  const arc = nth(network.out, nth(network.firstOut, best));
  const edge = edgeOf(arc);
  const by = { edge, offset: nth(network.edges, edge).length / 2 };
  return [router.route(leg.start, by), router.route(by, leg.end)];
}
