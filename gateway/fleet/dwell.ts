import type { RoutePlan } from '../../contract/fleet.ts';
import type { Fix } from './follower.ts';
import type { OrderedMatcher } from './ordered-matcher.ts';
import type { Progress } from './progress.ts';
import { Standing } from './standing.ts';

/** Standing where no service is planned longer than a limit, or at a stop longer than twice its service and that limit. */
export class Dwell {
  readonly #plan: RoutePlan;
  readonly #matcher: OrderedMatcher;
  readonly #progress: Progress;
  readonly #after: number;
  readonly #standing = new Standing();
  #raised = false;

  /** `after`: the limit, seconds. */
  constructor(plan: RoutePlan, matcher: OrderedMatcher, progress: Progress, after: number) {
    this.#plan = plan;
    this.#matcher = matcher;
    this.#progress = progress;
    this.#after = after;
  }

  get raised(): boolean {
    return this.#raised;
  }

  step(fix: Fix): void {
    this.#standing.step(fix.x, fix.y, fix.accuracy, fix.at);
  }

  /** `heard`: the route is under way and its vehicle not silent; of a silent one nobody knows whether it stands. */
  advance(now: number, heard: boolean): void {
    this.#raised = heard && this.#stands(now);
  }

  clear(): void {
    this.#raised = false;
  }

  #stands(now: number): boolean {
    const since = this.#standing.since;
    if (since === null) return false;
    const here = this.#matcher.here;
    if (here === null) return now - since > this.#after * 1_000;
    const stop = this.#plan.stops[here];
    // Early vehicles wait for their time; that is planned standing.
    const from = Math.max(this.#progress.records[here]?.arrived ?? since, stop?.arrival ?? since);
    return now - from > (2 * (stop?.service ?? 0) + this.#after) * 1_000;
  }
}
