import type { PositionReport } from '../../contract/ingest.ts';
import type { Course } from './course.ts';
import type { Fix } from './follower.ts';

/** Another vehicle that reports for the route replaces one that has said nothing for this long, milliseconds. */
const TAKEN_OVER_AFTER = 600_000;

/** Which vehicle drives one route, where it was heard of, and for how long nothing has been heard. */
export class Hearing {
  vehicle: string | null;
  #silent = false;
  #fix: Fix | null = null;
  #firstFix: Fix | null = null;
  #silentLimit = 90;
  #at = Number.NEGATIVE_INFINITY;

  /** `vehicle`: the planned one. */
  constructor(vehicle: string | null) {
    this.vehicle = vehicle;
  }

  get silent(): boolean {
    return this.#silent;
  }
  /** The newest that says where; null before the first. */
  get fix(): Fix | null {
    return this.#fix;
  }
  /** When the route's vehicle or driver last said anything, feed ms; minus infinity before the first word. */
  get at(): number {
    return this.#at;
  }

  /** Another vehicle may take a route over, but two at once would only confuse it: the first that is heard of keeps it. */
  isStranger({ vehicleId, at }: PositionReport): boolean {
    return vehicleId !== this.vehicle && this.isRecent(at);
  }

  /** Whether the last fix is so fresh at `at`, feed ms, that its vehicle still has the route. */
  isRecent(at: number): boolean {
    return this.#fix !== null && at - this.#fix.at < TAKEN_OVER_AFTER;
  }

  /** `silence`: after how many seconds without a position this vehicle is silent. */
  position({ vehicleId, at }: PositionReport, silence: number): void {
    this.vehicle = vehicleId;
    this.#silentLimit = silence;
    this.#silent = false;
    this.#at = at;
  }

  /** The driver said something. */
  word(at: number): void {
    this.#at = Math.max(this.#at, at);
  }

  /** False where the fix is too poor to say where, its radius over `limit` metres: it only breaks the silence. */
  take(fix: Fix, limit: number): boolean {
    if (fix.accuracy > limit) {
      this.#fix = this.#fix === null ? fix : { ...this.#fix, at: fix.at };
      return false;
    }
    this.#fix = fix;
    this.#firstFix ??= fix;
    return true;
  }

  /** Metres from where the vehicle was first seen; null before that. */
  movedTo(fix: Fix): number | null {
    return this.#firstFix === null ? null : Math.hypot(fix.x - this.#firstFix.x, fix.y - this.#firstFix.y);
  }

  /** `expected`: the route has begun, so that somebody should be heard. */
  advance(now: number, expected: boolean): void {
    this.#silent = this.#fix !== null && expected && now - this.#fix.at > this.#silentLimit * 1_000;
  }

  /** Nobody waits for a word any more. */
  end(): void {
    this.#silent = false;
  }

  resume(before: Hearing): void {
    this.vehicle = before.vehicle ?? this.vehicle;
    this.#at = before.#at;
  }
}

/** The report on the plan's plane; `accuracy` is its radius in metres, 0 where unknown. */
export function fixOf({ plane }: Course, { lon, lat, at, speed }: PositionReport, accuracy: number): Fix {
  return { x: plane.x(lon), y: plane.y(lat), at, accuracy, speed };
}
