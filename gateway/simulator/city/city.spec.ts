import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { cityMap } from '../../../contract/schema/domain.ts';
import { nth } from '../plane.ts';
import { createRandom } from '../random.ts';
import { buildCity, straightened } from './city.ts';
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

describe('a line without its needless points', () => {
  const points = (...line: readonly (readonly [number, number])[]) => line.map(([x, y]) => ({ x, y }));

  it('keeps its corners and no more', () => {
    const line = points([0, 0], [10, 0.3], [20, 0], [20, 30]);
    expect(straightened(line, 1)).toEqual(points([0, 0], [20, 0], [20, 30]));
  });

  it.each([
    ['before its beginning', -20],
    ['at its beginning', 0],
    ['short of its beginning', 60],
  ])('keeps the tip of a street driven out and back to a place %s', (_, back) => {
    const line = points([0, 0], [50, 0], [100, 0], [150, 0], [100, 0], [back, 0]);
    expect(straightened(line, 1)).toContainEqual({ x: 150, y: 0 });
  });

  it('follows a bend however finely it was drawn', () => {
    const bend = Array.from({ length: 181 }, (_, i) => {
      const angle = (i * Math.PI) / 180;
      return { x: 50 * Math.cos(angle), y: 50 * Math.sin(angle) };
    });
    const line = straightened(bend, 1);
    expect(line.length).toBeLessThan(20);
    for (const [i, b] of line.entries()) {
      const a = line[i - 1] ?? b;
      expect(Math.hypot((a.x + b.x) / 2, (a.y + b.y) / 2)).toBeGreaterThan(48.9);
    }
  });
});
