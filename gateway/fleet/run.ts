import type { Condition, Phase, RouteDetail, RoutePlan, RouteState } from '../../contract/fleet.ts';
import type { PositionReport, StopEvent } from '../../contract/ingest.ts';
import { feedMs, type FeedMs } from '../../contract/time.ts';
import type { Happening } from '../ports.ts';
import { createCourse, plannedTimeAt, type Course } from './course.ts';
import type { EtaModel, Forecast, Present, Reached } from './eta/model.ts';
import type { Fix } from './follower.ts';
import { hysteresis } from './hysteresis.ts';
import { createMatcher } from './matching.ts';
import { OffRoute } from './off-route.ts';
import type { FleetLimits } from './options.ts';
import type { OrderedMatcher, Visit } from './ordered-matcher.ts';
import { distanceTo } from './path.ts';
import { Progress } from './progress.ts';
import { Standing } from './standing.ts';

/** Metres that a vehicle makes before its route counts as begun. */
const BEGUN = 150;
/** Metres after which a broken-down vehicle is seen to drive again. */
const RECOVERED = 200;
/** A failed delivery is an exception while the vehicle is still there, and at most this long, milliseconds. */
const FAILURE_HELD = 15 * 60_000;
/** A finished route's vehicle that stays at its last stop is done after the planned service and this long, milliseconds. */
const LAST_STOP_HELD = 180_000;
/** Another vehicle that reports for the route replaces one that has said nothing for this long, milliseconds. */
const TAKEN_OVER_AFTER = 600_000;
/** How often the forecasts of all remaining stops are made again, milliseconds of feed time. */
const FORECAST_EVERY = 30_000;

/** One route on its day: takes what is reported and answers with its state. */
export class Run {
  readonly plan: RoutePlan;
  readonly #limits: FleetLimits;
  readonly #eta: EtaModel;
  readonly #course: Course;
  readonly #matcher: OrderedMatcher;
  readonly #offRoute: OffRoute;
  readonly #standing = new Standing();
  readonly #progress: Progress;
  #phase: Phase = 'planned';
  #vehicle: string | null;
  #late = false;
  #adherence: number | null = null;
  #silent = false;
  #dwell = false;
  #broken: { at: number; x: number | null; y: number | null } | null = null;
  #failed: { stop: number; at: number } | null = null;
  #fix: Fix | null = null;
  #firstFix: Fix | null = null;
  #silentLimit = 90;
  /** Seconds behind plan by place at the last fix on the path. */
  #placeDelay: number | null = null;
  #lastDelay = 0;
  #forecasts: Forecast[] = [];
  #forecastFrom = 0;
  #windowsAtRisk = 0;
  #forecastAt = Number.NEGATIVE_INFINITY;
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

  /** `interval`: how often this vehicle reports, seconds; `silence`: after how many seconds it is silent. */
  position(report: PositionReport, silence: number): void {
    if (this.#isStranger(report)) return;
    this.#vehicle = report.vehicleId;
    this.#silentLimit = silence;
    this.#silent = false;
    if (this.#phase === 'completed') return;
    const accuracy = report.accuracy ?? 0;
    const { plane } = this.#course;
    const fix: Fix = {
      x: plane.x(report.lon),
      y: plane.y(report.lat),
      at: report.at,
      accuracy,
      speed: report.speed,
    };
    // Too poor to say where: it only breaks the silence.
    if (accuracy > this.#limits.accuracyLimit) {
      this.#fix = this.#fix === null ? fix : { ...this.#fix, at: fix.at };
      return;
    }
    this.#fix = fix;
    this.#firstFix ??= fix;
    this.#standing.step(fix.x, fix.y, accuracy, fix.at);
    this.#take(this.#matcher.step(fix));
    this.#place(fix);
    this.#begin(fix);
    this.#checkShape(fix);
    this.#checkRecovery(fix);
    this.#finish(fix.at);
    this.advance(fix.at);
  }

  /** Another vehicle may take a route over, but two at once would only confuse it: the first that is heard of keeps it. */
  #isStranger({ vehicleId, at }: PositionReport): boolean {
    if (this.#fix === null || vehicleId === this.#vehicle) return false;
    return at - this.#fix.at < TAKEN_OVER_AFTER;
  }

  /** The vehicle is now on another route; its new place may still show that the last stops were reached. */
  leave(report: PositionReport | null, at: number): void {
    if (this.#phase === 'completed') return;
    if (report !== null && this.#fix !== null && report.at - this.#fix.at < 600_000) {
      const { plane } = this.#course;
      const fix = {
        x: plane.x(report.lon),
        y: plane.y(report.lat),
        at: report.at,
        accuracy: 0,
        speed: report.speed,
      };
      const last = this.plan.stops.length - 1;
      const near = Math.hypot(
        fix.x - (this.#course.stopX[last] ?? 0),
        fix.y - (this.#course.stopY[last] ?? 0),
      );
      if (near < BEGUN) {
        this.#take(this.#matcher.step(fix));
        this.#take(this.#matcher.mark(last, fix.at));
      }
    }
    this.#complete(at);
  }

  event(event: StopEvent): void {
    const { at, stop } = event;
    const id = { routeId: this.plan.id, vehicleId: this.#vehicle, at };
    if (event.type === 'completed') return this.#complete(at);
    if (event.type === 'breakdown') {
      this.#broken = { at, x: this.#fix?.x ?? null, y: this.#fix?.y ?? null };
      this.#happenings.push({ type: 'breakdown', ...id, reason: event.reason });
    } else if (event.type === 'recovered') {
      if (this.#broken !== null) this.#recover(at, event.reason);
    } else if (stop === null) {
      if (event.type === 'departed' && this.#phase === 'planned') this.#phase = 'en-route';
    } else this.#stopEvent(event, stop);
    if (this.#phase !== 'completed') this.#finish(at);
    this.#forecastAt = Number.NEGATIVE_INFINITY;
    this.advance(at);
  }

  /** Time alone: silence, dwell, growing lateness, the end of a route that stays at its last stop. */
  advance(now: number): void {
    if (this.#phase === 'completed') return;
    const fix = this.#fix;
    const begun = this.#phase !== 'planned' || now >= this.plan.start;
    this.#silent = fix !== null && begun && now - fix.at > this.#silentLimit * 1_000;
    this.#dwell = fix !== null && !this.#silent && this.#dwells(now);
    if (this.#failed !== null && now - this.#failed.at > FAILURE_HELD) this.#failed = null;
    this.#finishHere(now);
    if (fix !== null || this.#phase !== 'planned') this.#measure(now);
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
      if (record.arrived !== null) this.#lastDelay = this.#arrivalDelay(i);
    }
    this.#vehicle = before.#vehicle ?? this.#vehicle;
    this.#phase = before.#phase === 'at-stop' ? 'en-route' : before.#phase;
    this.#completedAt = before.#completedAt;
    this.#late = before.#late;
    this.#adherence = before.#adherence;
    this.#broken = before.#broken;
    this.#happenings = before.takeHappenings();
  }

  takeHappenings(): Happening[] {
    const taken = this.#happenings;
    this.#happenings = [];
    return taken;
  }

  state(): RouteState {
    const { plan } = this;
    const next = this.#nextStop();
    const stop = next === null ? undefined : plan.stops[next];
    return {
      id: plan.id,
      vehicleId: this.#vehicle,
      driver: plan.driver?.name ?? null,
      depot: plan.depot,
      phase: this.#phase,
      adherence: this.#adherence,
      late: this.#late,
      conditions: this.#conditions(),
      shapeKnown: this.#course.shapeKnown,
      stopsTotal: plan.stops.length,
      stopsDone: this.#progress.done,
      stopsFailed: this.#progress.failed,
      nextStop: next,
      nextName: stop?.name ?? null,
      nextEta: next === null ? null : this.#etaOf(next),
      nextWindowStart: stop?.windowStart ?? null,
      nextWindowEnd: stop?.windowEnd ?? null,
      windowsAtRisk: this.#phase === 'completed' ? 0 : this.#windowsAtRisk,
      plannedStart: plan.start,
      plannedEnd: plan.stops.at(-1)?.arrival ?? plan.start,
    };
  }

  detail(now: FeedMs): RouteDetail {
    const along = this.#matcher.follower.along;
    return {
      plan: this.plan,
      progress: this.#progress.records.map((record, i) => {
        const forecast = record.outcome === 'pending' ? this.#forecastOf(i) : undefined;
        return {
          outcome: record.outcome,
          arrived: feedOrNull(record.arrived),
          departed: feedOrNull(record.departed),
          eta: forecast === undefined ? null : feedMs(forecast.eta),
          etaError: forecast?.error ?? null,
        };
      }),
      along: this.#course.shapeKnown && along !== null ? Math.round(along) : null,
      at: now,
    };
  }

  /** Where the route stands now, for forecasts; null before there is anything to go by. */
  present(now: number): Present | null {
    if (this.#phase === 'completed' || this.#fix === null) return null;
    return {
      plan: this.plan,
      now,
      next: this.#matcher.next,
      here: this.#matcher.here,
      delay: this.#delay(now),
      lastDelay: this.#lastDelay,
    };
  }

  #stopEvent(event: StopEvent, stop: number): void {
    const { at, type } = event;
    if (type === 'departed') {
      const record = this.#progress.records[stop];
      if (record !== undefined) record.departed ??= at;
      return;
    }
    this.#take(this.#matcher.mark(stop, at));
    const record = this.#progress.records[stop];
    if (record !== undefined) record.arrived ??= at;
    if (type === 'arrived') this.#progress.set(stop, 'arrived');
    if (this.#phase === 'planned') this.#phase = 'en-route';
    const id = { routeId: this.plan.id, vehicleId: this.#vehicle, stop, at };
    if (type === 'delivered') {
      this.#progress.set(stop, 'delivered');
      if (this.#failed?.stop === stop) this.#failed = null;
      this.#take(this.#matcher.served(stop, at));
      this.#happenings.push({ type: 'delivered', ...id, adherence: this.#arrivalDelay(stop) });
    } else if (type === 'failed') {
      this.#progress.set(stop, 'failed');
      this.#take(this.#matcher.served(stop, at));
      this.#failed = { stop, at };
      const stopName = this.plan.stops[stop]?.name ?? '';
      this.#happenings.push({ type: 'failed', ...id, stopName, reason: event.reason });
    }
  }

  #take(visits: readonly Visit[]): void {
    for (const visit of visits) {
      const record = this.#progress.records[visit.stop];
      if (record === undefined) continue;
      const at = feedMs(Math.round(visit.at));
      this.#forecastAt = Number.NEGATIVE_INFINITY;
      if (visit.type === 'skipped') {
        this.#progress.set(visit.stop, 'skipped');
        continue;
      }
      const id = { routeId: this.plan.id, vehicleId: this.#vehicle, stop: visit.stop, at };
      if (visit.type === 'arrived') {
        record.arrived = at;
        this.#progress.set(visit.stop, 'arrived');
        this.#lastDelay = this.#arrivalDelay(visit.stop);
        this.#phase = 'at-stop';
        this.#eta.reached({
          plan: this.plan,
          stop: visit.stop,
          arrived: at,
          before: this.#before(visit.stop),
        });
      } else {
        record.departed = feedMs(Math.max(record.arrived ?? at, at));
        if (this.#failed?.stop === visit.stop) this.#failed = null;
        this.#phase = 'en-route';
      }
      this.#happenings.push({ type: visit.type, ...id, adherence: this.#arrivalDelay(visit.stop) });
    }
  }

  /** Times of the stop before; null where it was not seen. */
  #before(stop: number): Reached['before'] {
    const { arrived, departed } = this.#progress.records[stop - 1] ?? { arrived: null, departed: null };
    return arrived === null || departed === null ? null : { arrived, departed };
  }

  #arrivalDelay(stop: number): number {
    const arrived = this.#progress.records[stop]?.arrived ?? null;
    const planned = this.plan.stops[stop]?.arrival;
    return arrived === null || planned === undefined ? 0 : Math.round((arrived - planned) / 1_000);
  }

  #place(fix: Fix): void {
    const { follower } = this.#matcher;
    if (follower.along === null || follower.missed > 0) return;
    this.#placeDelay = (fix.at - plannedTimeAt(this.#course, follower.along)) / 1_000;
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

  #checkRecovery(fix: Fix): void {
    const broken = this.#broken;
    if (broken === null) return;
    broken.x ??= fix.x;
    broken.y ??= fix.y;
    if (Math.hypot(fix.x - broken.x, fix.y - broken.y) > RECOVERED + fix.accuracy)
      this.#recover(fix.at, null);
  }

  #recover(at: FeedMs | number, reason: string | null): void {
    this.#broken = null;
    const id = { routeId: this.plan.id, vehicleId: this.#vehicle, at: feedMs(at) };
    this.#happenings.push({ type: 'recovered', ...id, reason });
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
    if (this.#broken !== null) this.#recover(at, null);
    for (const [i, record] of this.#progress.records.entries())
      if (record.outcome === 'pending') this.#progress.set(i, 'skipped');
    this.#phase = 'completed';
    this.#completedAt = at;
    this.#failed = null;
    this.#silent = false;
    this.#dwell = false;
    this.#offRoute.clear();
    this.#eta.forget(this.plan.id);
  }

  #dwells(now: number): boolean {
    const since = this.#standing.since;
    if (since === null || this.#phase === 'planned') return false;
    const here = this.#matcher.here;
    if (here === null) return now - since > this.#limits.dwellAfter * 1_000;
    const stop = this.plan.stops[here];
    // Early vehicles wait for their time; that is planned standing.
    const from = Math.max(this.#progress.records[here]?.arrived ?? since, stop?.arrival ?? since);
    return now - from > (2 * (stop?.service ?? 0) + this.#limits.dwellAfter) * 1_000;
  }

  /**
   * Seconds behind plan now. Driving: by the place on the path at the last fix, and never less than what waiting for
   * the next stop has already cost. At a stop: its arrival, then the overstay. So a vehicle that stands in a jam grows late while it stands.
   */
  #delay(now: number): number {
    const here = this.#matcher.here;
    if (here !== null) {
      const stop = this.plan.stops[here];
      const leave = (stop?.arrival ?? now) + (stop?.service ?? 0) * 1_000;
      return Math.max(this.#arrivalDelay(here), (now - leave) / 1_000);
    }
    const next = this.plan.stops[this.#matcher.next];
    const overdue = next === undefined ? Number.NEGATIVE_INFINITY : (now - next.arrival) / 1_000;
    return Math.max(this.#placeDelay ?? this.#lastDelay, overdue);
  }

  #measure(now: number): void {
    if (this.#matcher.next >= this.plan.stops.length && this.#matcher.here === null) return;
    if (now - this.#forecastAt >= FORECAST_EVERY) this.#forecast(now);
    if (this.#phase === 'planned' && now < this.plan.start) return;
    this.#adherence = Math.round(this.#predictedDelay(now));
    this.#late = hysteresis(this.#late, this.#adherence, this.#limits.lateOver, this.#limits.lateUnder);
  }

  /** Driving, adherence is the next stop's predicted arrival against its plan; at a stop it is the delay now. */
  #predictedDelay(now: number): number {
    const next = this.#matcher.next;
    const planned = this.plan.stops[next]?.arrival;
    const eta = this.#forecastOf(next)?.eta;
    if (this.#matcher.here !== null || planned === undefined || eta === undefined) return this.#delay(now);
    return (Math.max(eta, now) - planned) / 1_000;
  }

  #forecast(now: number): void {
    const present = this.present(now);
    if (present === null) return;
    this.#eta.observe(present);
    this.#forecasts = this.#eta.forecast(present);
    this.#forecastFrom = present.next;
    this.#forecastAt = now;
    this.#windowsAtRisk = this.#countRisks();
  }

  #forecastOf(stop: number): Forecast | undefined {
    return stop < this.#forecastFrom ? undefined : this.#forecasts[stop - this.#forecastFrom];
  }

  #etaOf(stop: number): FeedMs | null {
    const eta = this.#forecastOf(stop)?.eta;
    return eta === undefined ? null : feedMs(Math.round(eta));
  }

  #nextStop(): number | null {
    if (this.#phase === 'completed') return null;
    const next = this.#matcher.here ?? this.#matcher.next;
    return next < this.plan.stops.length ? next : null;
  }

  /** Remaining stops whose forecast is past the end of their window; counted anew with each forecast. */
  #countRisks(): number {
    let risky = 0;
    for (const [k, forecast] of this.#forecasts.entries()) {
      const end = this.plan.stops[this.#forecastFrom + k]?.windowEnd ?? null;
      if (end !== null && forecast.eta > end) risky++;
    }
    return risky;
  }

  #conditions(): Condition[] {
    const found: Condition[] = [];
    if (this.#dwell) found.push('dwell');
    if (this.#broken !== null || this.#failed !== null) found.push('exception');
    if (this.#offRoute.raised) found.push('off-route');
    if (this.#silent) found.push('silent');
    return found;
  }
}

const feedOrNull = (at: number | null): FeedMs | null => (at === null ? null : feedMs(at));
