import type { RoutePlan } from '../../contract/fleet.ts';
import type { EtaModel, Forecast, Present } from './eta/model.ts';

/** How often the next stop's forecast is made again, milliseconds of feed time. */
const NEXT_EVERY = 30_000;
/** How old the further stops' forecasts may be where only the windows at risk are counted, milliseconds of feed time. */
const RISKS_EVERY = 120_000;

/**
 * One route's forecasts. The next stop's is kept fresh, because adherence hangs on it; those of the further stops, nearly all of the
 * work, are made when somebody asks: each two minutes for the windows at risk, at once for who looks at the route.
 */
export class Forecasts {
  readonly #plan: RoutePlan;
  readonly #eta: EtaModel;
  #due = Number.NEGATIVE_INFINITY;
  /** What the latest forecasts rest on. */
  #present: Present | null = null;
  #next: Forecast | undefined;
  #all: { readonly present: Present; readonly forecasts: readonly Forecast[] } | null = null;

  constructor(plan: RoutePlan, eta: EtaModel) {
    this.#plan = plan;
    this.#eta = eta;
  }

  /** A stop was reached or left, or the driver said something: the next look makes them anew. */
  expire(): void {
    this.#due = Number.NEGATIVE_INFINITY;
  }

  isDue(now: number): boolean {
    return now >= this.#due;
  }

  refresh(present: Present): void {
    this.#eta.observe(present);
    this.#present = present;
    this.#next = this.#eta.forecast(present, 1)[0];
    this.#due = present.now + NEXT_EVERY;
  }

  /** Of the next stop to be reached. */
  nextOf(stop: number): Forecast | undefined {
    return stop === this.#present?.next ? this.#next : undefined;
  }

  /** Of any stop still to be reached, from the same moment as the next stop's. */
  of(stop: number): Forecast | undefined {
    const present = this.#present;
    if (present === null || stop < present.next) return undefined;
    return this.#further(present, 0)[stop - present.next];
  }

  /** Stops still to be reached whose forecast is past the end of their window. */
  risks(): number {
    const present = this.#present;
    if (present === null) return 0;
    const forecasts = this.#further(present, RISKS_EVERY);
    const from = this.#all?.present.next ?? present.next;
    let risky = 0;
    for (let k = Math.max(0, present.next - from); k < forecasts.length; k++) {
      const end = this.#plan.stops[from + k]?.windowEnd ?? null;
      if (end !== null && (forecasts[k]?.eta ?? 0) > end) risky++;
    }
    return risky;
  }

  /** Forecasts from `#all.present.next` on, at most `age` milliseconds older than `present`. */
  #further(present: Present, age: number): readonly Forecast[] {
    const known = this.#all;
    if (known !== null && (known.present === present || present.now - known.present.now < age))
      return known.forecasts;
    const forecasts = this.#eta.forecast(present);
    this.#all = { present, forecasts };
    return forecasts;
  }
}
