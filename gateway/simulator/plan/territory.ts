import type { City } from '../city/city.ts';
import { nth } from '../plane.ts';
import type { Random } from '../random.ts';
import { pointOf, type Location } from '../roads/leg.ts';

/** Where deliveries are: every street with houses, in an order that keeps neighbours together. */
export interface Demand {
  /** `count` doors in one compact piece of the city; `at` 0 to 1 says which, `share` 0 to 1 how much of all demand it spans. */
  doors(at: number, share: number, count: number, random: Random): Location[];
}

/** Streets are laid along a Hilbert curve and weighted by length and density: a slice of it is a territory of equal work. */
export function buildDemand(city: City): Demand {
  const { network, arterials } = city;
  const list = network.edges.flatMap((edge, number) => {
    const cls = nth(network.streets, edge.street).class;
    if (cls === 'motorway' || edge.length > 700 || edge.length < 30) return [];
    const middle = pointOf(network, { edge: number, offset: edge.length / 2 });
    const district = arterials.district(middle.x, middle.y);
    if (district < 0) return [];
    const density = district === 0 ? 2.1 : district <= (arterials.districts - 1) / 2 ? 1.35 : 0.85;
    return [{ number, weight: edge.length * density, key: hilbert(middle.x + 8_192, middle.y + 8_192) }];
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
      const from = at * (1 - share) * sum;
      return Array.from({ length: count }, () => {
        const edge = find(from + random.next() * share * sum);
        const { length } = nth(network.edges, edge);
        return { edge, offset: Math.round(random.between(0.12, 0.88) * length * 10) / 10 };
      });
    },
  };
}

/** Distance along a Hilbert curve of order 10 over 16,384 m (Hamilton 2006, compact form). */
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
