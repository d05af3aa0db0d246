import type {
  Capacity,
  RouteDetail,
  RouteId,
  RoutePlan,
  RouteState,
  VehicleId,
  VehiclePosition,
} from '../../contract/fleet.ts';
import type { PositionReport, StopEvent } from '../../contract/ingest.ts';
import { feedMs, type FeedMs } from '../../contract/time.ts';
import type { Fleet, FleetChanges, Happening, Unusable } from '../ports.ts';
import { countCapacity } from './capacity.ts';
import { checkPlan, checkPosition } from './check.ts';
import type { EtaModel } from './eta/model.ts';
import type { FleetLimits } from './options.ts';
import { republish } from './publish.ts';
import { Run } from './run.ts';
import { silenceLimit } from './silence.ts';
import { Vehicle } from './vehicle.ts';

/** A report from further ahead of feed time than this, milliseconds, is a wrong clock's. A slice of a source reaches a minute ahead. */
const AHEAD = 60_000;
/** Nothing that time alone changes needs a closer look, milliseconds of feed time. */
const ADVANCE_EVERY = 1_000;

/** Puts reports to their routes and vehicles, and gathers what changed. */
export class LiveFleet implements Fleet {
  readonly #limits: FleetLimits;
  readonly #eta: EtaModel;
  readonly #runs = new Map<RouteId, Run>();
  readonly #vehicles = new Map<VehicleId, Vehicle>();
  readonly #published = new Map<RouteId, RouteState>();
  readonly #touched = new Set<RouteId>();
  readonly #removed = new Set<RouteId>();
  readonly #moved = new Set<Vehicle>();
  #happenings: Happening[] = [];
  #now = Number.NEGATIVE_INFINITY;
  /** Feed time, as `advance` said; null until it did, and reports then are all there is to go by. */
  #feed: number | null = null;
  #lost = 0;
  #advancedAt = Number.NEGATIVE_INFINITY;

  constructor(limits: FleetLimits, eta: EtaModel) {
    this.#limits = limits;
    this.#eta = eta;
  }

  get lost(): number {
    return this.#lost;
  }

  plan(plan: RoutePlan): Unusable | null {
    const wrong = checkPlan(plan);
    if (wrong !== null) return wrong;
    const before = this.#runs.get(plan.id);
    if (before !== undefined) this.#vehicles.get(before.plan.vehicleId ?? '')?.dropPlan(plan.id);
    const run = new Run(plan, this.#limits, this.#eta);
    if (before !== undefined) run.resume(before);
    this.#runs.set(plan.id, run);
    this.#removed.delete(plan.id);
    this.#touched.add(plan.id);
    if (plan.vehicleId !== null) this.#vehicle(plan.vehicleId).addPlan(plan.id, plan.start);
    return null;
  }

  position(report: PositionReport): Unusable | null {
    const wrong = checkPosition(report);
    if (wrong !== null) return wrong;
    if (this.#isAhead(report.at)) return tooFarAhead(report.at, this.#now);
    const vehicle = this.#vehicle(report.vehicleId);
    const last = vehicle.position?.observed;
    // A position from the future, taken before feed time was known, must not shut out the true ones.
    if (last !== undefined && report.at <= last && !this.#isAhead(last))
      return { field: 'at', reason: 'not after the last position of this vehicle' };
    vehicle.observe(report);
    this.#moved.add(vehicle);
    if (this.#feed === null) this.#now = Math.max(this.#now, report.at);
    const run = this.#assign(vehicle, report);
    if (run === null) return null;
    run.position(
      report,
      silenceLimit(this.#limits.interval ?? vehicle.interval.median, this.#limits.silentAfter),
    );
    this.#collect(run);
    return null;
  }

  event(event: StopEvent): Unusable | null {
    const run = this.#runs.get(event.routeId);
    if (run === undefined) return { field: 'routeId', reason: `no plan for route ${event.routeId}` };
    if (!Number.isFinite(event.at)) return { field: 'at', reason: `not a time: ${event.at}` };
    if (this.#isAhead(event.at)) return tooFarAhead(event.at, this.#now);
    const stops = run.plan.stops.length;
    if (event.stop !== null && !(Number.isInteger(event.stop) && event.stop >= 0 && event.stop < stops))
      return { field: 'stop', reason: `must be 0 to ${stops - 1}, not ${event.stop}` };
    if (event.stop === null && ['arrived', 'delivered', 'failed'].includes(event.type))
      return { field: 'stop', reason: `${event.type} needs the index of its stop` };
    run.event(event);
    this.#collect(run);
    return null;
  }

  /** Feed time may go back where a wrong clock was put right. */
  advance(now: FeedMs): void {
    this.#feed = this.#now = now;
    if (now < this.#advancedAt) this.#advancedAt = Number.NEGATIVE_INFINITY;
    if (this.#now - this.#advancedAt < ADVANCE_EVERY) return;
    this.#advancedAt = this.#now;
    for (const [id, run] of this.#runs) {
      run.advance(this.#now);
      if (run.endIfLost(this.#now)) this.#lost++;
      this.#collect(run);
      if (this.#isOver(run)) this.#remove(id, run);
    }
  }

  drain(): FleetChanges {
    const routes: RouteState[] = [];
    for (const id of this.#touched) {
      const run = this.#runs.get(id);
      if (run === undefined) continue;
      const published = this.#published.get(id) ?? null;
      const fresh = republish(published, run.state());
      if (fresh === published) continue;
      this.#published.set(id, fresh);
      routes.push(fresh);
    }
    const removed = [...this.#removed];
    const positions = [...this.#moved].flatMap((vehicle) => vehicle.position ?? []);
    const happenings = this.#happenings;
    this.#touched.clear();
    this.#removed.clear();
    this.#moved.clear();
    this.#happenings = [];
    return { routes, removed, positions, happenings };
  }

  *routes(): Iterable<RouteState> {
    for (const [id, run] of this.#runs) yield this.#published.get(id) ?? run.state();
  }

  detail(route: RouteId): RouteDetail | null {
    const run = this.#runs.get(route);
    return run?.detail(feedMs(Number.isFinite(this.#now) ? this.#now : run.plan.start)) ?? null;
  }

  *positions(): Iterable<VehiclePosition> {
    for (const vehicle of this.#vehicles.values()) if (vehicle.position !== null) yield vehicle.position;
  }

  capacity(at: FeedMs): Capacity {
    return countCapacity(at, this.#vehicles.values(), (vehicle) => {
      const run = this.#runs.get(vehicle.route ?? vehicle.planned[0]?.id ?? '');
      return run === undefined ? null : run;
    });
  }

  #vehicle(id: VehicleId): Vehicle {
    const known = this.#vehicles.get(id);
    if (known !== undefined) return known;
    const vehicle = new Vehicle(id);
    this.#vehicles.set(id, vehicle);
    return vehicle;
  }

  /** The route that a position belongs to. One that names another route ends the former. */
  #assign(vehicle: Vehicle, report: PositionReport): Run | null {
    const current = vehicle.route === null ? undefined : this.#runs.get(vehicle.route);
    const named = report.routeId ?? this.#nextPlanned(vehicle, current);
    if (named === null) return current ?? null;
    const run = this.#runs.get(named);
    // A route that nobody planned: the vehicle is shown, and is no longer on the one before.
    if (vehicle.route !== named) {
      if (current !== undefined && current.vehicle === vehicle.id) {
        current.leave(report, report.at);
        this.#collect(current);
      }
      vehicle.route = named;
    }
    return run ?? null;
  }

  /** For positions that name no route: the one under way, else the earliest planned one that is not over. */
  #nextPlanned(vehicle: Vehicle, current: Run | undefined): RouteId | null {
    if (current !== undefined && current.phase !== 'completed') return current.plan.id;
    const open = vehicle.planned.find(({ id }) => {
      const run = this.#runs.get(id);
      return run !== undefined && run.phase !== 'completed';
    });
    return open?.id ?? null;
  }

  #isAhead(at: number): boolean {
    return this.#feed !== null && at - this.#feed > AHEAD;
  }

  #collect(run: Run): void {
    this.#touched.add(run.plan.id);
    for (const happening of run.takeHappenings()) this.#happenings.push(happening);
  }

  #isOver(run: Run): boolean {
    const end =
      run.completedAt ?? (run.phase === 'planned' ? (run.plan.stops.at(-1)?.arrival ?? null) : null);
    return end !== null && this.#now - end > this.#limits.keepCompleted * 1_000;
  }

  #remove(id: RouteId, run: Run): void {
    this.#runs.delete(id);
    this.#published.delete(id);
    this.#touched.delete(id);
    this.#removed.add(id);
    const vehicle = this.#vehicles.get(run.vehicle ?? '');
    vehicle?.dropPlan(id);
    this.#vehicles.get(run.plan.vehicleId ?? '')?.dropPlan(id);
    if (vehicle?.route === id) vehicle.route = null;
  }
}

const tooFarAhead = (at: number, now: number): Unusable => ({
  field: 'at',
  reason: `${Math.round((at - now) / 1_000)} s ahead of feed time, at most ${AHEAD / 1_000} s are allowed`,
});
