import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { cityMap } from '../../../contract/schema/domain.ts';
import { nth } from '../plane.ts';
import { createRandom } from '../random.ts';
import { buildCity } from './city.ts';
import { SEA } from './raster.ts';
import { ROAD_CLASSES } from './street.ts';

describe.each([1, 2, 3, 4, 5, 6])('city of seed %i', (seed) => {
  const { map, network, terrain } = buildCity(createRandom(seed));

  it('is a map that the contract knows, with all that a city has', () => {
    expect(v.safeParse(cityMap, map).issues).toBeUndefined();
    for (const cls of ROAD_CLASSES) expect(map.roads.some((road) => road.class === cls)).toBe(true);
    expect(map.areas.map((area) => area.name)).toEqual(
      expect.arrayContaining(['River Otter', 'Longmeadow Park']),
    );
    expect(map.places.length).toBeGreaterThanOrEqual(10);
    const [west, south, east, north] = map.bounds;
    expect((north - south) * 111_320).toBeGreaterThan(8_000);
    expect((east - west) * 111_320 * Math.cos((38 * Math.PI) / 180)).toBeGreaterThan(8_000);
  });

  it('is one network: every junction reaches every other', () => {
    for (const [first, list, far] of [
      [network.firstOut, network.out, network.head],
      [network.firstIn, network.into, network.tail],
    ] as const) {
      const seen = new Set([0]);
      for (const node of seen)
        for (let k = nth(first, node); k < nth(first, node + 1); k++) seen.add(nth(far, nth(list, k)));
      expect(seen.size).toBe(network.nodes.length);
    }
    expect(network.nodes.length).toBeGreaterThan(2_500);
    expect(network.edges.filter((edge) => edge.oneWay).length).toBeGreaterThan(300);
  });

  it('has no houses in the sea and no street without a name', () => {
    for (const edge of network.edges) {
      const street = nth(network.streets, edge.street);
      expect(street.name).not.toBe('');
      if (street.class !== 'residential') continue;
      const middle = nth(edge.line, edge.line.length >> 1);
      const wet = (terrain.blocked.at(middle.x, middle.y) & SEA) !== 0;
      const quay = [...edge.line].some((p) => (terrain.blocked.at(p.x, p.y) & SEA) === 0);
      expect(wet && !quay).toBe(false);
    }
  });
});
