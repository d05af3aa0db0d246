import type { Fix } from './follower.ts';
import { hysteresis } from './hysteresis.ts';
import type { FleetLimits } from './options.ts';
import { distanceTo, type Path } from './path.ts';

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

  /** `near`: metres from the stretch of the shape that the vehicle can have reached; null where that is out of sight. */
  follow(shape: Path, near: number | null, { x, y, accuracy, at }: Fix): void {
    // The reachable stretch may be too short a look; the whole shape is searched only where it matters.
    const far = near === null || near > this.#limits.offRouteUnder;
    this.step(far ? distanceTo(shape, x, y) : near, accuracy, at);
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
