import { feet, type Foot, type Path } from './path.ts';

/** One observation on the plan's plane. */
export interface Fix {
  readonly x: number;
  readonly y: number;
  /** Feed milliseconds. */
  readonly at: number;
  /** 68 % radius in metres; 0 where unknown. */
  readonly accuracy: number;
  /** Metres a second; null where unknown. */
  readonly speed: number | null;
}

/** How far from the line a vehicle may be and still count as on it, metres; accuracy comes on top. */
const CORRIDOR = 60;
/** Straight lines between stops are a poor picture of the road: a share of their length is allowed on top, at most this many metres. */
const DETOUR_SHARE = 0.3;
const DETOUR_MAX = 500;

/** So many fixes in a row off the path, for so many milliseconds: the driver took a way of his own, and may come back anywhere ahead. */
const LOST_FIXES = 10;
const LOST_AFTER = 300_000;

/**
 * Follows one vehicle along its path. Looks only at the stretch that it can have reached since it was last on the path,
 * so that a street driven twice is told apart and a position costs the same on a short plan and a long one.
 */
export class Follower {
  readonly #path: Path;
  readonly #straight: boolean;
  /** Metres along at the last fix on the path; null before the first. */
  along: number | null = null;
  /** Time of that fix. */
  at = 0;
  /** Metres from the path at the last fix; null where it was out of sight of the reachable stretch. */
  distance: number | null = null;
  /** Fixes since the last one on the path. */
  missed = 0;
  #x = 0;
  #y = 0;
  #moved = 0;

  /** `straight`: the path is made of lines from stop to stop and not of roads. */
  constructor(path: Path, straight: boolean) {
    this.#path = path;
    this.#straight = straight;
  }

  /** Takes the fix; true where it lies on the path. `expected`: metres along by the plan, used for the first fix only. */
  step(fix: Fix, expected: number): boolean {
    this.#moved += this.along === null ? 0 : Math.hypot(fix.x - this.#x, fix.y - this.#y);
    this.#x = fix.x;
    this.#y = fix.y;
    const foot = this.along === null ? this.#first(fix, expected) : this.#next(fix, this.along);
    this.distance = foot?.distance ?? null;
    if (foot === null || foot.distance > this.#corridor(foot, fix)) {
      this.missed++;
      return false;
    }
    this.along = foot.along;
    this.at = fix.at;
    this.missed = 0;
    this.#moved = 0;
    return true;
  }

  #corridor(foot: Foot, fix: Fix): number {
    const detour = this.#straight ? Math.min(DETOUR_MAX, DETOUR_SHARE * foot.segment) : 0;
    return CORRIDOR + 2 * fix.accuracy + detour;
  }

  #first(fix: Fix, expected: number): Foot | null {
    return cheapest(
      feet(this.#path, fix.x, fix.y, 0, this.#path.length),
      (foot) => (foot.distance / 30) ** 2 + ((foot.along - expected) / 1_000) ** 2,
    );
  }

  #next(fix: Fix, along: number): Foot | null {
    const moved = this.#moved;
    // The road is longer than the line between two fixes; the more so, the fewer fixes there are.
    const near = along + 1.6 * moved + 80 + 2 * fix.accuracy + (this.missed > 0 ? 300 : 0);
    const lost = this.missed >= LOST_FIXES && fix.at - this.at > LOST_AFTER;
    const reach = lost ? this.#path.length : near;
    const sigma = Math.max(10, fix.accuracy) + (this.#straight ? 30 : 0);
    const slack = 20 + fix.accuracy + 0.5 * moved;
    const back = 15 + fix.accuracy + 0.1 * moved;
    return cheapest(feet(this.#path, fix.x, fix.y, along - 60 - 0.5 * moved, reach), (foot) => {
      const advance = foot.along - along;
      const surprise = advance < 0 ? advance / back : (advance - moved) / slack;
      return (foot.distance / sigma) ** 2 + surprise * surprise;
    });
  }
}

function cheapest(choices: readonly Foot[], cost: (foot: Foot) => number): Foot | null {
  let best: Foot | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const foot of choices) {
    const own = cost(foot);
    if (own < least) [least, best] = [own, foot];
  }
  return best;
}
