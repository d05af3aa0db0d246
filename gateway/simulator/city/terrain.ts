import { nth, type Point } from '../plane.ts';
import type { Random } from '../random.ts';
import { createRaster, PARK, RIVER, SEA, type Raster } from './raster.ts';
import { blob, offset, smooth } from './smooth.ts';

/** Along the shore and out to sea, metres from the centre: the city is thought in this frame and turned by the seed. */
export type Frame = (along: number, out: number) => Point;

export interface Park {
  readonly ring: readonly Point[];
  /** Big enough for a street around it. */
  readonly large: boolean;
}

export interface Terrain {
  readonly frame: Frame;
  /** Direction of the open sea, radians counter-clockwise from east. */
  readonly seaward: number;
  readonly sea: readonly Point[];
  readonly island: readonly Point[];
  readonly river: readonly Point[];
  readonly lake: readonly Point[];
  readonly parks: readonly Park[];
  /** Lines that a street follows: the shore, both banks. */
  readonly shore: readonly Point[];
  readonly banks: readonly (readonly Point[])[];
  /** Where houses cannot be, up to the street that runs along the water. */
  readonly blocked: Raster;
  /** Metres from the centre to the last houses, by direction in radians. */
  limit(direction: number): number;
}

const QUAY = 70;
const BANK = 55;

export function buildTerrain(random: Random): Terrain {
  const seaward = random.between(0.45, 0.95);
  const nx = Math.cos(seaward);
  const ny = Math.sin(seaward);
  const frame: Frame = (along, out) => ({ x: along * ny + out * nx, y: -along * nx + out * ny });
  const mouth = random.between(1_150, 1_450);
  const shape = shoreline(random, mouth);

  const coast: Point[] = [];
  for (let along = -30_000; along <= 30_000; along += Math.abs(along) < 9_000 ? 60 : 500)
    coast.push(frame(along, shape(along)));
  const sea = [...coast, frame(30_000, 40_000), frame(-30_000, 40_000)];
  const shore = offset(coast, -QUAY).filter((p) => Math.hypot(p.x, p.y) < 7_400);

  const course = riverCourse(random, frame, mouth, shape(mouth));
  const half = (index: number): number => 85 - 45 * Math.min(1, index / (course.length * 0.5));
  const river = ribbon(course, half);
  const near = course.filter((p) => Math.hypot(p.x, p.y) < 7_400);
  const banks = [1, -1].map((side) => offset(near, (i) => side * (half(i) + BANK)));

  const parks = placeParks(random, frame);
  const lakeAt = frame(-2_900, -3_150);
  const lake = blob(lakeAt, 520, 210, seaward + 2.1, 2, (turn) => 1 + 0.16 * Math.sin(3 * turn + 1));
  const island = blob(frame(900, 4_300), 900, 480, seaward - 1.2, 2, (turn) => 1 + 0.2 * Math.sin(2 * turn));

  const blocked = createRaster();
  const far = [frame(30_000, 40_000), frame(-30_000, 40_000)];
  blocked.fill([...offset(coast, -QUAY), ...far], SEA);
  blocked.fill(
    ribbon(near, (i) => half(i) + BANK),
    RIVER,
  );
  for (const park of parks) blocked.fill(park.ring, PARK);

  const phases = [random.between(0, 6.28), random.between(0, 6.28)] as const;
  const limit = (direction: number): number =>
    5_350 + 420 * Math.sin(2 * direction + phases[0]) + 260 * Math.sin(5 * direction + phases[1]);
  return { frame, seaward, sea, island, river, lake, parks, shore, banks, blocked, limit };
}

/** How far the land reaches out, by place along the shore: two swells, a headland, and an inlet where the river ends. */
function shoreline(random: Random, mouth: number): (along: number) => number {
  const a = random.between(0, 6.28);
  const b = random.between(0, 6.28);
  const headland = random.between(-4_300, -3_500);
  const bump = (along: number, at: number, wide: number): number => Math.exp(-(((along - at) / wide) ** 2));
  return (along) =>
    1_750 +
    230 * Math.sin(along / 1_500 + a) +
    90 * Math.sin(along / 610 + b) +
    1_250 * bump(along, headland, 1_300) -
    650 * bump(along, mouth, 620) +
    500 * bump(along, 5_200, 1_700);
}

function riverCourse(random: Random, frame: Frame, mouth: number, coast: number): Point[] {
  const swing = random.between(0.85, 1.15);
  const course = [
    frame(mouth, coast + 500),
    frame(mouth, coast - 300),
    frame(mouth - 130 * swing, -200),
    frame(mouth + 180 * swing, -1_100),
    frame(mouth - 500 * swing, -2_150),
    frame(mouth - 150 * swing, -3_300),
    frame(mouth - 900 * swing, -4_500),
    frame(mouth - 500 * swing, -6_100),
    frame(mouth - 1_300 * swing, -9_000),
    frame(mouth - 600 * swing, -14_000),
    frame(mouth - 2_600 * swing, -24_000),
  ];
  return smooth(course, 14);
}

function ribbon(course: readonly Point[], half: (index: number) => number): Point[] {
  const other = offset(course, (i) => -half(i));
  return [...offset(course, half), ...other.reverse()];
}

/** One long park, a few round ones, and small squares downtown. */
function placeParks(random: Random, frame: Frame): Park[] {
  const plain = (): number => 1;
  const across = Math.atan2(frame(1, 0).y, frame(1, 0).x);
  const parks: Park[] = [
    { ring: blob(frame(-2_950, -3_050), 2_900, 760, across + 0.22, 6, plain), large: true },
    { ring: blob(frame(-3_700, 1_350), 1_250, 900, across + 0.6, 2.4, wobbly(random)), large: true },
    { ring: blob(frame(3_500, -1_500), 1_000, 640, across - 0.3, 2.6, wobbly(random)), large: true },
    { ring: blob(frame(2_700, -4_100), 820, 560, across + 0.9, 2.2, wobbly(random)), large: true },
    { ring: blob(frame(-300, -1_950), 620, 400, across, 3, wobbly(random)), large: true },
    { ring: blob(frame(-4_600, -1_350), 520, 420, across, 2.2, wobbly(random)), large: true },
  ];
  for (const [along, out] of [
    [-420, 380],
    [320, -420],
    [-700, -700],
  ] as const)
    parks.push({ ring: blob(frame(along, out), 190, 110, across + 0.35, 8, plain), large: false });
  return parks;
}

function wobbly(random: Random): (turn: number) => number {
  const a = random.between(0, 6.28);
  const b = random.between(0, 6.28);
  return (turn) => 1 + 0.12 * Math.sin(2 * turn + a) + 0.07 * Math.sin(3 * turn + b);
}

export const closed = (ring: readonly Point[]): Point[] => [...ring, nth(ring, 0)];
