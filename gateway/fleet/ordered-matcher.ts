import { plannedTimeAt, type Course } from './course.ts';
import { Follower, type Fix } from './follower.ts';

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
/** Slower than this, in metres a second, is standing. */
const STANDING = 1;
/** A vehicle that stands in a stop's zone for this long, milliseconds, has arrived there. */
const SETTLED = 8_000;
/** A fix off the path and this near to a stop, in metres, still finds it. */
const NEAR = 45;
/** Stops within this many metres of each other are at the same place: served without driving on. */
const NEIGHBOUR = 20;
/** No delivery vehicle makes more metres a second from one stop to the next. */
const FASTEST = 25;
/** How many stops ahead are looked at: a driver may leave some out. */
const AHEAD = 4;

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
  #from: { along: number; at: number; speed: number } | null = null;
  #standing: { stop: number; since: number; first: number } | null = null;
  #arrivedAt = 0;
  #lastHere = 0;
  /** Closest that fixes off the path came to each of the next stops. */
  readonly #near = new Map<number, { metres: number; at: number }>();

  constructor(course: Course) {
    this.#course = course;
    this.follower = new Follower(course.path, !course.shapeKnown);
  }

  /** Fixes come in ascending time. */
  step(fix: Fix): Visit[] {
    const visits: Visit[] = [];
    const previous = this.#fix;
    this.#fix = fix;
    const on = this.follower.step(fix, this.#expected(fix.at));
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

  /**
   * When a vehicle came to a stop of which only the end of its service is known: when it was seen to stand there, else the
   * planned service before that end, yet not before it can have come from where it was seen last.
   */
  #cameTo(stop: number, end: number): number {
    if (this.#standing?.stop === stop) return Math.min(end, this.#standing.since);
    const place = this.#course.stopAlong[stop] ?? 0;
    const after = (at: number, along: number): number => at + (Math.max(0, place - along) / FASTEST) * 1_000;
    const known = [end - (this.#course.plan.stops[stop]?.service ?? 0) * 1_000];
    if (this.here !== null) known.push(after(this.#lastHere, this.#course.stopAlong[this.here] ?? 0));
    if (this.#from !== null && place - this.#from.along > ZONE)
      known.push(after(this.#from.at, this.#from.along));
    return Math.min(end, Math.max(...known));
  }

  /** The stop was dealt with under an earlier plan of the same route. */
  resume(stop: number): void {
    this.next = Math.max(this.next, stop + 1);
  }

  /** Where the plan would be now, metres along: only the first fix needs it. */
  #expected(at: number): number {
    if (this.follower.along !== null) return 0;
    const { plan, stopAlong } = this.#course;
    const next = plan.stops.findIndex((stop) => stop.arrival > at);
    if (next < 0) return this.#course.path.length;
    const to = plan.stops[next]?.arrival ?? at;
    const from = next === 0 ? plan.start : (plan.stops[next - 1]?.arrival ?? at);
    const share = to <= from ? 1 : Math.max(0, Math.min(1, (at - from) / (to - from)));
    const low = next === 0 ? 0 : (stopAlong[next - 1] ?? 0);
    return low + share * ((stopAlong[next] ?? 0) - low);
  }

  #leave(fix: Fix, along: number | null, visits: Visit[]): void {
    const stop = this.here;
    if (stop === null) return;
    const place = this.#course.stopAlong[stop] ?? 0;
    const gone =
      along === null
        ? this.#metresTo(stop, fix) > NEAR + 2 * fix.accuracy
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
    const { stopAlong, stopX, stopY } = this.#course;
    if (stop + 1 !== this.next || this.next >= stopAlong.length) return false;
    const [a, b] = [stop, this.next];
    return (
      Math.abs((stopAlong[b] ?? 0) - (stopAlong[a] ?? 0)) <= NEIGHBOUR &&
      Math.hypot((stopX[b] ?? 0) - (stopX[a] ?? 0), (stopY[b] ?? 0) - (stopY[a] ?? 0)) <= NEIGHBOUR
    );
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
      const near = this.#near.get(stop);
      if (near !== undefined && near.metres <= NEAR) this.#arrive(stop, near.at, visits);
      else if (from === null || this.#strayed) this.#skipTo(stop + 1, fix.at, visits);
      else this.#arrive(stop, this.#crossing(from, fix.at, along, stopAlong[stop] ?? 0), visits);
      if (this.here === stop) this.#depart(this.#arrivedAt, visits);
    }
    this.#strayed = false;
  }

  /** Whether fixes off the path lie between the last one on it and now. */
  #strayed = false;

  #settle(fix: Fix, along: number, still: boolean, visits: Visit[]): void {
    const stop = this.#nearestAhead(along);
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

  /** Of the pending stops within reach the nearest along the path; the first of equals. */
  #nearestAhead(along: number): number | null {
    const { stopAlong } = this.#course;
    let best: number | null = null;
    let least = Number.POSITIVE_INFINITY;
    const held =
      this.here === null ? Number.POSITIVE_INFINITY : Math.abs((stopAlong[this.here] ?? 0) - along);
    for (let i = this.next; i < Math.min(stopAlong.length, this.next + AHEAD); i++) {
      const metres = Math.abs((stopAlong[i] ?? 0) - along);
      if (metres < least - 1) [least, best] = [metres, i];
    }
    // At a stop already: its neighbour must be clearly nearer, or noise would walk the vehicle on.
    return least + 12 > held ? null : best;
  }

  /** Off the path: a stop is found by standing near it, or remembered for later. */
  #approach(fix: Fix, still: boolean, visits: Visit[]): void {
    this.#strayed = true;
    const { stopAlong } = this.#course;
    let nearest: number | null = null;
    let least = NEAR;
    for (let i = this.next; i < Math.min(stopAlong.length, this.next + AHEAD); i++) {
      const metres = this.#metresTo(i, fix);
      const known = this.#near.get(i);
      if (known === undefined || metres < known.metres) this.#near.set(i, { metres, at: fix.at });
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

  /** When a vehicle that stands now came to stand: where it was last, on at the speed it had. */
  #reached(fix: Fix, along: number, stop: number): number {
    const from = this.#from;
    if (from === null) return fix.at;
    const place = this.#course.stopAlong[stop] ?? 0;
    const metres = Math.max(0, Math.min(place, Math.max(along, place)) - from.along);
    const speed = Math.max(from.speed, 2);
    return Math.min(fix.at, from.at + (metres / speed) * 1_000);
  }

  /** When a vehicle that drove on was at `place`: at the plan's pace between the two fixes. */
  #crossing(from: { along: number; at: number }, at: number, along: number, place: number): number {
    const start = plannedTimeAt(this.#course, from.along);
    const span = plannedTimeAt(this.#course, along) - start;
    const metres = along - from.along;
    const byPlan = span <= 0 ? null : (plannedTimeAt(this.#course, place) - start) / span;
    const share = byPlan ?? (metres <= 0 ? 1 : (place - from.along) / metres);
    return from.at + Math.max(0, Math.min(1, share)) * (at - from.at);
  }

  #skipTo(stop: number, at: number, visits: Visit[]): void {
    for (; this.next < stop; this.next++) {
      const near = this.#near.get(this.next);
      visits.push(
        near !== undefined && near.metres <= NEAR
          ? { type: 'arrived', stop: this.next, at: near.at }
          : { type: 'skipped', stop: this.next, at },
      );
      this.#near.delete(this.next);
    }
  }

  #arrive(stop: number, at: number, visits: Visit[]): void {
    const time = Math.round(at);
    if (this.here !== null) this.#depart(Math.min(time, this.#lastHere), visits);
    visits.push({ type: 'arrived', stop, at: time });
    this.#near.delete(stop);
    this.next = stop + 1;
    this.here = stop;
    this.#arrivedAt = time;
    this.#lastHere = Math.max(time, this.#lastHere);
  }

  #metresTo(stop: number, fix: Fix): number {
    return Math.hypot((this.#course.stopX[stop] ?? 0) - fix.x, (this.#course.stopY[stop] ?? 0) - fix.y);
  }
}

/** Reported speed where the fixes are close together; else, and against a stuck speedometer, the distance made. */
export function isStanding(fix: Fix, previous: Fix | null): boolean {
  if (previous === null) return fix.speed !== null && fix.speed < STANDING;
  const metres = Math.hypot(fix.x - previous.x, fix.y - previous.y);
  const seconds = (fix.at - previous.at) / 1_000;
  const noise = 8 + 2 * fix.accuracy;
  if (fix.speed !== null && seconds <= 30) return fix.speed < STANDING;
  return metres <= noise + STANDING * Math.min(seconds, 30);
}
