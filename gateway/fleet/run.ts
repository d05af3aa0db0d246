import type { Condition, Phase, RouteDetail, RoutePlan, RouteState } from '../../contract/fleet.ts';
import type { PositionReport, StopEvent } from '../../contract/ingest.ts';
import { feedMs, type FeedMs } from '../../contract/time.ts';
import type { Happening } from '../ports.ts';
import { createCourse, type Course } from './course.ts';
import { Dwell } from './dwell.ts';
import { hasLeftLastStop, isLost, metresToLastStop, staysAtLastStop } from './ending.ts';
import type { EtaModel, Present } from './eta/model.ts';
import { Exceptions } from './exceptions.ts';
import type { Fix } from './follower.ts';
import { Forecasts } from './forecasts.ts';
import { fixOf, Hearing } from './hearing.ts';
import { Lateness } from './lateness.ts';
import { createMatcher } from './matching.ts';
import { OffRoute } from './off-route.ts';
import type { FleetLimits } from './options.ts';
import type { OrderedMatcher, Visit } from './ordered-matcher.ts';
import { Progress } from './progress.ts';
import { detailOf, stateOf, type RunParts } from './run-state.ts';
import { StopLog } from './stop-log.ts';

/** Metres that a vehicle makes before its route counts as begun. */
const BEGUN = 150;

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
  readonly #hearing: Hearing;
  readonly #stops: StopLog;
  #phase: Phase = 'planned';
  #completedAt: number | null = null;
  #happenings: Happening[] = [];

  constructor(plan: RoutePlan, limits: FleetLimits, eta: EtaModel) {
    this.plan = plan;
    this.#limits = limits;
    this.#eta = eta;
    this.#hearing = new Hearing(plan.vehicleId);
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
    return this.#hearing.silent;
  }
  get vehicle(): string | null {
    return this.#hearing.vehicle;
  }
  /** Feed milliseconds; null while the route is under way. */
  get completedAt(): number | null {
    return this.#completedAt;
  }

  /** `silence`: after how many seconds without a position this vehicle is silent. */
  position(report: PositionReport, silence: number): void {
    const hearing = this.#hearing;
    if (hearing.isStranger(report)) return;
    hearing.position(report, silence);
    if (this.#phase === 'completed') return;
    const fix = fixOf(this.#course, report, report.accuracy ?? 0);
    if (!hearing.take(fix, this.#limits.accuracyLimit)) return;
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
    if (report !== null && this.#hearing.isRecent(report.at)) {
      const fix = fixOf(this.#course, report, 0);
      if (metresToLastStop(this.#course, fix) < BEGUN) {
        this.#take(this.#matcher.step(fix));
        this.#take(this.#matcher.mark(this.plan.stops.length - 1, fix.at));
      }
    }
    this.#complete(at);
  }

  event(event: StopEvent): void {
    const { at, stop } = event;
    this.#hearing.word(at);
    if (event.type === 'completed') return this.#complete(at);
    if (event.type === 'breakdown') {
      this.#exceptions.breakDown(this.#hearing.fix);
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
    const { fix } = this.#hearing;
    this.#hearing.advance(now, this.#phase !== 'planned' || now >= this.plan.start);
    this.#dwell.advance(now, fix !== null && !this.silent && this.#phase !== 'planned');
    this.#exceptions.advance(now);
    if (staysAtLastStop(this.plan, this.#matcher, this.#progress, now)) this.#complete(now);
    if (fix !== null || this.#phase !== 'planned') this.#measure(now);
  }

  /** Ends a route that was begun, should long be over and of which nothing is heard any more; true where it did. */
  endIfLost(now: number): boolean {
    if (this.#phase === 'completed' || this.#phase === 'planned') return false;
    if (!isLost(this.plan, this.#limits, this.#hearing.at, now)) return false;
    this.#complete(now);
    return true;
  }

  /** Takes over what is known of the same route under an earlier plan: outcomes by stop id, the vehicle, the phase. */
  resume(before: Run): void {
    this.#stops.resume(before.#stops);
    this.#hearing.resume(before.#hearing);
    this.#phase = before.#phase === 'at-stop' ? 'en-route' : before.#phase;
    this.#completedAt = before.#completedAt;
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
    if (this.#phase === 'completed' || this.#hearing.fix === null) return null;
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
      vehicle: this.vehicle,
      conditions: this.#conditions(),
    };
  }

  #stopEvent(event: StopEvent, stop: number): void {
    this.#phase = this.#stops.event(event, stop, this.vehicle) ?? this.#phase;
    if (event.type !== 'departed' && this.#phase === 'planned') this.#phase = 'en-route';
  }

  #take(visits: readonly Visit[]): void {
    if (visits.length === 0) return;
    this.#phase = this.#stops.take(visits, this.vehicle) ?? this.#phase;
    this.#forecasts.expire();
  }

  #begin(fix: Fix): void {
    const moved = this.#hearing.movedTo(fix);
    if (this.#phase !== 'planned' || moved === null) return;
    const along = this.#matcher.follower.along ?? 0;
    if (along > BEGUN || (moved > BEGUN && fix.at >= this.plan.start)) this.#phase = 'en-route';
  }

  #checkShape(fix: Fix): void {
    if (!this.#course.shapeKnown || this.#phase === 'planned') return;
    this.#offRoute.follow(this.#course.path, this.#matcher.follower.distance, fix);
  }

  #recover(at: number, reason: string | null): void {
    if (this.#exceptions.recover()) this.#tell('recovered', feedMs(at), reason);
  }

  #tell(type: 'breakdown' | 'recovered', at: FeedMs, reason: string | null): void {
    this.#happenings.push({ type, routeId: this.plan.id, vehicleId: this.vehicle, at, reason });
  }

  #finish(at: number): void {
    if (hasLeftLastStop(this.plan, this.#matcher)) this.#complete(at);
  }

  #complete(at: number): void {
    if (this.#phase === 'completed') return;
    this.#recover(at, null);
    this.#progress.skipPending();
    this.#phase = 'completed';
    this.#completedAt = at;
    this.#exceptions.end();
    this.#hearing.end();
    this.#dwell.clear();
    this.#offRoute.clear();
    this.#eta.forget(this.plan.id);
  }

  #measure(now: number): void {
    if (hasLeftLastStop(this.plan, this.#matcher)) return;
    if (this.#forecasts.isDue(now)) {
      const present = this.present(now);
      if (present !== null) this.#forecasts.refresh(present);
    }
    if (this.#phase === 'planned' && now < this.plan.start) return;
    // How a vehicle gets on that nobody hears of is not known: what was known last stays, and its age says so.
    if (this.silent) return;
    this.#lateness.measure(now, this.#forecasts.nextOf(this.#matcher.next));
  }

  #conditions(): Condition[] {
    const found: Condition[] = [];
    if (this.#dwell.raised) found.push('dwell');
    if (this.#exceptions.raised) found.push('exception');
    if (this.#offRoute.raised) found.push('off-route');
    if (this.silent) found.push('silent');
    return found;
  }
}
