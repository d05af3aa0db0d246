import type { Alarm } from '../../contract/alarm.ts';
import type { RouteId, RouteState, VehicleId } from '../../contract/fleet.ts';
import type { FeedRecord } from '../../contract/ingest.ts';
import { wallMs, type FeedMs } from '../../contract/time.ts';
import type { FleetAlarms } from '../alarms/alarms.ts';
import type { AlarmHistory } from '../alarms/history.ts';
import type { AlarmRecord } from '../alarms/record.ts';
import type { FleetAnalytics } from '../analytics/analytics.ts';
import type { Slice } from '../ingest/driver.ts';
import type { IngestSink } from '../ingest/http/take.ts';
import type { Fleet, FleetChanges, Push, StreamLog, Unusable } from '../ports.ts';
import { Batch } from './batch.ts';
import type { Journal } from './journal.ts';

export interface PipelineParts {
  readonly tenant: string;
  /** Asked at the start and at every new day. */
  readonly createFleet: () => Fleet;
  readonly alarms: FleetAlarms;
  readonly analytics: FleetAnalytics;
  readonly log: Pick<StreamLog, 'commit' | 'snapshot'>;
  readonly history: Pick<AlarmHistory, 'add'>;
  /** Keeps what comes by REST for the next start; null where the input brings its day again by itself. */
  readonly journal: Journal | null;
  /** What was done with alarms, written with them. */
  readonly record: Pick<AlarmRecord, 'pending' | 'write'>;
  readonly wall: () => number;
}
export type Outlet = Pick<Push, 'publish' | 'moved' | 'touched'>;

/**
 * Records -> fleet -> alarms and analytics -> one commit -> push: the one place where they meet, and the only writer.
 * Synchronous; whoever owns the loop calls it.
 */
export class Pipeline implements IngestSink {
  readonly #parts: PipelineParts;
  readonly #batch = new Batch();
  readonly #rejected = new Map<string, number>();
  readonly #routeOf = new Map<VehicleId, RouteId>();
  #fleet: Fleet;
  #accepted = 0;

  constructor(parts: PipelineParts) {
    this.#parts = parts;
    this.#fleet = parts.createFleet();
  }

  get fleet(): Fleet {
    return this.#fleet;
  }
  /** Records taken since start. */
  get accepted(): number {
    return this.#accepted;
  }
  /** Records that could not be used since start, by `kind field`. */
  get rejected(): ReadonlyMap<string, number> {
    return this.#rejected;
  }

  plan(plan: Parameters<Fleet['plan']>[0]): Unusable | null {
    const record = { kind: 'plan', at: plan.start, plan } as const;
    return this.#counted(record, this.#fleet.plan(plan));
  }
  position(report: Parameters<Fleet['position']>[0]): Unusable | null {
    const record = { kind: 'position', at: report.at, position: report } as const;
    const wrong = this.#fleet.position(report);
    if (wrong === null) {
      const routeId = report.routeId ?? this.#routeOf.get(report.vehicleId) ?? null;
      this.#parts.alarms.position({ ...report, routeId });
    }
    return this.#counted(record, wrong);
  }
  event(event: Parameters<Fleet['event']>[0]): Unusable | null {
    this.#batch.touch(event.routeId);
    return this.#counted({ kind: 'event', at: event.at, event }, this.#fleet.event(event));
  }
  sample(sample: Parameters<FleetAnalytics['sample']>[0]): Unusable | null {
    const wrong = this.#parts.analytics.sample(sample);
    if (wrong === null) this.#parts.alarms.value(`x/${sample.series}`, sample.unit, sample.value);
    return this.#counted({ kind: 'sample', at: sample.at, sample }, wrong);
  }

  refused(kind: string, wrong: Unusable): void {
    // Without the index: `stops[3].lat` of ten thousand plans is one reason.
    const key = `${kind} ${wrong.field.replace(/\[\d+\]/g, '[]')}`.trim();
    this.#rejected.set(key, (this.#rejected.get(key) ?? 0) + 1);
  }

  /** A slice of the day before anyone listened: charts and progress fill, delays run, nothing is raised, stored or pushed. */
  preroll(slice: Slice): void {
    this.#parts.alarms.settle(this.#advance(slice), slice.to);
  }

  /**
   * Everything as it is now becomes what is published: the log may hold routes, series and alarms of the previous run.
   * Alarms whose condition is over are cleared, and those whose condition began in the preroll are raised as having stood.
   */
  begin(now: FeedMs): void {
    const { tenant, log, analytics } = this.#parts;
    const series = new Set(analytics.series());
    for (const [id] of log.snapshot(tenant, 'dispatch').entries) this.#batch.set('dispatch', id, null);
    for (const [name] of log.snapshot(tenant, 'analytics').entries) {
      if (!series.has(name)) this.#batch.set('analytics', name, null);
    }
    for (const route of this.#fleet.routes()) this.#publish(route);
    for (const position of this.#fleet.positions()) this.#batch.position(position);
    const { alarms, wall } = this.#parts;
    for (const alarm of alarms.begin(now, wallMs(wall()))) this.#batch.alarm(alarm);
  }

  /** One slice of live feed time. */
  take(slice: Slice): void {
    const over = slice.newDay ? this.#endDay() : [];
    const changes = this.#advance(slice);
    const removed = [...over, ...changes.removed];
    for (const id of removed) this.#batch.set('dispatch', id, null);
    for (const route of changes.routes) this.#publish(route);
    for (const { routeId } of changes.happenings) this.#batch.touch(routeId);
    for (const position of changes.positions) {
      this.#batch.position(position);
      const route = this.#routeOf.get(position.vehicleId);
      if (route !== undefined) this.#batch.touch(route);
    }
    this.#judge({ ...changes, removed }, slice.to);
  }

  /** Stores what is waiting and sends it. Throws what the log throws; everything then waits for the next time. */
  commit(outlet: Outlet): void {
    const { tenant, log, history, journal, record, wall } = this.#parts;
    const at = wallMs(wall());
    if (!this.#batch.empty || journal?.pending === true || record.pending) {
      const keep = () => {
        journal?.write();
        record.write();
        for (const alarm of this.#batch.closedAlarms()) history.add(tenant, alarm, at);
      };
      const deltas = log.commit(tenant, this.#batch.changes(), at, keep);
      this.#batch.committed();
      journal?.committed();
      if (deltas.length > 0) outlet.publish(tenant, deltas);
    }
    const positions = this.#batch.takePositions();
    if (positions.length > 0) outlet.moved(tenant, positions);
    const touched = this.#batch.takeTouched();
    if (touched.length > 0) outlet.touched(tenant, touched);
  }

  /** Something was done that is not written yet, though no alarm changed. */
  get recording(): boolean {
    return this.#parts.record.pending;
  }

  /** An alarm that changed beside the tick, or whose commit was undone after all: due with the next commit. */
  again(alarm: Alarm): void {
    this.#batch.alarm(alarm);
  }

  #advance(slice: Slice): FleetChanges {
    for (const record of slice.records) this.#record(record);
    this.#fleet.advance(slice.to);
    const changes = this.#fleet.drain();
    const { analytics, journal } = this.#parts;
    journal?.happened(changes.happenings);
    for (const id of changes.removed) journal?.forget(id);
    analytics.observe(changes);
    for (const metric of analytics.advance(slice.to, this.#fleet.routes())) {
      this.#batch.set('analytics', metric.series, metric);
      this.#parts.alarms.metric(metric);
    }
    for (const name of analytics.withdrawn()) this.#batch.set('analytics', name, null);
    return changes;
  }

  #record(record: FeedRecord): void {
    switch (record.kind) {
      case 'plan':
        this.plan(record.plan);
        return;
      case 'position':
        this.position(record.position);
        return;
      case 'event':
        this.event(record.event);
        return;
      case 'sample':
        this.sample(record.sample);
    }
  }

  #publish(route: RouteState): void {
    this.#batch.set('dispatch', route.id, route);
    this.#batch.touch(route.id);
    if (route.vehicleId === null) return;
    if (route.phase === 'en-route' || route.phase === 'at-stop') this.#routeOf.set(route.vehicleId, route.id);
    else if (this.#routeOf.get(route.vehicleId) === route.id) this.#routeOf.delete(route.vehicleId);
  }

  #judge(changes: FleetChanges, now: FeedMs): void {
    const { alarms, wall } = this.#parts;
    for (const alarm of alarms.evaluate(changes, now, wallMs(wall()))) this.#batch.alarm(alarm);
  }

  #endDay(): RouteId[] {
    const over = [...this.#fleet.routes()].map((route) => route.id);
    this.#fleet = this.#parts.createFleet();
    this.#routeOf.clear();
    return over;
  }

  #counted(record: FeedRecord, wrong: Unusable | null): Unusable | null {
    if (wrong !== null) {
      this.refused(record.kind, wrong);
      return wrong;
    }
    this.#accepted++;
    this.#parts.journal?.record(record);
    return null;
  }
}
