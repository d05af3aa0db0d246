import { plannedTimeAt, type Course } from './course.ts';
import type { Fix } from './follower.ts';
import type { Forecast } from './eta/model.ts';
import { hysteresis } from './hysteresis.ts';
import type { FleetLimits } from './options.ts';
import type { OrderedMatcher } from './ordered-matcher.ts';
import type { Progress } from './progress.ts';

/** How far one route is behind its plan; all in seconds, late positive. */
export class Lateness {
  readonly #course: Course;
  readonly #matcher: OrderedMatcher;
  readonly #progress: Progress;
  readonly #limits: FleetLimits;
  #adherence: number | null = null;
  #late = false;
  /** By place, at the last fix on the path. */
  #placeDelay: number | null = null;
  #lastDelay = 0;

  constructor(course: Course, matcher: OrderedMatcher, progress: Progress, limits: FleetLimits) {
    this.#course = course;
    this.#matcher = matcher;
    this.#progress = progress;
    this.#limits = limits;
  }

  /** Null before the first evidence. */
  get adherence(): number | null {
    return this.#adherence;
  }
  get late(): boolean {
    return this.#late;
  }
  /** At the last stop reached; 0 before the first. */
  get lastDelay(): number {
    return this.#lastDelay;
  }

  /** Of the arrival at a stop; 0 where it was not reached. */
  ofArrival(stop: number): number {
    const arrived = this.#progress.records[stop]?.arrived ?? null;
    const planned = this.#course.plan.stops[stop]?.arrival;
    return arrived === null || planned === undefined ? 0 : Math.round((arrived - planned) / 1_000);
  }

  reached(stop: number): void {
    this.#lastDelay = this.ofArrival(stop);
  }

  place(fix: Fix): void {
    const { follower } = this.#matcher;
    if (follower.along === null || follower.missed > 0) return;
    this.#placeDelay = (fix.at - plannedTimeAt(this.#course, follower.along)) / 1_000;
  }

  /**
   * Now. Driving: by the place on the path at the last fix, and never less than what waiting for the next stop
   * has already cost. At a stop: its arrival, then the overstay. So a vehicle that stands in a jam grows late while it stands.
   */
  delay(now: number): number {
    const { stops } = this.#course.plan;
    const here = this.#matcher.here;
    if (here !== null) {
      const stop = stops[here];
      const leave = (stop?.arrival ?? now) + (stop?.service ?? 0) * 1_000;
      return Math.max(this.ofArrival(here), (now - leave) / 1_000);
    }
    const next = stops[this.#matcher.next];
    const overdue = next === undefined ? Number.NEGATIVE_INFINITY : (now - next.arrival) / 1_000;
    return Math.max(this.#placeDelay ?? this.#lastDelay, overdue);
  }

  /** Driving, adherence is the next stop's predicted arrival against its plan; at a stop it is the delay now. */
  measure(now: number, forecast: Forecast | undefined): void {
    const planned = this.#course.plan.stops[this.#matcher.next]?.arrival;
    const driving = this.#matcher.here === null && planned !== undefined && forecast !== undefined;
    this.#adherence = Math.round(driving ? (Math.max(forecast.eta, now) - planned) / 1_000 : this.delay(now));
    this.#late = hysteresis(this.#late, this.#adherence, this.#limits.lateOver, this.#limits.lateUnder);
  }

  /** What was published under an earlier plan of the route stays until the next evidence. */
  resume(before: Lateness): void {
    this.#late = before.#late;
    this.#adherence = before.#adherence;
  }
}
