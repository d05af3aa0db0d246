import { nth } from '../plane.ts';
import type { Location } from '../roads/leg.ts';
import type { Network } from '../roads/network.ts';

/** House numbers grow along a street, even on one side and odd on the other. */
export interface Addresses {
  of(place: Location, evenSide: boolean): string;
}

const METRES_PER_NUMBER = 7;

export function createAddresses(network: Network): Addresses {
  const reached = new Map<string, number>();
  const begins = network.edges.map((edge) => {
    const { name } = nth(network.streets, edge.street);
    const begin = reached.get(name) ?? 0;
    reached.set(name, begin + edge.length);
    return begin;
  });
  return {
    of: (place, evenSide) => {
      const { name } = nth(network.streets, nth(network.edges, place.edge).street);
      const house =
        2 * Math.floor((nth(begins, place.edge) + place.offset) / METRES_PER_NUMBER) + (evenSide ? 2 : 1);
      return `${String(house)} ${name}`;
    },
  };
}
