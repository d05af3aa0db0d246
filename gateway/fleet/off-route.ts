import { hysteresis } from './hysteresis.ts';
import type { FleetLimits } from './options.ts';

/**
 * Off-route with hysteresis in distance and in time. A fix's accuracy is taken off its distance before
 * the upper limit, so that a poor fix alone never raises the condition.
 */
export class OffRoute {
  readonly #limits: FleetLimits;
  #raised = false;
  #since: number | null = null;

  constructor(limits: FleetLimits) {
    this.#limits = limits;
  }

  get raised(): boolean {
    return this.#raised;
  }

  /** `distance` from the planned shape in metres, `accuracy` in metres, `at` in milliseconds. */
  step(distance: number, accuracy: number, at: number): boolean {
    const { offRouteOver, offRouteUnder, offRouteAfter } = this.#limits;
    const far = hysteresis(
      this.#raised,
      this.#raised ? distance : distance - accuracy,
      offRouteOver,
      offRouteUnder,
    );
    if (!far) this.#since = null;
    else this.#since ??= at;
    this.#raised = far && (this.#raised || at - (this.#since ?? at) >= offRouteAfter * 1_000);
    return this.#raised;
  }

  clear(): void {
    this.#raised = false;
    this.#since = null;
  }
}
