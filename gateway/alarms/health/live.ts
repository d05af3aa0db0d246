import type { AlarmHealth, HealthRequest } from '../../../contract/alarm/health.ts';
import { FLOOD_WINDOW_MS, HEALTH_TARGETS } from '../../../contract/alarm/health.ts';
import type { FloodGroup, FloodState } from '../../../contract/alarm/overview.ts';
import type { WallMs } from '../../../contract/time.ts';
import type { HealthEvent } from './events.ts';
import { healthOf, LOOKBACK_MS } from './figures.ts';

/** Events kept at most: the oldest go first. A flood of 10,000 in a shift leaves the other figures of that shift right. */
const MAX_EVENTS = 100_000;

/** The events of the last hours as they come: figures of a window that ends now, and whether there is a flood. */
export class LiveHealth {
  readonly #reach: number;
  #events: HealthEvent[] = [];
  /** Annunciated in the last 10 minutes. */
  #recent: HealthEvent[] = [];
  #floodSince: WallMs | null = null;
  #groups = new Map<string, FloodGroup>();

  /** `reach`: longest window that is asked for, ms. */
  constructor(reach: number) {
    this.#reach = reach;
  }

  add(event: HealthEvent): void {
    this.#events.push(event);
    if (this.#events.length > MAX_EVENTS) this.#events = this.#events.slice(MAX_EVENTS / 2);
    if (event.kind !== 'annunciated') return;
    this.advance(event.at);
    this.#recent.push(event);
    if (this.#floodSince !== null) this.#group(event);
    else if (this.#recent.length > HEALTH_TARGETS.floodBegins) {
      this.#floodSince = event.at;
      for (const one of this.#recent) this.#group(one);
    }
  }

  /** Time passes: what is older than 10 minutes is no part of a flood any more. */
  advance(now: WallMs): void {
    const gone = this.#recent.findIndex(({ at }) => at > now - FLOOD_WINDOW_MS);
    this.#recent.splice(0, gone === -1 ? this.#recent.length : gone);
    if (this.#floodSince !== null && this.#recent.length < HEALTH_TARGETS.floodEnds) {
      this.#floodSince = null;
      this.#groups.clear();
    }
    const oldest = now - this.#reach - LOOKBACK_MS;
    const first = this.#events[0];
    // By halves: not one by one.
    if (first !== undefined && first.at < oldest - this.#reach)
      this.#events = this.#events.filter(({ at }) => at >= oldest);
  }

  flood(): FloodState {
    const groups = [...this.#groups.values()].sort((a, b) => b.count - a.count);
    return { since: this.#floodSince, last10Min: this.#recent.length, groups };
  }

  figures(request: HealthRequest, standing: number): AlarmHealth {
    return healthOf(
      this.#events.filter(({ at }) => at >= request.from - LOOKBACK_MS),
      request,
      standing,
    );
  }

  #group({ cause, ruleId, alarmId }: HealthEvent): void {
    const own = cause ?? { group: 'rule', key: ruleId };
    const name = `${own.group}/${own.key}`;
    const before = this.#groups.get(name);
    this.#groups.set(name, {
      cause: own,
      count: (before?.count ?? 0) + 1,
      firstOut: before?.firstOut ?? alarmId,
    });
  }
}
