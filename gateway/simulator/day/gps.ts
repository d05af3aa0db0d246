import type { Random } from '../random.ts';

/** Errors of a receiver: most of it drifts over a minute, a little is fresh each time (first-order Gauss-Markov). */
export interface Gps {
  /** Metres east and north of the truth, and the radius that the receiver believes in. */
  next(seconds: number, clutter: number): { x: number; y: number; accuracy: number };
}

const MEMORY_S = 60;
const FRESH = 0.3;

export function createGps(noise: number, random: Random): Gps {
  let x = random.normal();
  let y = random.normal();
  return {
    next: (seconds, clutter) => {
      const keep = Math.exp(-seconds / MEMORY_S);
      const fresh = Math.sqrt(1 - keep * keep);
      x = keep * x + fresh * random.normal();
      y = keep * y + fresh * random.normal();
      const size = (noise * clutter) / Math.SQRT2;
      const jitter = FRESH * size;
      return {
        x: size * x + jitter * random.normal(),
        y: size * y + jitter * random.normal(),
        accuracy: Math.round(Math.max(1, noise * clutter * (1 + 0.2 * Math.abs(x))) * 10) / 10,
      };
    },
  };
}
