import type { RoutePlan } from '../../../contract/fleet.ts';

/** Legs remembered at most; the oldest learned go first. */
const BOUND = 100_000;
/** Passages before a leg's own mean counts half. */
const DOUBT = 4;
const CLIP = 180;

/** What driving from one stop to the next has taken beyond the plan, whatever the route. */
export class Leg {
  #count = 0;
  #mean = 0;

  /** Expected seconds beyond the plan. */
  get extra(): number {
    return (this.#mean * this.#count) / (this.#count + DOUBT);
  }

  /** `seconds` beyond the plan. */
  add(seconds: number): void {
    this.#count = Math.min(50, this.#count + 1);
    this.#mean += (Math.max(-CLIP, Math.min(CLIP, seconds)) - this.#mean) / this.#count;
  }
}

export class Legs {
  readonly #legs = new Map<string, Leg>();

  /** The leg that ends at each stop of the plan; null for the first. */
  of(plan: RoutePlan): (Leg | null)[] {
    return plan.stops.map((stop, i) => {
      const from = plan.stops[i - 1];
      return from === undefined ? null : this.#leg(`${from.stopId}\n${stop.stopId}`);
    });
  }

  #leg(key: string): Leg {
    const known = this.#legs.get(key);
    if (known !== undefined) return known;
    const leg = new Leg();
    this.#legs.set(key, leg);
    if (this.#legs.size > BOUND) this.#legs.delete(this.#legs.keys().next().value ?? '');
    return leg;
  }
}
