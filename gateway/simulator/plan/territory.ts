import type { City } from '../city/city.ts';
import { PARK, RIVER, type Raster } from '../city/raster.ts';
import { nth, type Point } from '../plane.ts';
import type { Random } from '../random.ts';
import { pointOf, type Location } from '../roads/leg.ts';

/** Where deliveries are: every street with houses, in an order that keeps neighbours together. */
export interface Demand {
  /** `count` doors in one compact piece of the city; `at` 0 to 1 says which, `share` 0 to 1 how much of all demand it spans. */
  doors(at: number, share: number, count: number, random: Random): Location[];
}

/** Streets are laid along a Moore curve and weighted by length and density: a slice of it is a territory of equal work. */
export function buildDemand(city: City): Demand {
  const { network, arterials } = city;
  const list = network.edges.flatMap((edge, number) => {
    const cls = nth(network.streets, edge.street).class;
    if (cls === 'motorway' || edge.length > 700 || edge.length < 30) return [];
    const middle = pointOf(network, { edge: number, offset: edge.length / 2 });
    const district = arterials.district(middle.x, middle.y);
    if (district < 0 || !hasHouses(city.terrain.blocked, middle)) return [];
    const density = district === 0 ? 2.1 : district <= (arterials.districts - 1) / 2 ? 1.35 : 0.85;
    return [{ number, weight: edge.length * density, key: moore(middle.x, middle.y) }];
  });
  list.sort((a, b) => a.key - b.key || a.number - b.number);
  let sum = 0;
  const ends = Float64Array.from(list, (item) => (sum += item.weight));
  const find = (weight: number): number => {
    let low = 0;
    let high = list.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (nth(ends, middle) > weight) high = middle;
      else low = middle + 1;
    }
    return nth(list, low).number;
  };
  return {
    doors: (at, share, count, random) => {
      const from = (at - share / 2 + 1) * sum;
      return Array.from({ length: count }, () => {
        const edge = find((from + random.next() * share * sum) % sum);
        const { length } = nth(network.edges, edge);
        return { edge, offset: Math.round(random.between(0.12, 0.88) * length * 10) / 10 };
      });
    },
  };
}

/** Not where a street runs through a park, and not on a bridge. */
function hasHouses(blocked: Raster, { x, y }: Point): boolean {
  const open = (bit: number): boolean =>
    [-1, 1].some((i) => [-1, 1].some((j) => (blocked.at(x + i * 30, y + j * 30) & bit) === 0));
  return open(PARK) && open(RIVER);
}

/** Four Hilbert curves in a ring (Moore 1900): it ends where it began, so that no part of the city is at the edge of it. */
export function moore(x: number, y: number): number {
  const size = 8_192;
  const quarter = 512 * 512 * 4;
  const v = y < 0 ? y + size : y;
  if (x < 0) return (y < 0 ? 0 : quarter) + hilbert(v * 2, -x * 2);
  return (y < 0 ? 3 : 2) * quarter + hilbert((size - v) * 2, x * 2);
}

/** Distance along a Hilbert curve of order 10 over 16,384 m, from the lower left to the lower right (Hamilton 2006). */
export function hilbert(x: number, y: number): number {
  let px = Math.min(1_023, Math.max(0, Math.floor(x / 16)));
  let py = Math.min(1_023, Math.max(0, Math.floor(y / 16)));
  let key = 0;
  for (let s = 512; s > 0; s >>= 1) {
    const rx = (px & s) > 0 ? 1 : 0;
    const ry = (py & s) > 0 ? 1 : 0;
    key += s * s * ((3 * rx) ^ ry);
    if (ry === 0) {
      if (rx === 1) {
        px = 1_023 - px;
        py = 1_023 - py;
      }
      [px, py] = [py, px];
    }
  }
  return key;
}
