import { randomUUID } from 'node:crypto';
import { raiseAlarm, stepAlarm, type Alarm } from '../../contract/alarm.ts';
import type { FeedMs, WallMs } from '../../contract/time.ts';
import type { AckOutcome, Alarms, FleetChanges } from '../ports.ts';
import { Conditions, keyOfAlarm, type Holding, type Transition } from './conditions.ts';
import { DEFAULT_RULES, factsMoved, type Rules } from './rules.ts';

export interface AlarmsOptions {
  readonly rules?: Rules;
  /** Open alarms of the previous run, from the stream's state. */
  readonly open?: Iterable<Alarm>;
  readonly newId?: () => string;
}

export interface FleetAlarms extends Alarms {
  /**
   * Takes changes in without raising anything: the day before the gateway began to listen. What still holds is
   * raised by the next `evaluate`, what is over never was the operator's.
   */
  settle(changes: FleetChanges): void;
  /** The open alarm of a rule and route, if there is one. */
  get(alarmId: string): Alarm | undefined;
}

export function createAlarms(options: AlarmsOptions = {}): FleetAlarms {
  return new AlarmBook(options.rules ?? DEFAULT_RULES, options.open ?? [], options.newId ?? randomUUID);
}

class AlarmBook implements FleetAlarms {
  readonly #rules: Rules;
  readonly #newId: () => string;
  readonly #conditions = new Conditions();
  /** Alarms not closed, by id, and the id of the newest by condition key. */
  readonly #open = new Map<string, Alarm>();
  readonly #byKey = new Map<string, string>();
  /** Conditions waiting for their on-delay, and alarms waiting for their off-delay: since when, by key. */
  readonly #rising = new Map<string, FeedMs>();
  readonly #falling = new Map<string, FeedMs>();
  /** The first `evaluate` compares everything: what was restored or settled against what holds. */
  #reconciled = false;

  constructor(rules: Rules, open: Iterable<Alarm>, newId: () => string) {
    this.#rules = rules;
    this.#newId = newId;
    for (const alarm of open) this.#keep(alarm);
  }

  open(): Iterable<Alarm> {
    return this.#open.values();
  }

  get(alarmId: string): Alarm | undefined {
    return this.#open.get(alarmId);
  }

  settle(changes: FleetChanges): void {
    this.#conditions.observe(changes);
  }

  evaluate(changes: FleetChanges, now: FeedMs, wall: WallMs): Alarm[] {
    const changed = new Map<string, Alarm>();
    const put = (alarm: Alarm) => {
      this.#keep(alarm);
      changed.set(alarm.id, alarm);
    };
    const transitions = this.#conditions.observe(changes);
    if (!this.#reconciled) transitions.push(...this.#reconcile());
    for (const transition of transitions) this.#take(transition, now, wall, put);
    this.#runDelays(now, wall, put);
    return [...changed.values()];
  }

  acknowledge(
    alarmId: string,
    by: string,
    comment: string | null,
    ifVersion: number | undefined,
    now: FeedMs,
  ): AckOutcome {
    const alarm = this.#open.get(alarmId);
    if (alarm === undefined) return { ok: false, code: 'not-found', message: `no open alarm ${alarmId}` };
    // What the operator wanted holds already; the alarm in the answer says whose doing it was.
    if (alarm.acknowledged) return { ok: true, alarm, changed: false };
    if (ifVersion !== undefined && ifVersion !== alarm.version) {
      const message = `alarm ${alarmId} is at version ${String(alarm.version)}, not ${String(ifVersion)}`;
      return { ok: false, code: 'conflict', message };
    }
    const next = stepAlarm(alarm, { type: 'acknowledge', at: now, by, comment });
    this.#keep(next);
    return { ok: true, alarm: next, changed: true };
  }

  #reconcile(): Transition[] {
    this.#reconciled = true;
    const out: Transition[] = [];
    for (const holding of this.#conditions.all()) out.push({ type: 'holds', holding });
    for (const alarm of this.#open.values()) {
      const key = keyOfAlarm(alarm);
      if (alarm.active && this.#conditions.get(key) === undefined) out.push({ type: 'ended', key });
    }
    return out;
  }

  #take(transition: Transition, now: FeedMs, wall: WallMs, put: (alarm: Alarm) => void): void {
    if (transition.type === 'ended') {
      this.#rising.delete(transition.key);
      const alarm = this.#current(transition.key);
      if (alarm?.active !== true) return;
      if (this.#rules[alarm.rule].offDelay === 0) put(stepAlarm(alarm, { type: 'clear', at: now }));
      else if (!this.#falling.has(transition.key)) this.#falling.set(transition.key, now);
      return;
    }
    const { holding } = transition;
    this.#falling.delete(holding.key);
    const alarm = this.#current(holding.key);
    if (alarm?.active === true) {
      if (factsMoved(alarm.rule, alarm.facts, holding.facts)) {
        put(stepAlarm(alarm, { type: 'update', at: now, facts: holding.facts }));
      }
    } else if (this.#rules[holding.rule].onDelay === 0) {
      put(this.#raise(holding, now, wall));
    } else if (!this.#rising.has(holding.key)) {
      this.#rising.set(holding.key, now);
    }
  }

  #runDelays(now: FeedMs, wall: WallMs, put: (alarm: Alarm) => void): void {
    // Begun under a clock that was ahead and is right again: a delay lasts as long as it is, counted from here.
    for (const delays of [this.#rising, this.#falling])
      for (const [key, since] of delays) if (since > now) delays.set(key, now);
    for (const [key, since] of this.#rising) {
      const holding = this.#conditions.get(key);
      if (holding !== undefined && now - since < this.#rules[holding.rule].onDelay * 1_000) continue;
      this.#rising.delete(key);
      if (holding !== undefined) put(this.#raise(holding, now, wall));
    }
    for (const [key, since] of this.#falling) {
      const alarm = this.#current(key);
      if (alarm !== undefined && now - since < this.#rules[alarm.rule].offDelay * 1_000) continue;
      this.#falling.delete(key);
      if (alarm !== undefined) put(stepAlarm(alarm, { type: 'clear', at: now }));
    }
  }

  /** A condition that returns before anyone acknowledged is the same alarm again, else a new one: new id, new notification. */
  #raise(holding: Holding, at: FeedMs, wall: WallMs): Alarm {
    const before = this.#current(holding.key);
    if (before !== undefined) return stepAlarm(before, { type: 'reactivate', at, facts: holding.facts });
    const { rule, routeId, vehicleId, facts } = holding;
    const { priority } = this.#rules[rule];
    return raiseAlarm({ id: this.#newId(), rule, priority, routeId, vehicleId, facts, at, wall });
  }

  #current(key: string): Alarm | undefined {
    const id = this.#byKey.get(key);
    return id === undefined ? undefined : this.#open.get(id);
  }

  #keep(alarm: Alarm): void {
    const key = keyOfAlarm(alarm);
    if (alarm.closedAt === null) {
      this.#open.set(alarm.id, alarm);
      this.#byKey.set(key, alarm.id);
      return;
    }
    this.#open.delete(alarm.id);
    if (this.#byKey.get(key) === alarm.id) this.#byKey.delete(key);
  }
}
