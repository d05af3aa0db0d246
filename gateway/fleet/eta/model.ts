import type { RoutePlan } from '../../../contract/fleet.ts';

/** Where a route stands against its plan at one moment; all that a forecast may know. */
export interface Present {
  readonly plan: RoutePlan;
  /** Feed milliseconds. */
  readonly now: number;
  /** First stop still to be reached. */
  readonly next: number;
  /** Stop that the vehicle is at; null while it drives. */
  readonly here: number | null;
  /** Seconds behind the plan by the vehicle's own place and clock. */
  readonly delay: number;
  /** Seconds behind the plan at the last stop reached; 0 before the first. */
  readonly lastDelay: number;
}

/** A stop was reached. */
export interface Reached {
  readonly plan: RoutePlan;
  readonly stop: number;
  /** Feed milliseconds. */
  readonly arrived: number;
  /** Of the stop before; null where it was not reached. */
  readonly before: { readonly arrived: number; readonly departed: number } | null;
}

export interface Forecast {
  /** Feed milliseconds, never before now. */
  readonly eta: number;
  /** Half-width of the interval that holds 80 % of the outcomes, seconds. */
  readonly error: number;
}

export interface EtaModel {
  /** Forecasts of the stops from `present.next` on, at most `stops` of them, in order, none earlier than the one before. */
  forecast(present: Present, stops?: number): Forecast[];
  /** Remembers what is known now, to learn from it when the stops are reached. */
  observe(present: Present): void;
  /** Earlier forecasts of the stop are measured, and the model learns. */
  reached(reached: Reached): void;
  /** The route is over: what was remembered of it goes. */
  forget(route: string): void;
}

/** The plan plus the present delay, with a fixed error: what every other model has to beat. */
export function createPresentDelayModel(): EtaModel {
  return {
    forecast({ plan, now, next, delay }, stops = plan.stops.length) {
      let floor = now;
      return plan.stops.slice(next, next + stops).map((stop) => {
        floor = Math.max(floor, stop.arrival + delay * 1_000);
        return { eta: Math.round(floor), error: Math.round(60 + (0.12 * (floor - now)) / 1_000) };
      });
    },
    observe: () => undefined,
    reached: () => undefined,
    forget: () => undefined,
  };
}
