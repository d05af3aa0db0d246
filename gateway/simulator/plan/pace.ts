import { nth } from '../plane.ts';
import { stretch, type Leg } from '../roads/leg.ts';
import { edgeOf, FREE_SPEED, JUNCTION, type Network } from '../roads/network.ts';
import type { Traffic } from '../roads/traffic.ts';

/** Pulling out and pulling in cost this much more than driving on, seconds a leg. */
const KERB = 7;
/** Planners add this much to what they expect, so that a normal day has room to catch up. */
const MARGIN = 1.03;

/** Seconds that a leg is planned to take when it is begun at `hour`, with the traffic that is usual then. */
export function plannedSeconds(network: Network, traffic: Traffic, leg: Leg, hour: number): number {
  let seconds = KERB;
  for (let i = 0; i < leg.arcs.length; i++) {
    const arc = nth(leg.arcs, i);
    const cls = nth(network.streets, nth(network.edges, edgeOf(arc)).street).class;
    const { from, to } = stretch(network, leg, i);
    const node = nth(network.head, arc);
    const slow = traffic.typical(cls, nth(network.x, node), nth(network.y, node), hour + seconds / 3_600);
    seconds += ((to - from) / FREE_SPEED[cls]) * slow;
    if (i + 1 < leg.arcs.length) seconds += JUNCTION[cls] * slow;
  }
  return seconds * MARGIN;
}
