import { pointKey } from '../../../contract/alarm/point.ts';
import type { RouteId } from '../../../contract/fleet.ts';
import type { Happening } from '../../ports.ts';
import { inScope, type Rule, type RuleSet } from '../rules/rule.ts';
import { known, type Holdings } from './holding.ts';

/**
 * A failed delivery holds while a second try is still cheap: until the van arrives at another stop, delivers, or
 * completes the route. A breakdown holds until `recovered` or the route's end.
 */
export class HappeningDetector {
  readonly #holdings: Holdings;
  readonly #stopsFailed = new Map<RouteId, Set<string>>();
  #failed: readonly Rule[] = [];
  #breakdowns: readonly Rule[] = [];

  constructor(holdings: Holdings) {
    this.#holdings = holdings;
  }

  use(set: RuleSet): void {
    const rules = [...set.rules.values()];
    this.#failed = rules.filter((rule) => rule.kind === 'failed-delivery');
    this.#breakdowns = rules.filter((rule) => rule.kind === 'breakdown');
  }

  happened(event: Happening, depot: string | null): void {
    const about = { routeId: event.routeId, vehicleId: event.vehicleId, depot };
    switch (event.type) {
      case 'failed':
        for (const rule of this.#failed.filter(({ only }) => inScope(only, about))) {
          const facts = known({ stop: event.stop, stopName: event.stopName, reason: event.reason });
          const open = this.#stopsFailed.get(event.routeId) ?? new Set();
          this.#stopsFailed.set(event.routeId, open.add(failedKey(rule, event.routeId, event.stop)));
          this.#holdings.hold(rule, about, facts);
        }
        return;
      case 'arrived':
        this.#endFailed(event.routeId, event.stop);
        return;
      case 'delivered':
        this.#endFailed(event.routeId, null);
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
