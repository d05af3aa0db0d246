import type { RoutePlan } from '../../contract/fleet.ts';

/** Where a route stands against its plan at one moment; all that a forecast may know. */
export interface Present {
  readonly plan: RoutePlan;
  /** Feed milliseconds. */
  readonly now: number;
  /** First stop still to be reached. */
  readonly next: number;
  /** Seconds behind the plan by the vehicle's own place and clock. */
  readonly delay: number;
  /** Seconds behind the plan at the last stop reached; 0 before the first. */
  readonly lastDelay: number;
}

export interface Forecast {
  /** Feed milliseconds, never before now. */
  readonly eta: number;
  /** Half-width of the interval that holds 80 % of the outcomes, seconds. */
  readonly error: number;
}

export interface EtaModel {
  /** Forecasts of the stops from `present.next` on, in order, never earlier than the one before. */
  forecast(present: Present, count?: number): Forecast[];
  /** A stop was reached: earlier forecasts of it are measured, and the model learns. */
  reached(route: string, stop: number, at: number): void;
  /** Remembers what is known now, to learn from it when the stops are reached. */
  observe(present: Present): void;
  /** The route is over: what was remembered of it goes. */
  forget(route: string): void;
}

export function createEtaModel(): EtaModel {
  return {
    forecast(present, count = Number.POSITIVE_INFINITY) {
      const found: Forecast[] = [];
      let floor = present.now;
      const end = Math.min(present.plan.stops.length, present.next + count);
      for (let i = present.next; i < end; i++) {
        const planned = present.plan.stops[i]?.arrival ?? present.now;
        floor = Math.max(floor, planned + present.delay * 1_000);
        found.push({ eta: Math.round(floor), error: Math.round(60 + 0.00012 * (floor - present.now)) });
      }
      return found;
    },
    reached: () => undefined,
    observe: () => undefined,
    forget: () => undefined,
  };
}
