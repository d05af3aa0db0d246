import { randomUUID } from 'node:crypto';
import type { Alarm, AlarmEvent } from '../../contract/alarm.ts';
import type { PositionReport } from '../../contract/ingest.ts';
import type { Metric } from '../../contract/metric.ts';
import type { FeedMs, WallMs } from '../../contract/time.ts';
import type { AckOutcome, Alarms, FleetChanges } from '../ports.ts';
import type { Deed } from './act.ts';
import { Book, type Tick } from './book.ts';
import { Conditions } from './conditions.ts';
import { Lifecycle } from './lifecycle.ts';
import { openPoints, type Points } from './points.ts';
import { defaultRules } from './rules/defaults.ts';
import type { RulesError } from './rules/read.ts';
import type { RuleSet } from './rules/rule.ts';
import { StandingAlarms } from './standing.ts';
import { acknowledge, step, type AckMore, type Note } from './steps.ts';
import { letStand, overdue } from './stood.ts';
import { suppressByDesign, unshelve } from './suppressing.ts';

export type { Note } from './steps.ts';

export interface AlarmsOptions {
  readonly rules?: RuleSet;
  /** Open alarms of the previous run, from the stream's state. */
  readonly open?: Iterable<Alarm>;
  /** Suppressed points of the previous run. */
  readonly points?: Points;
  readonly newId?: () => string;
}

export interface FleetAlarms extends Alarms {
  /**
   * Takes changes in without raising anything: the day before the gateway began to listen. What still holds is
   * raised by `begin`, what is over never was the operator's. `at` is the day's: delays run from it.
   */
  settle(changes: FleetChanges, at: FeedMs): void;
  /**
   * Once, when the day so far is in: what holds now is raised as having stood, and so does what was restored and should have been
   * escalated while nobody could be called. Priority 1 always calls for itself.
   */
  begin(now: FeedMs, wall: WallMs): Alarm[];
  /** The port's, and what the operator saw: refused where the condition has come again since. */
  acknowledge(
    alarmId: string,
    by: string,
    comment: string | null,
    ifVersion: number | undefined,
    now: FeedMs,
    more?: AckMore,
  ): AckOutcome;
  get(alarmId: string): Alarm | undefined;
  /** The open alarm of a point, if there is one. */
  at(point: string): Alarm | undefined;
  readonly points: Points;
  readonly rules: RuleSet;
  /** From the next `evaluate` on. */
  use(rules: RuleSet): void;
  /** null where the file is in force. */
  rulesRefused(file: string, error: (Partial<RulesError> & { readonly message: string }) | null): void;
  /** Whatever arrives beside the fleet's changes; judged by the next `evaluate`. */
  position(report: PositionReport): void;
  value(series: string, unit: string, value: number): void;
  metric(metric: Metric): void;
  /** One step of one open alarm, noted; null where it changes nothing. */
  step(alarmId: string, event: AlarmEvent, note: Note): Alarm | null;
  note(deed: Deed): void;
  /** What was done since the last call, in order. */
  takeDeeds(): Deed[];
  /** Since when the alarm waits for an answer, wall ms; undefined where it does not. */
  since(alarmId: string): WallMs | undefined;
  chatters(point: string, now: FeedMs): boolean;
}
export function createAlarms(options: AlarmsOptions = {}): FleetAlarms {
  return new AlarmSet(options);
}

const NOTHING: FleetChanges = { routes: [], removed: [], positions: [], happenings: [] };

/** Puts the parts together, and decides in which order each evaluation runs them. */
class AlarmSet implements FleetAlarms {
  readonly #book: Book;
  readonly #conditions: Conditions;
  readonly #lifecycle: Lifecycle;

  constructor({ rules = defaultRules(), open = [], points, newId }: AlarmsOptions) {
    this.#book = new Book(rules, new StandingAlarms(open), points ?? openPoints(null));
    this.#conditions = new Conditions(rules);
    this.#lifecycle = new Lifecycle(this.#book, this.#conditions, newId ?? randomUUID);
  }

  get rules(): RuleSet {
    return this.#book.rules;
  }
  get points(): Points {
    return this.#book.points;
  }
  open(): Iterable<Alarm> {
    return this.#book.standing.all();
  }
  get(alarmId: string): Alarm | undefined {
    return this.#book.standing.get(alarmId);
  }
  at(point: string): Alarm | undefined {
    return this.#book.standing.at(point);
  }
  since(alarmId: string): WallMs | undefined {
    return this.#book.standing.since(alarmId);
  }
  chatters(point: string, now: FeedMs): boolean {
    return this.#lifecycle.chatters(point, now);
  }

  use(rules: RuleSet): void {
    this.#book.rules = rules;
    this.#conditions.use(rules);
    this.#lifecycle.rulesChanged();
  }
  rulesRefused(file: string, error: (Partial<RulesError> & { readonly message: string }) | null): void {
    this.#conditions.feed.refused(file, error);
  }
  position(report: PositionReport): void {
    this.#conditions.position(report);
  }
  value(series: string, unit: string, value: number): void {
    this.#conditions.value(series, unit, value);
  }
  metric(metric: Metric): void {
    this.#conditions.metric(metric);
  }
  note(what: Deed): void {
    this.#book.note(what);
  }
  takeDeeds(): Deed[] {
    return this.#book.takeDeeds();
  }

  settle(changes: FleetChanges, at: FeedMs): void {
    this.#lifecycle.settle(changes, at);
  }

  begin(now: FeedMs, wall: WallMs): Alarm[] {
    const late = overdue(this.#book, wall);
    const changed = this.#evaluate(NOTHING, now, wall, true);
    for (const alarm of letStand(this.#book, late, { feed: now, wall })) changed.set(alarm.id, alarm);
    return [...changed.values()];
  }

  evaluate(changes: FleetChanges, now: FeedMs, wall: WallMs): Alarm[] {
    return [...this.#evaluate(changes, now, wall, false).values()];
  }

  step(alarmId: string, event: AlarmEvent, note: Note): Alarm | null {
    return step(this.#book, alarmId, event, note);
  }

  acknowledge(
    alarmId: string,
    by: string,
    comment: string | null,
    ifVersion: number | undefined,
    now: FeedMs,
    more: AckMore = {},
  ): AckOutcome {
    return acknowledge(this.#book, { ...more, alarmId, by, comment, ifVersion, now });
  }

  /** What changed, by the alarm's id. */
  #evaluate(changes: FleetChanges, now: FeedMs, wall: WallMs, beginning: boolean): Map<string, Alarm> {
    const changed = new Map<string, Alarm>();
    const put = (alarm: Alarm): void => {
      this.#book.standing.keep(alarm);
      changed.set(alarm.id, alarm);
    };
    const tick: Tick = { moment: { feed: now, wall }, beginning, put };
    this.#lifecycle.advance(changes, tick);
    unshelve(this.#book, tick);
    if (changed.size > 0) suppressByDesign(this.#book, [...changed.values()], tick);
    this.#lifecycle.calm(tick);
    return changed;
  }
}
