import type { PositionReport } from '../../contract/ingest.ts';
import type { Metric } from '../../contract/metric.ts';
import type { FeedMs } from '../../contract/time.ts';
import type { FleetChanges } from '../ports.ts';
import { FeedDetector } from './detect/feed.ts';
import { GeofenceDetector } from './detect/geofences.ts';
import { HappeningDetector } from './detect/happenings.ts';
import { Holdings, type Holding, type Transition } from './detect/holding.ts';
import { RouteDetector } from './detect/routes.ts';
import { SeriesDetector } from './detect/series.ts';
import type { RuleSet } from './rules/rule.ts';

/** Everything that arrives -> which conditions hold. Keeps no delays: those are the lifecycle's. */
export class Conditions {
  readonly #holdings = new Holdings();
  readonly #routes = new RouteDetector(this.#holdings);
  readonly #happenings = new HappeningDetector(this.#holdings);
  readonly #series = new SeriesDetector(this.#holdings);
  readonly #fences = new GeofenceDetector(this.#holdings);
  readonly feed = new FeedDetector(this.#holdings);

  constructor(rules: RuleSet) {
    this.use(rules);
  }

  /** Conditions of rules that are no more end; those of rules that are other now are judged by them. */
  use(rules: RuleSet): void {
    for (const { key, rule } of [...this.#holdings.all()]) {
      if (rules.rules.get(rule.id)?.kind !== rule.kind) this.#holdings.end(key);
    }
    for (const part of [this.#routes, this.#happenings, this.#series, this.#fences, this.feed])
      part.use(rules);
  }

  get(key: string): Holding | undefined {
    return this.#holdings.get(key);
  }
  all(): IterableIterator<Holding> {
    return this.#holdings.all();
  }
  depotOf(routeId: string | null): string | null {
    return routeId === null ? null : (this.#routes.get(routeId)?.depot ?? null);
  }

  position(report: PositionReport): void {
    this.feed.heard(report.at);
    if (this.#fences.idle) return;
    this.#fences.position(report, report.routeId === null ? undefined : this.#routes.get(report.routeId));
  }
  value(series: string, unit: string, value: number): void {
    this.#series.value(series, unit, value);
  }
  metric(metric: Metric): void {
    this.#series.metric(metric);
  }

  observe(changes: FleetChanges, now: FeedMs | null): Transition[] {
    for (const seen of changes.positions) this.#routes.seen(seen.vehicleId, seen.observed);
    // First: a route of the same name may have been planned anew within the tick.
    for (const id of changes.removed) {
      this.#routes.gone(id);
      this.#happenings.over(id);
    }
    for (const happening of changes.happenings) {
      this.feed.heard(happening.at);
      this.#happenings.happened(happening, this.depotOf(happening.routeId));
    }
    for (const route of changes.routes) {
      this.#routes.route(route);
      if (route.phase === 'completed') this.#happenings.over(route.id);
    }
    if (now !== null) {
      this.#routes.advance(now);
      this.feed.advance(now, () => this.#routes.underWay);
    }
    return this.#holdings.take();
  }
}
