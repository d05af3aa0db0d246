import { pointKey } from '../../../contract/alarm/point.ts';
import type { FeedMs } from '../../../contract/time.ts';
import type { Rule, RuleSet } from '../rules/rule.ts';
import type { RulesError } from '../rules/read.ts';
import { known, type Holdings } from './holding.ts';

/** What concerns no route: that nothing arrives at all while vans are under way, and a rules file with a mistake. */
export class FeedDetector {
  readonly #holdings: Holdings;
  #dead: readonly Rule[] = [];
  #refusedRule: Rule | undefined;
  #heard: number | null = null;

  constructor(holdings: Holdings) {
    this.#holdings = holdings;
  }

  use(set: RuleSet): void {
    this.#dead = [...set.rules.values()].filter((rule) => rule.kind === 'feed-dead');
    this.#refusedRule = set.rules.get('rules-refused');
  }

  heard(at: FeedMs): void {
    this.#heard = Math.max(this.#heard ?? at, at);
  }

  advance(now: FeedMs, underWay: () => boolean): void {
    // A new day, or a clock set back: silence begins now.
    if (this.#heard === null || this.#heard > now) this.#heard = now;
    const silent = now - this.#heard;
    for (const rule of this.#dead) {
      const key = pointKey({ ...NOBODY, ruleId: rule.id });
      const { when } = rule;
      const holds = this.#holdings.get(key) !== undefined;
      const dead = when.kind === 'feed-dead' && silent > when.after * 1_000 && (holds || underWay());
      if (dead && !holds) this.#holdings.hold(rule, {}, known({ lastSeen: this.#heard }));
      if (!dead && holds) this.#holdings.end(key);
    }
  }

  refused(file: string, error: (Partial<RulesError> & { readonly message: string }) | null): void {
    if (this.#refusedRule === undefined) return;
    const { line, column } = error ?? {};
    if (error === null) this.#holdings.end(pointKey({ ...NOBODY, ruleId: this.#refusedRule.id }));
    else this.#holdings.hold(this.#refusedRule, {}, known({ file, line, column, reason: error.message }));
  }
}

const NOBODY = { routeId: null, vehicleId: null, series: null } as const;
