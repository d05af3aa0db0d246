import type { CityMap } from '../../../contract/ingest.ts';
import { lonLatOf, nth, type Point } from '../plane.ts';
import type { Random } from '../random.ts';
import { cutStreets, type Edge } from '../roads/edges.ts';
import { buildNetwork, type Network } from '../roads/network.ts';
import { buildArterials, type Arterials } from './arterials.ts';
import { gridStreets, middlesOf } from './grid.ts';
import { createNames, DISTRICTS, shuffled } from './names.ts';
import type { Street } from './street.ts';
import { buildTerrain, closed, type Terrain } from './terrain.ts';

export interface City {
  readonly terrain: Terrain;
  readonly arterials: Arterials;
  readonly network: Network;
  /** Name of each district by its number; downtown is 0. */
  readonly districtNames: readonly string[];
  readonly map: CityMap;
}

/** A whole city from a seed: shore and river first, then the great roads, then streets in what is left between them. */
export function buildCity(random: Random): City {
  const terrain = buildTerrain(random.fork('terrain'));
  const arterials = buildArterials(random.fork('arterials'), terrain);
  const names = createNames(random.fork('names'));
  const streets: Street[] = [...arterials.streets];
  middlesOf(arterials).forEach((middle, district) => {
    if (middle === undefined) return;
    const grid = random.fork(`grid/${String(district)}`);
    streets.push(...gridStreets(district, middle, grid, arterials, terrain, names));
  });
  const network = buildNetwork(cutStreets(streets), streets);
  const districtNames = [nth(DISTRICTS, 0), ...shuffled(DISTRICTS.slice(1), random.fork('districts'))];
  return {
    terrain,
    arterials,
    network,
    districtNames,
    map: mapOf(terrain, arterials, network, districtNames),
  };
}

function mapOf(
  terrain: Terrain,
  arterials: Arterials,
  network: Network,
  districtNames: readonly string[],
): CityMap {
  const ring = (points: readonly Point[]): CityMap['areas'][number]['ring'] => closed(points).map(lonLatOf);
  return {
    bounds: boundsOf(network.nodes.filter((p) => Math.hypot(p.x, p.y) < 6_000)),
    roads: roadsOf(network),
    areas: [
      { kind: 'water', name: 'Halcyon Sound', ring: ring(terrain.sea) },
      { kind: 'land', name: 'Tern Island', ring: ring(terrain.island) },
      { kind: 'water', name: 'River Otter', ring: ring(terrain.river) },
      ...terrain.parks.map((park, i) => ({
        kind: 'park' as const,
        name:
          ['Longmeadow Park', 'Headland Park', 'Fairground', 'Mallow Common', 'Linden Gardens', 'Arboretum'][
            i
          ] ?? null,
        ring: ring(park.ring),
      })),
      { kind: 'water', name: 'Swan Lake', ring: ring(terrain.lake) },
    ],
    places: placesOf(arterials, network, districtNames),
  };
}

function boundsOf(points: readonly Point[]): CityMap['bounds'] {
  const xs = points.map((p) => p.x);
  const ys = points.map((p) => p.y);
  const margin = 350;
  const [west, south] = lonLatOf({ x: Math.min(...xs) - margin, y: Math.min(...ys) - margin });
  const [east, north] = lonLatOf({ x: Math.max(...xs) + margin, y: Math.max(...ys) + margin });
  return [west, south, east, north];
}

/** One line for each stretch of a street that holds together: a quarter of the features that one line an edge would make. */
function roadsOf(network: Network): CityMap['roads'] {
  const roads: { street: number; line: Point[]; end: number }[] = [];
  for (const edge of network.edges) {
    const last = roads[roads.length - 1];
    if (last !== undefined && last.street === edge.street && last.end === edge.from) {
      last.line.push(...edge.line.slice(1));
      last.end = edge.to;
    } else roads.push({ street: edge.street, line: [...edge.line], end: edge.to });
  }
  return roads.map(({ street, line }) => {
    const { class: cls, name } = nth(network.streets, street);
    return { class: cls, name, line: straightened(line, 0.6).map(lonLatOf) };
  });
}

/**
 * Without points that lie on the straight way between those that stay, within `tolerance` metres. A turn on the spot stays:
 * it lies on the line too, but not between its neighbours. So the tip of a street driven out and back is kept.
 */
export function straightened(line: readonly Point[], tolerance: number): Point[] {
  const out: Point[] = [];
  let kept = 0;
  line.forEach((p, i) => {
    const before = line[kept];
    const after = line[i + 1];
    const left = line.slice(kept + 1, i + 1);
    // All that was left out since, not only this point: of a long bend each one alone is nearly straight ahead.
    if (i > 0 && before !== undefined && after !== undefined)
      if (left.every((q) => isBetween(q, before, after, tolerance))) return;
    out.push(p);
    kept = i;
  });
  return out;
}

function isBetween(p: Point, before: Point, after: Point, tolerance: number): boolean {
  const dx = after.x - before.x;
  const dy = after.y - before.y;
  const squared = dx * dx + dy * dy;
  const along = dx * (p.x - before.x) + dy * (p.y - before.y);
  const aside = Math.abs(dx * (p.y - before.y) - dy * (p.x - before.x));
  return along > 0 && along < squared && aside <= tolerance * Math.sqrt(squared);
}

function placesOf(arterials: Arterials, network: Network, names: readonly string[]): CityMap['places'] {
  const sums = names.map(() => ({ x: 0, y: 0, count: 0 }));
  for (const node of network.nodes) {
    const sum = sums[arterials.district(node.x, node.y)];
    if (sum === undefined) continue;
    sum.x += node.x;
    sum.y += node.y;
    sum.count += 1;
  }
  return sums.flatMap(({ x, y, count }, district) =>
    count < 25
      ? []
      : [
          {
            name: nth(names, district),
            at: lonLatOf({ x: x / count, y: y / count }),
            rank: district === 0 ? 1 : district <= (arterials.districts - 1) / 2 ? 2 : 3,
          },
        ],
  );
}

export const streetOf = (network: Network, edge: Edge): Street => nth(network.streets, edge.street);
