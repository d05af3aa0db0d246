import { timeBeforeService, timeOfHalt, timeOfPassing, type Seen } from './arrival-times.ts';
import { plannedAlongAt, type Course } from './course.ts';
import { Follower, type Fix } from './follower.ts';
import { isStanding } from './standstill.ts';
import { AHEAD, atSamePlace, metresTo, NEAR, nearestAhead, NearStops } from './stop-places.ts';

/** What the matcher found; `stop` is an index into the plan, `at` feed milliseconds. */
export interface Visit {
  readonly type: 'arrived' | 'departed' | 'skipped';
  readonly stop: number;
  readonly at: number;
}

/** Metres from the stop, along the path, that still count as being there. */
const ZONE = 35;
/** Metres past the stop after which it is behind. */
const BEHIND = 30;
/** A vehicle that stands in a stop's zone for this long, milliseconds, has arrived there. */
const SETTLED = 8_000;

/**
 * Stops in planned order. A stop counts as reached when the vehicle stands in its zone, or when it is behind the vehicle. The time
 * is that of reaching the stop's own place along the path, between two fixes: by the speed of approach where the vehicle
 * then stands, else by the plan's own pace, so that it holds for a fix each 5 s and for one each 120 s.
 */
export class OrderedMatcher {
  readonly #course: Course;
  readonly follower: Follower;
  /** First stop that is neither reached nor skipped. */
  next = 0;
  /** Stop that the vehicle is at; null while it drives. */
  here: number | null = null;
  #fix: Fix | null = null;
  /** Last fix on the path. */
  #from: (Seen & { readonly speed: number }) | null = null;
  #standing: { stop: number; since: number; first: number } | null = null;
  #arrivedAt = 0;
  #lastHere = 0;
  readonly #near = new NearStops();
  /** Whether fixes off the path lie between the last one on it and now. */
  #strayed = false;

  constructor(course: Course) {
    this.#course = course;
    this.follower = new Follower(course.path, !course.shapeKnown);
  }

  /** Fixes come in ascending time. */
  step(fix: Fix): Visit[] {
    const visits: Visit[] = [];
    const previous = this.#fix;
    this.#fix = fix;
    // Where the plan would be: only the first fix needs it.
    const expected = this.follower.along === null ? plannedAlongAt(this.#course, fix.at) : 0;
    const on = this.follower.step(fix, expected);
    const along = on ? this.follower.along : null;
    if (this.here !== null) this.#leave(fix, along, visits);
    const still = isStanding(fix, previous);
    if (along !== null) {
      this.#pass(fix, along, visits);
      this.#settle(fix, along, still, visits);
      this.#remember(fix, along);
    } else {
      this.#approach(fix, still, visits);
    }
    return visits;
  }

  /**
   * The driver, or whoever knows, says that the stop is reached: later stops only are looked for. `served`: it was said at the
   * end of the service, as a scan is, so that the arrival was before.
   */
  mark(stop: number, at: number, served = false): Visit[] {
    const visits: Visit[] = [];
    if (stop < this.next) return visits;
    const arrived = served ? this.#cameTo(stop, at) : at;
    this.#skipTo(stop, arrived, visits);
    this.#arrive(stop, arrived, visits);
    return visits;
  }

  /** The stop where the vehicle is has been served: where the next one is at the same place, it is reached by that. */
  served(stop: number, at: number): Visit[] {
    const visits: Visit[] = [];
    if (this.here !== stop) return visits;
    this.#lastHere = Math.max(this.#lastHere, at);
    if (this.#isNeighbour(stop)) this.#arrive(this.next, at, visits);
    return visits;
  }

  /** Where only the end of the service is known: when the vehicle was seen to stand there, else by the plan. */
  #cameTo(stop: number, end: number): number {
    if (this.#standing?.stop === stop) return Math.min(end, this.#standing.since);
    const { stopAlong } = this.#course;
    const seen: Seen[] = [];
    if (this.here !== null) seen.push({ at: this.#lastHere, along: stopAlong[this.here] ?? 0 });
    if (this.#from !== null && (stopAlong[stop] ?? 0) - this.#from.along > ZONE) seen.push(this.#from);
    return timeBeforeService(this.#course, stop, end, seen);
  }

  /** The stop was dealt with under an earlier plan of the same route. */
  resume(stop: number): void {
    this.next = Math.max(this.next, stop + 1);
  }

  #leave(fix: Fix, along: number | null, visits: Visit[]): void {
    const stop = this.here;
    if (stop === null) return;
    const place = this.#course.stopAlong[stop] ?? 0;
    const gone =
      along === null
        ? metresTo(this.#course, stop, fix) > NEAR + 2 * fix.accuracy
        : Math.abs(along - place) > BEHIND + fix.accuracy;
    if (!gone) {
      this.#lastHere = fix.at;
      return;
    }
    this.#neighbours(along ?? place, visits);
    this.#depart(this.#lastHere, visits);
  }

  /** Stops served without driving on: what the vehicle stood there is shared out by planned service. */
  #neighbours(along: number, visits: Visit[]): void {
    for (let stop = this.here; stop !== null; stop = this.here) {
      const { stopAlong, plan } = this.#course;
      const next = stopAlong[this.next];
      if (next === undefined || !this.#isNeighbour(stop) || next > along) return;
      const own = plan.stops[stop]?.service ?? 0;
      const both = own + (plan.stops[this.next]?.service ?? 0);
      const share = both === 0 ? 1 : own / both;
      this.#arrive(this.next, this.#arrivedAt + share * (this.#lastHere - this.#arrivedAt), visits);
    }
  }

  /** Whether the next stop is at the same place as `stop`. */
  #isNeighbour(stop: number): boolean {
    if (stop + 1 !== this.next || this.next >= this.#course.stopAlong.length) return false;
    return atSamePlace(this.#course, stop, this.next);
  }

  #depart(at: number, visits: Visit[]): void {
    const stop = this.here;
    if (stop === null) return;
    this.here = null;
    visits.push({ type: 'departed', stop, at });
  }

  /** Stops that now lie behind. */
  #pass(fix: Fix, along: number, visits: Visit[]): void {
    const { stopAlong } = this.#course;
    const from = this.#from;
    const behind = along - BEHIND - fix.accuracy;
    while (this.next < stopAlong.length && (stopAlong[this.next] ?? 0) < behind) {
      const stop = this.next;
      const served = this.#near.servedAt(stop);
      if (served !== null) this.#arrive(stop, served, visits);
      else if (from === null || this.#strayed) this.#skipTo(stop + 1, fix.at, visits);
      else {
        const passed = timeOfPassing(this.#course, from, { along, at: fix.at }, stopAlong[stop] ?? 0);
        this.#arrive(stop, passed, visits);
      }
      if (this.here === stop) this.#depart(this.#arrivedAt, visits);
    }
    this.#strayed = false;
  }

  #settle(fix: Fix, along: number, still: boolean, visits: Visit[]): void {
    const stop = nearestAhead(this.#course, along, this.next, this.here);
    // Where the path ends nothing can lie behind it: getting there is arriving.
    const end = stop === this.#course.stopAlong.length - 1 && this.#course.path.length - along < 1;
    if (stop !== null && end && this.#from !== null && !still) {
      this.#skipTo(stop, fix.at, visits);
      this.#arrive(stop, fix.at, visits);
      return;
    }
    if (
      stop === null ||
      !still ||
      Math.abs((this.#course.stopAlong[stop] ?? 0) - along) > ZONE + fix.accuracy
    ) {
      this.#standing = null;
      return;
    }
    this.#stand(stop, fix, this.#reached(fix, along, stop), visits);
  }

  #stand(stop: number, fix: Fix, since: number, visits: Visit[]): void {
    if (this.#standing?.stop !== stop) this.#standing = { stop, since, first: fix.at };
    const sparse = this.#from !== null && fix.at - this.#from.at > 30_000;
    if (!sparse && fix.at - this.#standing.first < SETTLED) return;
    this.#skipTo(stop, fix.at, visits);
    this.#arrive(stop, this.#standing.since, visits);
    this.#lastHere = fix.at;
    this.#standing = null;
  }

  /** Off the path: a stop is found by standing near it, or remembered for later. */
  #approach(fix: Fix, still: boolean, visits: Visit[]): void {
    this.#strayed = true;
    const { stopAlong } = this.#course;
    let nearest: number | null = null;
    let least = NEAR;
    for (let i = this.next; i < Math.min(stopAlong.length, this.next + AHEAD); i++) {
      const metres = metresTo(this.#course, i, fix);
      this.#near.came(i, metres, fix.at);
      if (metres < least) [least, nearest] = [metres, i];
    }
    if (nearest !== null && still && this.here === null) this.#stand(nearest, fix, fix.at, visits);
    else this.#standing = null;
  }

  #remember(fix: Fix, along: number): void {
    const from = this.#from;
    const seconds = from === null ? 0 : (fix.at - from.at) / 1_000;
    const speed = from === null || seconds <= 0 ? 0 : Math.max(0, (along - from.along) / seconds);
    this.#from = { along, at: fix.at, speed };
  }

  /** When a vehicle that stands at the stop now came to stand there. */
  #reached(fix: Fix, along: number, stop: number): number {
    if (this.#from === null) return fix.at;
    return timeOfHalt(this.#from, { along, at: fix.at }, this.#course.stopAlong[stop] ?? 0);
  }

  #skipTo(stop: number, at: number, visits: Visit[]): void {
    for (; this.next < stop; this.next++) {
      const served = this.#near.servedAt(this.next);
      visits.push(
        served !== null
          ? { type: 'arrived', stop: this.next, at: served }
          : { type: 'skipped', stop: this.next, at },
      );
      this.#near.forget(this.next);
    }
  }

  #arrive(stop: number, at: number, visits: Visit[]): void {
    const time = Math.round(at);
    if (this.here !== null) this.#depart(Math.min(time, this.#lastHere), visits);
    visits.push({ type: 'arrived', stop, at: time });
    this.#near.forget(stop);
    this.next = stop + 1;
    this.here = stop;
    this.#arrivedAt = time;
    this.#lastHere = Math.max(time, this.#lastHere);
  }
}
