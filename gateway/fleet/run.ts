import type { Condition, Phase, RouteDetail, RoutePlan, RouteState } from '../../contract/fleet.ts';
import type { PositionReport, StopEvent } from '../../contract/ingest.ts';
import { feedMs, type FeedMs } from '../../contract/time.ts';
import type { Happening } from '../ports.ts';
import { createCourse, type Course } from './course.ts';
import { Dwell } from './dwell.ts';
import type { EtaModel, Present } from './eta/model.ts';
import { Exceptions } from './exceptions.ts';
import type { Fix } from './follower.ts';
import { Forecasts } from './forecasts.ts';
import { Lateness } from './lateness.ts';
import { createMatcher } from './matching.ts';
import { OffRoute } from './off-route.ts';
import type { FleetLimits } from './options.ts';
import type { OrderedMatcher, Visit } from './ordered-matcher.ts';
import { distanceTo } from './path.ts';
import { Progress } from './progress.ts';
import { detailOf, stateOf, type RunParts } from './run-state.ts';
import { StopLog } from './stop-log.ts';

/** Metres that a vehicle makes before its route counts as begun. */
const BEGUN = 150;
/** A finished route's vehicle that stays at its last stop is done after the planned service and this long, milliseconds. */
const LAST_STOP_HELD = 180_000;
/** Another vehicle that reports for the route replaces one that has said nothing for this long, milliseconds. */
const TAKEN_OVER_AFTER = 600_000;

/** One route on its day: takes what is reported and answers with its state. */
export class Run {
  readonly plan: RoutePlan;
  readonly #limits: FleetLimits;
  readonly #eta: EtaModel;
  readonly #course: Course;
  readonly #matcher: OrderedMatcher;
  readonly #offRoute: OffRoute;
  readonly #dwell: Dwell;
  readonly #progress: Progress;
  readonly #lateness: Lateness;
  readonly #forecasts: Forecasts;
  readonly #exceptions = new Exceptions();
  readonly #stops: StopLog;
  #phase: Phase = 'planned';
  #vehicle: string | null;
  #silent = false;
  #fix: Fix | null = null;
  #firstFix: Fix | null = null;
  #silentLimit = 90;
  /** When the route's vehicle or driver last said anything. */
  #heardAt = Number.NEGATIVE_INFINITY;
  #completedAt: number | null = null;
  #happenings: Happening[] = [];

  constructor(plan: RoutePlan, limits: FleetLimits, eta: EtaModel) {
    this.plan = plan;
    this.#limits = limits;
    this.#eta = eta;
    this.#vehicle = plan.vehicleId;
    this.#course = createCourse(plan);
    this.#matcher = createMatcher(this.#course, { ordered: true });
    this.#offRoute = new OffRoute(limits);
    this.#progress = new Progress(plan.stops.length);
    this.#dwell = new Dwell(plan, this.#matcher, this.#progress, limits.dwellAfter);
    this.#lateness = new Lateness(this.#course, this.#matcher, this.#progress, limits);
    this.#forecasts = new Forecasts(plan, eta);
    this.#stops = new StopLog({
      plan,
      eta,
      matcher: this.#matcher,
      progress: this.#progress,
      lateness: this.#lateness,
      exceptions: this.#exceptions,
      tell: (happening) => this.#happenings.push(happening),
    });
  }

  get phase(): Phase {
    return this.#phase;
  }
  get silent(): boolean {
    return this.#silent;
  }
  get vehicle(): string | null {
    return this.#vehicle;
  }
  /** Feed milliseconds; null while the route is under way. */
  get completedAt(): number | null {
    return this.#completedAt;
  }

  /** `silence`: after how many seconds without a position this vehicle is silent. */
  position(report: PositionReport, silence: number): void {
    if (this.#isStranger(report)) return;
    this.#vehicle = report.vehicleId;
    this.#silentLimit = silence;
    this.#silent = false;
    this.#heardAt = report.at;
    if (this.#phase === 'completed') return;
    const fix = this.#fixOf(report, report.accuracy ?? 0);
    // Too poor to say where: it only breaks the silence.
    if (fix.accuracy > this.#limits.accuracyLimit) {
      this.#fix = this.#fix === null ? fix : { ...this.#fix, at: fix.at };
      return;
    }
    this.#fix = fix;
    this.#firstFix ??= fix;
    this.#dwell.step(fix);
    this.#take(this.#matcher.step(fix));
    this.#lateness.place(fix);
    this.#begin(fix);
    this.#checkShape(fix);
    if (this.#exceptions.drivesAgain(fix)) this.#recover(fix.at, null);
    this.#finish(fix.at);
    this.advance(fix.at);
  }

  /** The vehicle is now on another route; its new place may still show that the last stops were reached. */
  leave(report: PositionReport | null, at: number): void {
    if (this.#phase === 'completed') return;
    if (report !== null && this.#fix !== null && report.at - this.#fix.at < TAKEN_OVER_AFTER) {
      const fix = this.#fixOf(report, 0);
      const last = this.plan.stops.length - 1;
      const { stopX, stopY } = this.#course;
      if (Math.hypot(fix.x - (stopX[last] ?? 0), fix.y - (stopY[last] ?? 0)) < BEGUN) {
        this.#take(this.#matcher.step(fix));
        this.#take(this.#matcher.mark(last, fix.at));
      }
    }
    this.#complete(at);
  }

  event(event: StopEvent): void {
    const { at, stop } = event;
    this.#heardAt = Math.max(this.#heardAt, at);
    if (event.type === 'completed') return this.#complete(at);
    if (event.type === 'breakdown') {
      this.#exceptions.breakDown(this.#fix);
      this.#tell('breakdown', at, event.reason);
    } else if (event.type === 'recovered') this.#recover(at, event.reason);
    else if (stop !== null) this.#stopEvent(event, stop);
    else if (event.type === 'departed' && this.#phase === 'planned') this.#phase = 'en-route';
    if (this.#phase !== 'completed') this.#finish(at);
    this.#forecasts.expire();
    this.advance(at);
  }

  /** Time alone: silence, dwell, growing lateness, the end of a route that stays at its last stop. */
  advance(now: number): void {
    if (this.#phase === 'completed') return;
    const fix = this.#fix;
    const begun = this.#phase !== 'planned' || now >= this.plan.start;
    this.#silent = fix !== null && begun && now - fix.at > this.#silentLimit * 1_000;
    this.#dwell.advance(now, fix !== null && !this.#silent && this.#phase !== 'planned');
    this.#exceptions.advance(now);
    this.#finishHere(now);
    if (fix !== null || this.#phase !== 'planned') this.#measure(now);
  }

  /** Ends a route that was begun, should long be over and of which nothing is heard any more; true where it did. */
  endIfLost(now: number): boolean {
    if (this.#phase === 'completed' || this.#phase === 'planned') return false;
    const { lostAfter, lostSilence } = this.#limits;
    const end = this.plan.stops.at(-1)?.arrival ?? this.plan.start;
    if (now - end <= lostAfter * 1_000 || now - this.#heardAt <= lostSilence * 1_000) return false;
    this.#complete(now);
    return true;
  }

  /** Takes over what is known of the same route under an earlier plan: outcomes by stop id, the vehicle, the phase. */
  resume(before: Run): void {
    const known = new Map(before.plan.stops.map((stop, i) => [stop.stopId, before.#progress.records[i]]));
    for (const [i, stop] of this.plan.stops.entries()) {
      const record = known.get(stop.stopId);
      const own = this.#progress.records[i];
      if (record === undefined || own === undefined || record.outcome === 'pending') continue;
      this.#matcher.resume(i);
      own.arrived = record.arrived;
      own.departed = record.departed;
      this.#progress.set(i, record.outcome);
      if (record.arrived !== null) this.#lateness.reached(i);
    }
    this.#vehicle = before.#vehicle ?? this.#vehicle;
    this.#phase = before.#phase === 'at-stop' ? 'en-route' : before.#phase;
    this.#completedAt = before.#completedAt;
    this.#heardAt = before.#heardAt;
    this.#lateness.resume(before.#lateness);
    this.#exceptions.resume(before.#exceptions);
    this.#happenings = [...before.takeHappenings()];
  }

  takeHappenings(): readonly Happening[] {
    const taken = this.#happenings;
    if (taken.length > 0) this.#happenings = [];
    return taken;
  }

  state(): RouteState {
    return stateOf(this.#parts());
  }

  detail(now: FeedMs): RouteDetail {
    return detailOf(this.#parts(), now);
  }

  /** Where the route stands now, for forecasts; null before there is anything to go by. */
  present(now: number): Present | null {
    if (this.#phase === 'completed' || this.#fix === null) return null;
    const { next, here } = this.#matcher;
    const { lastDelay } = this.#lateness;
    return { plan: this.plan, now, next, here, delay: this.#lateness.delay(now), lastDelay };
  }

  #parts(): RunParts {
    return {
      plan: this.plan,
      course: this.#course,
      matcher: this.#matcher,
      progress: this.#progress,
      lateness: this.#lateness,
      forecasts: this.#forecasts,
      phase: this.#phase,
      vehicle: this.#vehicle,
      conditions: this.#conditions(),
    };
  }

  /** Another vehicle may take a route over, but two at once would only confuse it: the first that is heard of keeps it. */
  #isStranger({ vehicleId, at }: PositionReport): boolean {
    if (this.#fix === null || vehicleId === this.#vehicle) return false;
    return at - this.#fix.at < TAKEN_OVER_AFTER;
  }

  #fixOf({ lon, lat, at, speed }: PositionReport, accuracy: number): Fix {
    const { plane } = this.#course;
    return { x: plane.x(lon), y: plane.y(lat), at, accuracy, speed };
  }

  #stopEvent(event: StopEvent, stop: number): void {
    this.#phase = this.#stops.event(event, stop, this.#vehicle) ?? this.#phase;
    if (event.type !== 'departed' && this.#phase === 'planned') this.#phase = 'en-route';
  }

  #take(visits: readonly Visit[]): void {
    if (visits.length === 0) return;
    this.#phase = this.#stops.take(visits, this.#vehicle) ?? this.#phase;
    this.#forecasts.expire();
  }

  #begin(fix: Fix): void {
    if (this.#phase !== 'planned' || this.#firstFix === null) return;
    const moved = Math.hypot(fix.x - this.#firstFix.x, fix.y - this.#firstFix.y);
    const along = this.#matcher.follower.along ?? 0;
    if (along > BEGUN || (moved > BEGUN && fix.at >= this.plan.start)) this.#phase = 'en-route';
  }

  #checkShape(fix: Fix): void {
    if (!this.#course.shapeKnown || this.#phase === 'planned') return;
    const near = this.#matcher.follower.distance;
    // The reachable stretch may be too short a look; the whole shape is searched only where it matters.
    const far = near === null || near > this.#limits.offRouteUnder;
    const distance = far ? distanceTo(this.#course.path, fix.x, fix.y) : near;
    this.#offRoute.step(distance, fix.accuracy, fix.at);
  }

  #recover(at: number, reason: string | null): void {
    if (this.#exceptions.recover()) this.#tell('recovered', feedMs(at), reason);
  }

  #tell(type: 'breakdown' | 'recovered', at: FeedMs, reason: string | null): void {
    this.#happenings.push({ type, routeId: this.plan.id, vehicleId: this.#vehicle, at, reason });
  }

  /** After the last stop there is nothing more to do once the vehicle has left it. */
  #finish(at: number): void {
    if (this.#matcher.next >= this.plan.stops.length && this.#matcher.here === null) this.#complete(at);
  }

  #finishHere(now: number): void {
    const last = this.plan.stops.length - 1;
    if (this.#matcher.here !== last) return;
    const arrived = this.#progress.records[last]?.arrived ?? now;
    const service = (this.plan.stops[last]?.service ?? 0) * 1_000;
    if (now - arrived > service + LAST_STOP_HELD) this.#complete(now);
  }

  #complete(at: number): void {
    if (this.#phase === 'completed') return;
    this.#recover(at, null);
    this.#progress.skipPending();
    this.#phase = 'completed';
    this.#completedAt = at;
    this.#exceptions.end();
    this.#silent = false;
    this.#dwell.clear();
    this.#offRoute.clear();
    this.#eta.forget(this.plan.id);
  }

  #measure(now: number): void {
    const { next, here } = this.#matcher;
    if (next >= this.plan.stops.length && here === null) return;
    if (this.#forecasts.isDue(now)) {
      const present = this.present(now);
      if (present !== null) this.#forecasts.refresh(present);
    }
    if (this.#phase === 'planned' && now < this.plan.start) return;
    // How a vehicle gets on that nobody hears of is not known: what was known last stays, and its age says so.
    if (this.#silent) return;
    this.#lateness.measure(now, this.#forecasts.nextOf(next));
  }

  #conditions(): Condition[] {
    const found: Condition[] = [];
    if (this.#dwell.raised) found.push('dwell');
    if (this.#exceptions.raised) found.push('exception');
    if (this.#offRoute.raised) found.push('off-route');
    if (this.#silent) found.push('silent');
    return found;
  }
}
