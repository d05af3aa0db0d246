import { metres, nth, type Point } from '../plane.ts';
import type { Random } from '../random.ts';
import { SEA } from './raster.ts';
import { smooth } from './smooth.ts';
import type { RoadClass, Street } from './street.ts';
import { closed, type Terrain } from './terrain.ts';

const RADIALS = 8;
/** Roads leave the city and run on to here; nothing is delivered out there, but a map must not end at a wall. */
const HORIZON = 13_000;

export interface Arterials {
  readonly streets: readonly Street[];
  /** Metres from the centre of the inner (0) and outer (1) ring road, by direction. */
  ring(which: 0 | 1, direction: number): number;
  /** The district of a place: 0 downtown, then the sectors between the rings, then those outside; -1 beyond the city. */
  district(x: number, y: number): number;
  readonly districts: number;
}

export function buildArterials(random: Random, terrain: Terrain): Arterials {
  const a = random.between(0, 6.28);
  const b = random.between(0, 6.28);
  const ring = (which: 0 | 1, direction: number): number =>
    which === 0 ? 1_480 + 110 * Math.sin(2 * direction + a) : 3_350 + 210 * Math.sin(3 * direction + b);
  const bases = Array.from(
    { length: RADIALS },
    (_, i) => terrain.seaward + ((i + 0.5 + random.between(-0.16, 0.16)) / RADIALS) * 2 * Math.PI,
  );
  const phases = bases.map(() => random.between(0, 6.28));
  const bearing = (i: number, r: number): number =>
    nth(bases, i) + (80 * Math.sin(r / 900 + nth(phases, i))) / Math.max(600, r) + 0.05 * Math.sin(r / 2_100);

  const streets: Street[] = [];
  const add = (cls: RoadClass, name: string, line: readonly Point[]): void => {
    for (const part of dry(line, terrain)) streets.push({ class: cls, name, line: part, oneWay: false });
  };
  add(
    'primary',
    'Inner Ring',
    circle((direction) => ring(0, direction)),
  );
  add(
    'primary',
    'Outer Ring',
    circle((direction) => ring(1, direction)),
  );
  const titles = [
    'Beacon Ave',
    'Grand Parade',
    'Mercer Blvd',
    'Foundry Rd',
    'Kings Mile',
    'Vale Rd',
    'Saltway',
    'Market St',
  ];
  for (let i = 0; i < RADIALS; i++) {
    const line: Point[] = [];
    const from = i % 4 === 1 ? 0 : ring(0, bearing(i, 1_480)) - 4;
    for (let r = from; r <= HORIZON; r += 60)
      line.push({ x: r * Math.cos(bearing(i, r)), y: r * Math.sin(bearing(i, r)) });
    add('primary', nth(titles, i), line);
  }
  addWaterside(streets, terrain);
  addParkStreets(streets, terrain);
  for (const motorway of motorways(terrain)) streets.push(motorway);

  const district = (x: number, y: number): number => {
    const r = metres(x, y);
    const direction = Math.atan2(y, x);
    if (r > terrain.limit(direction)) return -1;
    if (r < ring(0, direction)) return 0;
    let sector = 0;
    let least = Infinity;
    for (let i = 0; i < RADIALS; i++) {
      const turn =
        (((direction - bearing(i, r)) % 6.283185307179586) + 6.283185307179586) % 6.283185307179586;
      if (turn < least) {
        least = turn;
        sector = i;
      }
    }
    return 1 + sector + (r < ring(1, direction) ? 0 : RADIALS);
  };
  return { streets, ring, district, districts: 1 + 2 * RADIALS };
}

function circle(radius: (direction: number) => number): Point[] {
  const line: Point[] = [];
  for (let i = 0; i <= 240; i++) {
    const direction = ((i % 240) / 240) * 2 * Math.PI;
    line.push({ x: radius(direction) * Math.cos(direction), y: radius(direction) * Math.sin(direction) });
  }
  return line;
}

/** The parts of a line that are not in the sea, each a little past the street on the shore so that they meet. */
function dry(line: readonly Point[], terrain: Terrain): Point[][] {
  const parts: Point[][] = [];
  let part: Point[] = [];
  const finish = (): void => {
    if (part.length > 3) parts.push(part);
    part = [];
  };
  let before: Point | null = null;
  for (const p of line) {
    const wet = (terrain.blocked.at(p.x, p.y) & SEA) !== 0 || beyondShore(p, terrain);
    if (wet && part.length > 0) {
      part.push(p);
      finish();
    } else if (!wet) {
      if (part.length === 0 && before !== null) part.push(before);
      part.push(p);
    }
    before = p;
  }
  finish();
  return parts;
}

/** The raster ends 7.6 km from the centre; past it, whatever points to the sea is sea. */
function beyondShore(p: Point, terrain: Terrain): boolean {
  if (Math.abs(p.x) < 7_600 && Math.abs(p.y) < 7_600) return false;
  return p.x * Math.cos(terrain.seaward) + p.y * Math.sin(terrain.seaward) > 1_000;
}

function addWaterside(streets: Street[], terrain: Terrain): void {
  const inside = (p: Point): boolean => metres(p.x, p.y) < terrain.limit(Math.atan2(p.y, p.x)) + 60;
  const shore = terrain.shore.filter(inside);
  streets.push({ class: 'secondary', name: 'The Embankment', line: shore, oneWay: false });
  terrain.banks.forEach((bank, side) => {
    const line = bank.filter((p) => inside(p) && (terrain.blocked.at(p.x, p.y) & SEA) === 0);
    if (line.length > 3)
      streets.push({
        class: 'secondary',
        name: side === 0 ? 'Heron Bank' : 'Otter Bank',
        line,
        oneWay: false,
      });
  });
}

function addParkStreets(streets: Street[], terrain: Terrain): void {
  const names = [
    'Longmeadow Dr',
    'Headland Dr',
    'Fairground Rd',
    'Mallow Circle',
    'Linden Walk',
    'Arboretum Rd',
  ];
  terrain.parks.forEach((park, i) => {
    if (park.large)
      streets.push({
        class: 'residential',
        name: names[i] ?? 'Parkside',
        line: closed(park.ring),
        oneWay: false,
      });
  });
}

/** One along the coast, one inland, one over the water: they meet other roads only where a primary road crosses. */
function motorways(terrain: Terrain): Street[] {
  const { frame } = terrain;
  const line = (name: string, points: readonly (readonly [number, number])[]): Street => ({
    class: 'motorway',
    name,
    line: smooth(
      points.map(([along, out]) => frame(along, out)),
      12,
    ),
    oneWay: false,
  });
  return [
    line('M1 Coast Motorway', [
      [-16_000, -5_200],
      [-9_000, -3_000],
      [-5_600, -2_050],
      [-3_000, -1_900],
      [-1_200, -2_500],
      [600, -2_350],
      [2_100, -1_850],
      [3_300, -700],
      [5_200, -250],
      [9_000, -900],
      [16_000, -500],
    ]),
    line('M4 Vale Motorway', [
      [600, -2_350],
      [1_900, -3_300],
      [2_000, -4_500],
      [2_900, -6_500],
      [3_200, -10_000],
      [4_500, -16_000],
    ]),
    line('M9 Sound Bridge', [
      [-3_000, -1_900],
      [-2_250, -1_050],
      [-1_950, 0],
      [-1_750, 1_200],
      [-1_100, 3_200],
      [200, 6_500],
      [2_600, 15_000],
    ]),
  ];
}
