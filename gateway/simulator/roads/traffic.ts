import type { RoadClass } from '../city/street.ts';
import { metres, nth } from '../plane.ts';
import type { Random } from '../random.ts';

/** How much longer a road takes than when empty: 1 and up. `hour` is the local hour of the day, 0 to 24. */
export interface Traffic {
  /** What planners expect: the same every day. */
  typical(cls: RoadClass, x: number, y: number, hour: number): number;
  /** What this day brings: areas that fare better or worse than usual, and roads that are closed to a lane for an hour. */
  actual(cls: RoadClass, x: number, y: number, hour: number): number;
  readonly hotspots: readonly Hotspot[];
}

/** A lane closed, a collision: traffic within `radius` metres takes up to `factor` times as long. */
export interface Hotspot {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly from: number;
  readonly to: number;
  readonly factor: number;
  readonly why: string;
}

const PEAK: Record<RoadClass, number> = { motorway: 0.8, primary: 0.7, secondary: 0.5, residential: 0.25 };
const WHY = [
  'lane closed',
  'collision',
  'burst water main',
  'signal failure',
  'street market',
  'fallen tree',
];
const bell = (hour: number, at: number, width: number): number => Math.exp(-(((hour - at) / width) ** 2));

/** The morning's peak runs inwards with the commuters, the evening's outwards: 10 minutes a kilometre. */
function wave(x: number, y: number, hour: number): { morning: number; noon: number; evening: number } {
  const kilometres = Math.min(6, metres(x, y) / 1_000);
  return {
    morning: bell(hour, 8.75 - 0.15 * kilometres, 0.9),
    noon: 0.3 * bell(hour, 12.75, 2.4),
    evening: 1.05 * bell(hour, 16.75 + 0.16 * kilometres, 1.15),
  };
}

export function createTraffic(random: Random, hotspotCount = 7): Traffic {
  const phase = random.between(0, 6.28);
  const evening = random.between(1.12, 1.3);
  const hotspots = Array.from({ length: hotspotCount }, (): Hotspot => {
    const direction = random.between(0, 6.28);
    const away = 4_300 * Math.sqrt(random.next());
    const from = random.chance(0.5) ? random.between(15.2, 17.8) : random.between(7.5, 15);
    return {
      x: away * Math.cos(direction),
      y: away * Math.sin(direction),
      radius: random.between(350, 800),
      from,
      to: from + random.between(0.5, 1.4),
      factor: random.between(2.2, 3.6),
      why: random.pick(WHY),
    };
  });
  /** Slow change over the city and the day, between 0.75 and 1.25 of the usual queue. */
  const mood = (x: number, y: number, hour: number): number =>
    1 + 0.25 * Math.sin(x / 2_600 + phase + hour * 0.9) * Math.cos(y / 2_900 - phase);
  return {
    hotspots,
    typical: (cls, x, y, hour) => {
      const { morning, noon, evening } = wave(x, y, hour);
      return 1 + PEAK[cls] * (morning + noon + evening);
    },
    actual: (cls, x, y, hour) => {
      const part = wave(x, y, hour);
      let factor = 1 + PEAK[cls] * (part.morning + part.noon + part.evening * evening) * mood(x, y, hour);
      for (let i = 0; i < hotspots.length; i++) {
        const spot = nth(hotspots, i);
        if (hour < spot.from || hour > spot.to) continue;
        const near = 1 - metres(x - spot.x, y - spot.y) / spot.radius;
        if (near > 0) factor *= 1 + (spot.factor - 1) * Math.min(1, 2 * near);
      }
      return factor;
    },
  };
}
