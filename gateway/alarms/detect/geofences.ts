import { pointKey } from '../../../contract/alarm/point.ts';
import type { RouteState, VehicleId } from '../../../contract/fleet.ts';
import type { PositionReport } from '../../../contract/ingest.ts';
import type { FeedMs } from '../../../contract/time.ts';
import { flatMetres, ringMetres } from '../area.ts';
import { inScope, type Area, type Rule, type RuleSet } from '../rules/rule.ts';
import { known, type Holdings } from './holding.ts';

/** 68 % radius of a fix that does not say, metres. */
const USUAL_ACCURACY = 20;

interface Watch {
  readonly rule: Rule;
  readonly area: Area;
}

/**
 * Inside or outside an area. A fix counts only where its whole circle of accuracy is on one side of the border, so that a van that
 * stands at the fence does not flutter; and the side must be the same for the rule's dwell before it is an event, either way.
 */
export class GeofenceDetector {
  readonly #holdings: Holdings;
  #watches: readonly Watch[] = [];
  /** Since when each vehicle is on the side that is not the one that counts now, by point. */
  readonly #turning = new Map<string, number>();

  constructor(holdings: Holdings) {
    this.#holdings = holdings;
  }

  use(set: RuleSet): void {
    this.#turning.clear();
    this.#watches = [...set.rules.values()].flatMap((rule) => {
      const area = rule.when.kind === 'geofence' ? set.areas.get(rule.when.area) : undefined;
      return area === undefined ? [] : [{ rule, area }];
    });
  }

  get idle(): boolean {
    return this.#watches.length === 0;
  }

  position(report: PositionReport, route: RouteState | undefined): void {
    const { vehicleId, at } = report;
    for (const { rule, area } of this.#watches) {
      const { when } = rule;
      if (when.kind !== 'geofence') continue;
      if (!inScope(rule.only, { routeId: route?.id ?? null, vehicleId, depot: route?.depot ?? null }))
        continue;
      const side = sideOf(report, area, when.accuracy);
      if (side === null) continue;
      this.#turn(rule, area, { vehicleId, at, wanted: side === when.side, depot: route?.depot ?? null });
    }
  }

  #turn(
    rule: Rule,
    area: Area,
    now: { vehicleId: VehicleId; at: FeedMs; wanted: boolean; depot: string | null },
  ): void {
    const { vehicleId, at, wanted, depot } = now;
    const key = pointKey({ ruleId: rule.id, routeId: null, vehicleId, series: null });
    const holds = this.#holdings.get(key) !== undefined;
    if (holds === wanted) {
      this.#turning.delete(key);
      return;
    }
    const since = this.#turning.get(key) ?? at;
    this.#turning.set(key, since);
    const dwell = rule.when.kind === 'geofence' ? rule.when.dwell : 0;
    if (at - since < dwell * 1_000) return;
    this.#turning.delete(key);
    if (!wanted) this.#holdings.end(key);
    else {
      const side = rule.when.kind === 'geofence' ? rule.when.side : 'inside';
      this.#holdings.hold(rule, { vehicleId, depot }, known({ area: area.name, side }));
    }
  }
}

/** null where the fix is too poor, or nearer to the border than it is accurate. */
export function sideOf(
  { lat, lon, accuracy }: Pick<PositionReport, 'lat' | 'lon' | 'accuracy'>,
  area: Area,
  worst: number,
): 'inside' | 'outside' | null {
  const radius = accuracy ?? USUAL_ACCURACY;
  if (radius > worst) return null;
  // Negative inside.
  const beyond =
    'centre' in area
      ? flatMetres(area.centre[1], area.centre[0], lat, lon) - area.metres
      : ringMetres(area.ring, lon, lat);
  if (Math.abs(beyond) < radius) return null;
  return beyond < 0 ? 'inside' : 'outside';
}
