import { pointKey } from '../../../contract/alarm/point.ts';
import type { RouteId } from '../../../contract/fleet.ts';
import type { Happening } from '../../ports.ts';
import type { FeedMs } from '../../../contract/time.ts';
import { inScope, type Rule, type RuleSet, type When } from '../rules/rule.ts';
import { known, type About, type Holdings } from './holding.ts';

type Failed = Extract<Happening, { readonly type: 'failed' }>;
type FailedRule = Rule & { readonly when: Extract<When, { readonly kind: 'failed-delivery' }> };
const isFailedRule = (rule: Rule): rule is FailedRule => rule.when.kind === 'failed-delivery';

/**
 * A failed delivery holds while a second try is still cheap: until the van arrives at another stop, delivers, or
 * completes the route. Several of one route hold until it delivers again: one closed door is the driver's day, the third within an hour
 * may be a wrong load, a wrong list or a driver in trouble. A breakdown holds until `recovered` or the route's end.
 */
export class HappeningDetector {
  readonly #holdings: Holdings;
  readonly #stopsFailed = new Map<RouteId, Set<string>>();
  /** When deliveries of a route failed, by rule and route, no longer ago than the rule counts. */
  readonly #failures = new Map<string, FeedMs[]>();
  #failed: readonly FailedRule[] = [];
  #breakdowns: readonly Rule[] = [];

  constructor(holdings: Holdings) {
    this.#holdings = holdings;
  }

  use(set: RuleSet): void {
    const rules = [...set.rules.values()];
    this.#failed = rules.filter(isFailedRule);
    this.#breakdowns = rules.filter((rule) => rule.kind === 'breakdown');
  }

  happened(event: Happening, depot: string | null): void {
    const about = { routeId: event.routeId, vehicleId: event.vehicleId, depot };
    switch (event.type) {
      case 'failed':
        for (const rule of this.#failed.filter(({ only }) => inScope(only, about))) {
          if (rule.when.count > 1) this.#oneMoreFailed(rule, event, about);
          else this.#stopFailed(rule, event, about);
        }
        return;
      case 'arrived':
        this.#endFailed(event.routeId, event.stop);
        return;
      case 'delivered':
        this.#endFailed(event.routeId, null);
        this.#endSeries(event.routeId);
        return;
      case 'breakdown':
        for (const rule of this.#breakdowns.filter(({ only }) => inScope(only, about))) {
          this.#holdings.hold(rule, about, known({ reason: event.reason }));
        }
        return;
      case 'recovered':
        this.#recovered(event.routeId);
        return;
      case 'departed':
        return;
    }
  }

  over(routeId: RouteId): void {
    this.#recovered(routeId);
    this.#endFailed(routeId, null);
    this.#endSeries(routeId);
    for (const rule of this.#failed) this.#failures.delete(seriesKey(rule, routeId));
  }

  #stopFailed(rule: FailedRule, event: Failed, about: About): void {
    const facts = known({ stop: event.stop, stopName: event.stopName, reason: event.reason });
    const open = this.#stopsFailed.get(event.routeId) ?? new Set();
    this.#stopsFailed.set(event.routeId, open.add(failedKey(rule, event.routeId, event.stop)));
    this.#holdings.hold(rule, about, facts);
  }

  #oneMoreFailed(rule: FailedRule, event: Failed, about: About): void {
    const key = seriesKey(rule, event.routeId);
    const { count, within } = rule.when;
    const recent = (this.#failures.get(key) ?? []).filter((at) => event.at - at < within * 1_000);
    recent.push(event.at);
    this.#failures.set(key, recent);
    if (recent.length < count) return;
    const minutes = Math.round(within / 60);
    const { stopName, reason } = event;
    this.#holdings.hold(rule, about, known({ failed: recent.length, minutes, stopName, reason }));
  }

  #endSeries(routeId: RouteId): void {
    for (const rule of this.#failed) if (rule.when.count > 1) this.#holdings.end(seriesKey(rule, routeId));
  }

  #recovered(routeId: RouteId): void {
    for (const { id } of this.#breakdowns) this.#holdings.end(pointKey({ ...NOBODY, ruleId: id, routeId }));
  }

  #endFailed(routeId: RouteId, except: number | null): void {
    const open = this.#stopsFailed.get(routeId);
    if (open === undefined) return;
    for (const key of open) {
      if (except !== null && key.endsWith(`|${String(except)}`)) continue;
      open.delete(key);
      this.#holdings.end(key);
    }
    if (open.size === 0) this.#stopsFailed.delete(routeId);
  }
}

const NOBODY = { vehicleId: null, series: null } as const;
const failedKey = ({ id }: Rule, routeId: RouteId, stop: number): string =>
  pointKey({ ...NOBODY, ruleId: id, routeId, stop });
/** As `pointOf` names a point of a rule that has one for each stop, of no stop in particular. */
const seriesKey = ({ id }: Rule, routeId: RouteId): string =>
  pointKey({ ...NOBODY, ruleId: id, routeId, stop: '' });
