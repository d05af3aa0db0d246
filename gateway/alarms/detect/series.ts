import { pointKey } from '../../../contract/alarm/point.ts';
import type { Metric } from '../../../contract/metric.ts';
import { matches, type Rule, type RuleSet } from '../rules/rule.ts';
import { known, type Holdings } from './holding.ts';

/** A series beyond its limits, each sample for itself; or far from its usual, each minute. With a deadband on the way back. */
export class SeriesDetector {
  readonly #holdings: Holdings;
  #limits: readonly Rule[] = [];
  #anomalies: readonly Rule[] = [];

  constructor(holdings: Holdings) {
    this.#holdings = holdings;
  }

  use(set: RuleSet): void {
    const rules = [...set.rules.values()];
    this.#limits = rules.filter((rule) => rule.kind === 'series');
    this.#anomalies = rules.filter((rule) => rule.kind === 'anomaly');
  }

  /** `series` as consoles name it: an ingested one begins with `x/`. */
  value(series: string, unit: string, value: number): void {
    for (const rule of this.#limits) {
      const { when } = rule;
      if (when.kind !== 'series' || !matches(when.series, series)) continue;
      const key = keyOf(rule, series);
      const back = this.#holdings.get(key) === undefined ? 0 : when.deadband;
      const high = when.above !== null && value > when.above - back;
      const low = when.below !== null && value < when.below + back;
      const limit = high ? when.above : when.below;
      if (high || low) this.#holdings.hold(rule, { series }, known({ value, unit: unit || null, limit }));
      else this.#holdings.end(key);
    }
  }

  metric({ series, unit, value, z, usual }: Metric): void {
    // Every ingested sample came by itself already; a minute's mean of it would hide a peak.
    if (!series.startsWith('x/')) this.value(series, unit, value);
    for (const rule of this.#anomalies) {
      const { when } = rule;
      if (when.kind !== 'anomaly' || !matches(when.series, series)) continue;
      const key = keyOf(rule, series);
      const back = this.#holdings.get(key) === undefined ? 0 : when.deadband;
      if (z !== null && Math.abs(z) > when.z - back) {
        this.#holdings.hold(
          rule,
          { series },
          known({ value, unit: unit || null, usual, z: Math.round(z * 10) / 10 }),
        );
      } else this.#holdings.end(key);
    }
  }
}

const keyOf = ({ id }: Rule, series: string): string =>
  pointKey({ ruleId: id, routeId: null, vehicleId: null, series });
