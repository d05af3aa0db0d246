import type { Alarm } from '../../../contract/alarm.ts';
import type { Escalation } from '../../../contract/alarm/operator.ts';
import type { AlarmReport } from '../../../contract/alarm/report.ts';
import type { StoodState } from '../../../contract/alarm/overview.ts';
import { wallMs, type WallMs } from '../../../contract/time.ts';
import { deed, type Moment } from '../act.ts';
import type { FleetAlarms } from '../alarms.ts';
import { levelAfter, type Escalate } from '../rules/rule.ts';

/** What stood when the gateway began and waits too long: one step for all of it. */
export interface StoodDue {
  /** null where only the world outside is told. */
  readonly escalation: Escalation | null;
  readonly waiting: readonly Alarm[];
  readonly webhook: boolean;
}

/** What an alarm that nobody answers is due: the level it must be at, and whether the world outside is told. */
export interface Due {
  readonly alarm: Alarm;
  readonly escalation: Escalation | null;
  readonly webhook: boolean;
}

/** On the gateway's own clock, so that a console that hangs delays nothing. An alarm that is claimed or answered is left alone. */
export class Escalator {
  readonly #alarms: FleetAlarms;
  /** Open alarms that some console has; outcomes noted, by alarm and console; and those told to the webhook. */
  readonly #received = new Set<string>();
  readonly #noted = new Map<string, Set<string>>();
  readonly #told = new Map<string, number>();
  #stoodLevel: Escalation['level'] = 0;
  #stoodTold = false;

  constructor(alarms: FleetAlarms, received: Iterable<string> = []) {
    this.#alarms = alarms;
    for (const id of received) this.#received.add(id);
  }

  /** How many said something new of an open alarm. */
  report(
    reports: readonly AlarmReport[],
    who: { readonly by: string; readonly console: string | null },
    moment: Moment,
  ): number {
    let taken = 0;
    for (const { alarmId, what, detail } of reports) {
      const alarm = this.#alarms.get(alarmId);
      if (alarm === undefined || !this.#isNew(alarmId, what, who)) continue;
      taken += 1;
      const action = what === 'received' ? 'received' : 'notified';
      const details =
        what === 'received' ? {} : { outcome: what, ...(detail === undefined ? {} : { detail }) };
      this.#alarms.note(deed(action, alarm, moment, who, details));
    }
    return taken;
  }

  due(now: WallMs): Due[] {
    const due: Due[] = [];
    for (const alarm of this.#alarms.open()) {
      const since = this.#alarms.since(alarm.id);
      const times = this.#timesOf(alarm);
      if (since === undefined || times === undefined || alarm.claim !== null || isOfMany(alarm)) continue;
      const waited = (now - since) / 1_000;
      const passed = (seconds: number) => seconds > 0 && waited >= seconds;
      const unseen = !this.#received.has(alarm.id) && passed(times.received);
      const level = Math.max(levelAfter(now - since, times), unseen ? 1 : 0) as Escalation['level'];
      const why = unseen && !passed(times.desks) ? 'not-received' : 'not-answered';
      const higher = level > (alarm.escalation?.level ?? 0);
      const webhook = passed(times.webhook) && this.#told.get(alarm.id) !== alarm.occurrence;
      if (!higher && !webhook) continue;
      if (webhook) this.#told.set(alarm.id, alarm.occurrence);
      due.push({ alarm, escalation: higher ? { level, at: now, why } : null, webhook });
    }
    return due;
  }

  /** What stood at the start, once for each level that any of it has reached; null while there is nothing to say. */
  stoodDue(now: WallMs): StoodDue | null {
    const waiting = this.#stoodWaiting();
    const due = waiting.map((alarm) => {
      const [since, times] = [this.#alarms.since(alarm.id), this.#timesOf(alarm)];
      const waited = since === undefined ? 0 : now - since;
      const passed = (seconds = 0) => seconds > 0 && waited >= seconds * 1_000;
      const level = times === undefined ? 0 : levelAfter(waited, times);
      return { level, unreceived: passed(times?.received), webhook: passed(times?.webhook) };
    });
    // Where one console has some of it, it has what it wants of the rest.
    const unseen =
      due.length > 0 &&
      waiting.every(({ id }) => !this.#received.has(id)) &&
      due.some((one) => one.unreceived);
    const answered = Math.max(0, ...due.map(({ level }) => level));
    const level = Math.max(answered, unseen ? 1 : 0) as Escalation['level'];
    const webhook = !this.#stoodTold && due.some((one) => one.webhook);
    const higher = level > this.#stoodLevel;
    if (!higher && !webhook) return null;
    this.#stoodLevel = level;
    this.#stoodTold ||= webhook;
    const why = answered === 0 ? 'not-received' : 'not-answered';
    return { escalation: higher ? { level, at: now, why } : null, waiting, webhook };
  }

  stood(): StoodState | null {
    const waiting = this.#stoodWaiting();
    const since = Math.min(...waiting.flatMap(({ id }) => this.#alarms.since(id) ?? []));
    if (!Number.isFinite(since)) return null;
    return { since: wallMs(since), waiting: waiting.length, level: this.#stoodLevel };
  }

  /** Nothing is remembered of what is closed. */
  forget(): void {
    for (const known of [this.#received, this.#noted, this.#told]) {
      for (const id of known.keys()) if (this.#alarms.get(id) === undefined) known.delete(id);
    }
  }

  #stoodWaiting(): Alarm[] {
    return [...this.#alarms.open()].filter(
      (alarm) => isOfMany(alarm) && alarm.claim === null && this.#alarms.since(alarm.id) !== undefined,
    );
  }

  #timesOf({ ruleId }: Alarm): Escalate | undefined {
    return this.#alarms.rules.rules.get(ruleId)?.escalate;
  }

  #isNew(alarmId: string, what: AlarmReport['what'], who: { by: string; console: string | null }): boolean {
    if (what === 'received') {
      if (this.#received.has(alarmId)) return false;
      this.#received.add(alarmId);
      return true;
    }
    const noted = this.#noted.get(alarmId) ?? new Set();
    this.#noted.set(alarmId, noted);
    const key = `${what}/${who.by}/${who.console ?? ''}`;
    if (noted.has(key)) return false;
    noted.add(key);
    return true;
  }
}

/** It stood when the gateway began, and does not call for itself. */
const isOfMany = ({ stood, priority }: Alarm): boolean => stood && priority !== 1;
