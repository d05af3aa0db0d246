import { randomUUID } from 'node:crypto';
import { raiseAlarm, stepAlarm, type Alarm, type AlarmEvent } from '../../contract/alarm.ts';
import type { AuditAction } from '../../contract/alarm/audit.ts';
import type { Suppression } from '../../contract/alarm/operator.ts';
import { pointOf } from '../../contract/alarm/point.ts';
import type { PositionReport } from '../../contract/ingest.ts';
import type { Metric } from '../../contract/metric.ts';
import { wallMs, type FeedMs, type WallMs } from '../../contract/time.ts';
import type { AckOutcome, Alarms, FleetChanges } from '../ports.ts';
import { deed, GATEWAY, type Deed, type Doer, type Moment } from './act.ts';
import { causeOf, positionOf } from './cause.ts';
import { Chatter } from './chatter.ts';
import { Conditions } from './conditions.ts';
import { byDesign, dependants } from './design.ts';
import type { Holding, Transition } from './detect/holding.ts';
import { openPoints, type Points } from './points.ts';
import { defaultRules } from './rules/defaults.ts';
import { factsMoved } from './rules/facts.ts';
import type { RulesError } from './rules/read.ts';
import { levelAfter, type Rule, type RuleSet } from './rules/rule.ts';

export interface AlarmsOptions {
  readonly rules?: RuleSet;
  /** Open alarms of the previous run, from the stream's state. */
  readonly open?: Iterable<Alarm>;
  /** Suppressed points of the previous run. */
  readonly points?: Points;
  readonly newId?: () => string;
}

/** What an acknowledgement says beside the alarm and who: the desk, wall time, and which occurrence the operator saw. */
interface AckMore {
  readonly console?: string | null;
  readonly wall?: WallMs;
  readonly occurrence?: number;
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
export interface Note {
  readonly action: AuditAction;
  readonly moment: Moment;
  readonly doer?: Doer;
  readonly details?: Deed['details'];
}

export function createAlarms(options: AlarmsOptions = {}): FleetAlarms {
  return new AlarmBook(options);
}

type Put = (alarm: Alarm) => void;
const NOTHING: FleetChanges = { routes: [], removed: [], positions: [], happenings: [] };

class AlarmBook implements FleetAlarms {
  readonly points: Points;
  readonly #newId: () => string;
  readonly #conditions: Conditions;
  readonly #chatter = new Chatter();
  /** Alarms not closed, by id, and the id of the newest by point. */
  readonly #open = new Map<string, Alarm>();
  readonly #byPoint = new Map<string, string>();
  /** The same by rule: what may suppress another is found without looking at every alarm. */
  readonly #byRule = new Map<string, Map<string, Alarm>>();
  /** Conditions waiting for their on-delay, and alarms waiting for their off-delay: since when, by point. */
  readonly #rising = new Map<string, FeedMs>();
  readonly #falling = new Map<string, FeedMs>();
  /** Since when each unanswered alarm is annunciated. */
  readonly #since = new Map<string, WallMs>();
  #rules: RuleSet;
  #deeds: Deed[] = [];
  /** The next `evaluate` compares everything: what was restored, settled or ruled anew against what holds. */
  #reconciled = false;
  /** While what stands at the start is raised. */
  #beginning = false;

  constructor({ rules = defaultRules(), open = [], points, newId }: AlarmsOptions) {
    this.#rules = rules;
    this.points = points ?? openPoints(null);
    this.#newId = newId ?? randomUUID;
    this.#conditions = new Conditions(rules);
    for (const alarm of open) {
      this.#keep(alarm);
      this.#since.set(alarm.id, alarm.raisedWall);
    }
  }

  get rules(): RuleSet {
    return this.#rules;
  }
  open(): Iterable<Alarm> {
    return this.#open.values();
  }
  get(alarmId: string): Alarm | undefined {
    return this.#open.get(alarmId);
  }
  at(point: string): Alarm | undefined {
    const id = this.#byPoint.get(point);
    return id === undefined ? undefined : this.#open.get(id);
  }
  since(alarmId: string): WallMs | undefined {
    const alarm = this.#open.get(alarmId);
    const waits = alarm !== undefined && !alarm.acknowledged && alarm.suppression === null;
    return waits ? this.#since.get(alarmId) : undefined;
  }
  chatters(point: string, now: FeedMs): boolean {
    return this.#chatter.chatters(point, now);
  }

  use(rules: RuleSet): void {
    this.#rules = rules;
    this.#conditions.use(rules);
    this.#reconciled = false;
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
    this.#deeds.push(what);
  }
  takeDeeds(): Deed[] {
    const deeds = this.#deeds;
    this.#deeds = [];
    return deeds;
  }

  settle(changes: FleetChanges, at: FeedMs): void {
    for (const transition of this.#conditions.observe(changes, null)) {
      if (transition.type === 'ended') this.#rising.delete(transition.key);
      else if (!this.#rising.has(transition.holding.key)) this.#rising.set(transition.holding.key, at);
    }
  }

  begin(now: FeedMs, wall: WallMs): Alarm[] {
    const moment = { feed: now, wall };
    const overdue = [...this.#open.values()].filter((alarm) => this.#isOverdue(alarm, wall));
    this.#beginning = true;
    const changed = new Map(this.evaluate(NOTHING, now, wall).map((alarm) => [alarm.id, alarm]));
    this.#beginning = false;
    for (const { id } of overdue) {
      const alarm = this.#open.get(id);
      if (alarm === undefined) continue;
      const next = stepAlarm(alarm, { type: 'stand', at: moment.feed });
      this.#since.set(id, wall);
      this.#keep(next);
      changed.set(id, next);
    }
    return [...changed.values()];
  }

  evaluate(changes: FleetChanges, now: FeedMs, wall: WallMs): Alarm[] {
    const moment = { feed: now, wall };
    const changed = new Map<string, Alarm>();
    const put: Put = (alarm) => {
      this.#keep(alarm);
      changed.set(alarm.id, alarm);
    };
    const transitions = this.#conditions.observe(changes, now);
    if (!this.#reconciled) transitions.push(...this.#reconcile());
    for (const transition of transitions) this.#take(transition, moment, put);
    this.#runDelays(moment, put);
    this.#unshelve(moment, put);
    if (changed.size > 0) this.#suppressByDesign([...changed.values()], moment, put);
    this.#calm(moment, put);
    return [...changed.values()];
  }

  step(alarmId: string, event: AlarmEvent, { action, moment, doer, details }: Note): Alarm | null {
    const alarm = this.#open.get(alarmId);
    if (alarm === undefined) return null;
    const next = stepAlarm(alarm, event);
    if (next === alarm) return null;
    this.#keep(next);
    const again = event.type === 'unsuppress' && next.active && !next.acknowledged;
    if (again) this.#since.set(alarmId, moment.wall);
    this.note(deed(action, next, moment, doer, again ? { ...details, waits: true } : details));
    this.#noteClosing(next, moment);
    return next;
  }

  acknowledge(
    alarmId: string,
    by: string,
    comment: string | null,
    ifVersion: number | undefined,
    now: FeedMs,
    more: AckMore = {},
  ): AckOutcome {
    const alarm = this.#open.get(alarmId);
    if (alarm === undefined) return { ok: false, code: 'not-found', message: `no open alarm ${alarmId}` };
    // What the operator wanted holds already; the alarm in the answer says whose doing it was.
    if (alarm.acknowledged) return { ok: true, alarm, changed: false };
    if (ifVersion !== undefined && ifVersion !== alarm.version) {
      const message = `alarm ${alarmId} is at version ${String(alarm.version)}, not ${String(ifVersion)}`;
      return { ok: false, code: 'conflict', message };
    }
    if (more.occurrence !== undefined && more.occurrence < alarm.occurrence) {
      const message = `alarm ${alarmId} has come again since: occurrence ${String(alarm.occurrence)}, not ${String(more.occurrence)}`;
      return { ok: false, code: 'conflict', message };
    }
    const moment = { feed: now, wall: more.wall ?? wallMs(now) };
    const next = this.step(
      alarmId,
      { type: 'acknowledge', at: now, by, console: more.console ?? null, comment },
      {
        action: 'acknowledged',
        moment,
        doer: { by, console: more.console ?? null },
        details: comment === null ? {} : { comment },
      },
    );
    return { ok: true, alarm: next ?? alarm, changed: next !== null };
  }

  #reconcile(): Transition[] {
    this.#reconciled = true;
    const out: Transition[] = [];
    for (const holding of this.#conditions.all()) out.push({ type: 'holds', holding });
    for (const alarm of this.#open.values()) {
      const key = pointOf(alarm);
      if (alarm.active && this.#conditions.get(key) === undefined) out.push({ type: 'ended', key });
    }
    return out;
  }

  #take(transition: Transition, moment: Moment, put: Put): void {
    if (transition.type === 'ended') {
      this.#rising.delete(transition.key);
      const alarm = this.at(transition.key);
      if (alarm?.active !== true) return;
      if (this.#ruleOf(alarm)?.offDelay === 0) this.#clear(alarm, moment, put);
      else if (!this.#falling.has(transition.key)) this.#falling.set(transition.key, moment.feed);
      return;
    }
    const { holding } = transition;
    this.#falling.delete(holding.key);
    const alarm = this.at(holding.key);
    if (alarm?.active === true || holding.rule.onDelay === 0) this.#rising.delete(holding.key);
    if (alarm?.active === true) {
      if (factsMoved(alarm.rule, alarm.facts, holding.facts)) {
        const facts = this.#factsOf(holding, moment.feed);
        put(stepAlarm(alarm, { type: 'update', at: moment.feed, facts }));
      }
    } else if (holding.rule.onDelay === 0) {
      this.#raise(holding, moment, put);
    } else if (!this.#rising.has(holding.key)) {
      this.#rising.set(holding.key, moment.feed);
    }
  }

  #runDelays(moment: Moment, put: Put): void {
    const { feed } = moment;
    // A clock that was put back meanwhile: the wait begins now, it does not last until that time comes again.
    for (const delays of [this.#rising, this.#falling]) {
      for (const [key, since] of delays) if (since > feed) delays.set(key, feed);
    }
    for (const [key, since] of this.#rising) {
      const holding = this.#conditions.get(key);
      if (holding !== undefined && feed - since < holding.rule.onDelay * 1_000) continue;
      this.#rising.delete(key);
      if (holding !== undefined) this.#raise(holding, moment, put);
    }
    for (const [key, since] of this.#falling) {
      const alarm = this.at(key);
      const delay = alarm === undefined ? 0 : (this.#ruleOf(alarm)?.offDelay ?? 0);
      if (alarm !== undefined && feed - since < delay * 1_000) continue;
      this.#falling.delete(key);
      if (alarm !== undefined) this.#clear(alarm, moment, put);
    }
  }

  /** A condition that returns before anyone acknowledged is the same alarm again, else a new one: new id, new notification. */
  #raise(holding: Holding, moment: Moment, put: Put): void {
    const { key, rule } = holding;
    this.#chatter.came(key, moment.feed);
    const facts = this.#factsOf(holding, moment.feed);
    const before = this.at(key);
    const kept = this.points.get(key);
    if (kept !== undefined) this.points.set({ ...kept, occurrences: kept.occurrences + 1 });
    let alarm =
      before === undefined
        ? raiseAlarm({
            id: this.#newId(),
            rule: rule.kind,
            ruleId: rule.id,
            priority: rule.priority,
            routeId: holding.routeId,
            vehicleId: holding.vehicleId,
            series: holding.series,
            position: positionOf(holding, this.#rules),
            cause: causeOf(holding, this.#rules),
            suppression: kept?.suppression ?? null,
            stood: this.#beginning,
            facts,
            at: moment.feed,
            wall: moment.wall,
          })
        : stepAlarm(before, { type: 'reactivate', at: moment.feed, facts });
    if (alarm === before) return;
    if (this.#beginning) alarm = stepAlarm(alarm, { type: 'stand', at: moment.feed });
    this.#since.set(alarm.id, moment.wall);
    put(alarm);
    const hidden = this.#hiddenBy(alarm, moment);
    this.note(
      deed(before === undefined ? 'raised' : 'reactivated', alarm, moment, undefined, {
        ...(hidden ? { hidden: true } : {}),
        ...(alarm.stood ? { stood: true } : {}),
        ...(alarm.cause === null ? {} : { cause: alarm.cause }),
      }),
    );
  }

  /** Waits, and should have been brought further than it was. */
  #isOverdue(alarm: Alarm, wall: WallMs): boolean {
    const since = this.since(alarm.id);
    const times = this.#ruleOf(alarm)?.escalate;
    if (since === undefined || times === undefined || alarm.priority === 1 || alarm.claim !== null)
      return false;
    return levelAfter(wall - since, times) > (alarm.escalation?.level ?? 0);
  }

  /** Suppressed already, or about to be by design: it is never annunciated. */
  #hiddenBy(alarm: Alarm, { wall }: Moment): boolean {
    return alarm.suppression !== null || byDesign(alarm, this.#rules, this.#causesOf(alarm), wall) !== null;
  }

  *#causesOf(alarm: Alarm): Iterable<Alarm> {
    for (const id of this.#ruleOf(alarm)?.suppressedBy ?? []) yield* this.#byRule.get(id)?.values() ?? [];
  }

  #factsOf(holding: Holding, now: FeedMs): Alarm['facts'] {
    return this.#chatter.chatters(holding.key, now) ? { ...holding.facts, chattering: 1 } : holding.facts;
  }

  #clear(alarm: Alarm, moment: Moment, put: Put): void {
    const next = stepAlarm(alarm, { type: 'clear', at: moment.feed });
    put(next);
    this.note(deed('returned', next, moment));
    this.#noteClosing(next, moment);
  }

  #noteClosing(alarm: Alarm, moment: Moment): void {
    if (alarm.closedAt !== null) this.note(deed('closed', alarm, moment));
  }

  /** Shelving has a hard end. */
  #unshelve(moment: Moment, put: Put): void {
    for (const { point } of this.points.expired(moment.wall)) {
      this.points.remove(point);
      const alarm = this.at(point);
      const details = { why: 'expired' };
      if (alarm === undefined) {
        this.note({ ...deed('unshelved', null, moment, undefined, details), point });
        continue;
      }
      const note = { action: 'unshelved' as const, moment, details };
      const next = this.step(alarm.id, { type: 'unsuppress', at: moment.feed }, note);
      if (next !== null) put(next);
    }
  }

  /** Where a cause came or went, whatever hangs on it is looked at again. What an operator suppressed stays theirs. */
  #suppressByDesign(changed: readonly Alarm[], moment: Moment, put: Put): void {
    const touched = new Set(changed.map((alarm) => alarm.id));
    const depend = dependants(this.#rules, changed);
    for (const alarm of [...this.#open.values()]) {
      if (!touched.has(alarm.id) && !depend.has(alarm.ruleId)) continue;
      if (alarm.suppression !== null && alarm.suppression.kind !== 'suppressed') continue;
      const wanted: Suppression | null = byDesign(alarm, this.#rules, this.#causesOf(alarm), moment.wall);
      if (wanted?.by === alarm.suppression?.by) continue;
      const doer = { by: wanted?.by ?? GATEWAY, console: null };
      const event: AlarmEvent =
        wanted === null
          ? { type: 'unsuppress', at: moment.feed }
          : { type: 'suppress', at: moment.feed, suppression: wanted };
      const action = wanted === null ? 'unsuppressed' : 'suppressed';
      const next = this.step(alarm.id, event, { action, moment, doer });
      if (next !== null) put(next);
    }
  }

  /** Who stopped chattering says so no longer. */
  #calm({ feed }: Moment, put: Put): void {
    for (const point of this.#chatter.calm(feed)) {
      const alarm = this.at(point);
      if (alarm?.active !== true || alarm.facts['chattering'] === undefined) continue;
      const { chattering: _, ...facts } = alarm.facts;
      put(stepAlarm(alarm, { type: 'update', at: feed, facts }));
    }
  }

  #ruleOf(alarm: Alarm): Rule | undefined {
    return this.#rules.rules.get(alarm.ruleId);
  }

  #keep(alarm: Alarm): void {
    const point = pointOf(alarm);
    if (alarm.closedAt === null) {
      this.#open.set(alarm.id, alarm);
      this.#byPoint.set(point, alarm.id);
      const ofRule = this.#byRule.get(alarm.ruleId) ?? new Map<string, Alarm>();
      this.#byRule.set(alarm.ruleId, ofRule.set(alarm.id, alarm));
      return;
    }
    this.#open.delete(alarm.id);
    this.#byRule.get(alarm.ruleId)?.delete(alarm.id);
    this.#since.delete(alarm.id);
    if (this.#byPoint.get(point) === alarm.id) this.#byPoint.delete(point);
  }
}
