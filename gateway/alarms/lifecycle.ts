import { raiseAlarm, stepAlarm, type Alarm } from '../../contract/alarm.ts';
import { pointOf } from '../../contract/alarm/point.ts';
import type { FeedMs } from '../../contract/time.ts';
import type { FleetChanges } from '../ports.ts';
import { deed } from './act.ts';
import type { Book, Tick } from './book.ts';
import { causeOf, positionOf } from './cause.ts';
import { Chatter } from './chatter.ts';
import type { Conditions } from './conditions.ts';
import type { Holding, Transition } from './detect/holding.ts';
import { factsMoved } from './rules/facts.ts';
import { isHidden } from './suppressing.ts';
import { Waits } from './waits.ts';

/** Which conditions hold -> which alarms are raised, updated and cleared, after the delays of their rules. */
export class Lifecycle {
  readonly #book: Book;
  readonly #conditions: Conditions;
  readonly #newId: () => string;
  readonly #chatter = new Chatter();
  /** Conditions waiting for their on-delay, and alarms waiting for their off-delay. */
  readonly #rising = new Waits();
  readonly #falling = new Waits();
  /** The next `advance` compares everything: what was restored, settled or ruled anew against what holds. */
  #reconciled = false;

  constructor(book: Book, conditions: Conditions, newId: () => string) {
    this.#book = book;
    this.#conditions = conditions;
    this.#newId = newId;
  }

  chatters(point: string, now: FeedMs): boolean {
    return this.#chatter.chatters(point, now);
  }

  rulesChanged(): void {
    this.#reconciled = false;
  }

  /** Takes changes in without raising anything; on-delays run from `at`. */
  settle(changes: FleetChanges, at: FeedMs): void {
    for (const transition of this.#conditions.observe(changes, null)) {
      if (transition.type === 'ended') this.#rising.end(transition.key);
      else this.#rising.begin(transition.holding.key, at);
    }
  }

  advance(changes: FleetChanges, tick: Tick): void {
    const transitions = this.#conditions.observe(changes, tick.moment.feed);
    if (!this.#reconciled) transitions.push(...this.#reconcile());
    for (const transition of transitions) {
      if (transition.type === 'ended') this.#ended(transition.key, tick);
      else this.#holds(transition.holding, tick);
    }
    this.#runDelays(tick);
  }

  /** Who stopped chattering says so no longer. */
  calm({ moment: { feed }, put }: Tick): void {
    for (const point of this.#chatter.calm(feed)) {
      const alarm = this.#book.standing.at(point);
      if (alarm?.active !== true || alarm.facts['chattering'] === undefined) continue;
      const { chattering: _, ...facts } = alarm.facts;
      put(stepAlarm(alarm, { type: 'update', at: feed, facts }));
    }
  }

  #reconcile(): Transition[] {
    this.#reconciled = true;
    const out: Transition[] = [];
    for (const holding of this.#conditions.all()) out.push({ type: 'holds', holding });
    for (const alarm of this.#book.standing.all()) {
      const key = pointOf(alarm);
      if (alarm.active && this.#conditions.get(key) === undefined) out.push({ type: 'ended', key });
    }
    return out;
  }

  #ended(key: string, tick: Tick): void {
    this.#rising.end(key);
    const alarm = this.#book.standing.at(key);
    if (alarm?.active !== true) return;
    if (this.#book.ruleOf(alarm)?.offDelay === 0) this.#clear(alarm, tick);
    else this.#falling.begin(key, tick.moment.feed);
  }

  #holds(holding: Holding, tick: Tick): void {
    const { key, rule } = holding;
    const { feed } = tick.moment;
    this.#falling.end(key);
    const alarm = this.#book.standing.at(key);
    if (alarm?.active === true || rule.onDelay === 0) this.#rising.end(key);
    if (alarm?.active === true) {
      if (factsMoved(alarm.rule, alarm.facts, holding.facts)) {
        tick.put(stepAlarm(alarm, { type: 'update', at: feed, facts: this.#factsOf(holding, feed) }));
      }
    } else if (rule.onDelay === 0) {
      this.#raise(holding, tick);
    } else {
      this.#rising.begin(key, feed);
    }
  }

  #runDelays(tick: Tick): void {
    const { feed } = tick.moment;
    const { standing } = this.#book;
    for (const waits of [this.#rising, this.#falling]) waits.notAfter(feed);
    for (const key of this.#rising.over(feed, (of) => this.#conditions.get(of)?.rule.onDelay)) {
      const holding = this.#conditions.get(key);
      if (holding !== undefined) this.#raise(holding, tick);
    }
    for (const key of this.#falling.over(feed, (of) => this.#offDelayAt(of))) {
      const alarm = standing.at(key);
      if (alarm !== undefined) this.#clear(alarm, tick);
    }
  }

  /** Seconds; undefined where no alarm is open. Of a rule that is no more: none. */
  #offDelayAt(point: string): number | undefined {
    const alarm = this.#book.standing.at(point);
    return alarm === undefined ? undefined : (this.#book.ruleOf(alarm)?.offDelay ?? 0);
  }

  /** A condition that returns before anyone acknowledged is the same alarm again, else a new one: new id, new notification. */
  #raise(holding: Holding, { moment, beginning, put }: Tick): void {
    const { standing, points } = this.#book;
    const { key } = holding;
    this.#chatter.came(key, moment.feed);
    const before = standing.at(key);
    const kept = points.get(key);
    if (kept !== undefined) points.set({ ...kept, occurrences: kept.occurrences + 1 });
    const facts = this.#factsOf(holding, moment.feed);
    let alarm =
      before === undefined
        ? raiseAlarm({
            ...this.#described(holding),
            suppression: kept?.suppression ?? null,
            stood: beginning,
            facts,
            at: moment.feed,
            wall: moment.wall,
          })
        : stepAlarm(before, { type: 'reactivate', at: moment.feed, facts });
    if (alarm === before) return;
    if (beginning) alarm = stepAlarm(alarm, { type: 'stand', at: moment.feed });
    standing.annunciated(alarm.id, moment.wall);
    put(alarm);
    const hidden = isHidden(this.#book, alarm, moment);
    this.#book.note(
      deed(before === undefined ? 'raised' : 'reactivated', alarm, moment, undefined, {
        ...(hidden ? { hidden: true } : {}),
        ...(alarm.stood ? { stood: true } : {}),
        ...(alarm.cause === null ? {} : { cause: alarm.cause }),
      }),
    );
  }

  /** What a new alarm is about. */
  #described(holding: Holding) {
    const { rule, routeId, vehicleId, series } = holding;
    return {
      id: this.#newId(),
      rule: rule.kind,
      ruleId: rule.id,
      priority: rule.priority,
      routeId,
      vehicleId,
      series,
      position: positionOf(holding, this.#book.rules),
      cause: causeOf(holding, this.#book.rules),
    };
  }

  #factsOf(holding: Holding, now: FeedMs): Alarm['facts'] {
    return this.#chatter.chatters(holding.key, now) ? { ...holding.facts, chattering: 1 } : holding.facts;
  }

  #clear(alarm: Alarm, { moment, put }: Tick): void {
    const next = stepAlarm(alarm, { type: 'clear', at: moment.feed });
    put(next);
    this.#book.note(deed('returned', next, moment));
    this.#book.noteClosing(next, moment);
  }
}
