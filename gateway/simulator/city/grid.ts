import { metres, type Point } from '../plane.ts';
import type { Random } from '../random.ts';
import type { Arterials } from './arterials.ts';
import type { Names } from './names.ts';
import { PARK, RIVER } from './raster.ts';
import type { Street } from './street.ts';
import type { Terrain } from './terrain.ts';

const STEP = 12;
/** A street runs this far past its district's edge, so that it surely meets the road there; the rest is trimmed later. */
const OVERSHOOT = 16;
const SHORTEST = 70;

interface Grid {
  readonly turn: number;
  /** Metres between the streets of each direction. */
  readonly gaps: readonly [number, number];
  /** Every so many-th street is a secondary road. */
  readonly major: number;
  /** Metres of sway: 0 is ruled straight. */
  readonly sway: number;
  readonly oneWays: number;
  /** Share of blocks that are joined because a residential street is missing between them. */
  readonly missing: number;
}

/** The streets inside one district: two families of parallel lines, turned, swayed, and cut where they may not be. */
export function gridStreets(
  district: number,
  centre: Middle,
  random: Random,
  arterials: Arterials,
  terrain: Terrain,
  names: Names,
): Street[] {
  const grid = gridOf(district, random, terrain, centre);
  const streets: Street[] = [];
  const reach = centre.reach;
  for (const direction of [0, 1] as const) {
    const gap = grid.gaps[direction];
    const cross = grid.gaps[direction === 0 ? 1 : 0];
    const count = Math.ceil(reach / gap);
    for (let k = -count; k <= count; k++) {
      const major = (((k + direction * 2) % grid.major) + grid.major) % grid.major === 0;
      const street = random.fork(`${String(direction)}/${String(k)}`);
      const place = (t: number): Point => at(grid, centre, direction, t, k * gap);
      const free = (p: Point): boolean => {
        const bits = terrain.blocked.at(p.x, p.y);
        if ((bits & ~(major ? RIVER | PARK : 0)) !== 0) return false;
        return arterials.district(p.x, p.y) === district;
      };
      const lines = runs(place, free, reach, major ? 0 : grid.missing, cross, street);
      if (lines.length === 0) continue;
      const name = district === 0 && direction === 0 ? names.numbered(k + count + 1) : names.street();
      const oneWay = !major && street.chance(grid.oneWays);
      const backwards = k % 2 === 0;
      for (const line of lines)
        streets.push({
          class: major ? 'secondary' : 'residential',
          name,
          line: oneWay && backwards ? [...line].reverse() : line,
          oneWay,
        });
    }
  }
  return streets;
}

function gridOf(district: number, random: Random, terrain: Terrain, centre: Point): Grid {
  if (district === 0)
    return {
      turn: terrain.seaward + 0.35,
      gaps: [96, 134],
      major: 4,
      sway: 0,
      oneWays: 0.8,
      missing: 0.02,
    };
  const outer = Math.hypot(centre.x, centre.y) > 3_300;
  const radial = Math.atan2(centre.y, centre.x);
  const sway = random.chance(0.4) ? random.between(18, outer ? 46 : 28) : random.between(0, 4);
  return {
    turn: radial + random.between(-0.3, 0.3),
    gaps: outer
      ? [random.between(128, 150), random.between(190, 240)]
      : [random.between(104, 122), random.between(160, 196)],
    major: outer ? 5 : 4,
    sway,
    oneWays: outer ? 0.1 : 0.3,
    missing: outer ? 0.2 : 0.09,
  };
}

function at(grid: Grid, centre: Point, direction: 0 | 1, t: number, side: number): Point {
  const u = direction === 0 ? t : side;
  const v = direction === 0 ? side : t;
  const su = u + grid.sway * Math.sin(v / 310 + 1) + grid.sway * 0.6 * Math.sin(u / 420);
  const sv = v + grid.sway * Math.sin(u / 350) + grid.sway * 0.6 * Math.sin(v / 390 + 2);
  const c = Math.cos(grid.turn);
  const s = Math.sin(grid.turn);
  return { x: centre.x + su * c - sv * s, y: centre.y + su * s + sv * c };
}

/** The free stretches of one line. A blocked place or a missing block ends a stretch. */
function runs(
  place: (t: number) => Point,
  free: (p: Point) => boolean,
  reach: number,
  missing: number,
  cross: number,
  random: Random,
): Point[][] {
  const lines: Point[][] = [];
  const gone = new Map<number, boolean>();
  const missed = (t: number): boolean => {
    if (missing === 0) return false;
    const block = Math.floor(t / cross);
    let answer = gone.get(block);
    if (answer === undefined) gone.set(block, (answer = random.chance(missing)));
    return answer;
  };
  let from: number | null = null;
  for (let t = -reach; t <= reach + STEP; t += STEP) {
    const open = t <= reach && !missed(t) && free(place(t));
    if (open && from === null) from = t;
    if (!open && from !== null) {
      if (t - from > SHORTEST) lines.push(drawn(place, from - OVERSHOOT, t - STEP + OVERSHOOT));
      from = null;
    }
  }
  return lines;
}

function drawn(place: (t: number) => Point, from: number, to: number): Point[] {
  const pieces = Math.max(1, Math.round((to - from) / 60));
  const line: Point[] = [];
  for (let i = 0; i <= pieces; i++) line.push(place(from + ((to - from) * i) / pieces));
  return line;
}

export interface Middle extends Point {
  /** Metres from there to the district's farthest corner. */
  readonly reach: number;
}

/** The middle of each district's extent by its number; undefined where the sea took it all. */
export function middlesOf(arterials: Arterials): (Middle | undefined)[] {
  const places: Point[][] = Array.from({ length: arterials.districts }, () => []);
  for (let y = -6_300; y <= 6_300; y += 150)
    for (let x = -6_300; x <= 6_300; x += 150) places[arterials.district(x, y)]?.push({ x, y });
  return places.map((points) => {
    if (points.length === 0) return undefined;
    const x = points.reduce((sum, p) => sum + p.x, 0) / points.length;
    const y = points.reduce((sum, p) => sum + p.y, 0) / points.length;
    return { x, y, reach: 200 + Math.max(...points.map((p) => metres(p.x - x, p.y - y))) };
  });
}
