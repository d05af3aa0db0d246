import { needsOperator, type Alarm } from '../../../contract/alarm.ts';
import type { NotificationOutcome } from '../../../contract/bridge.ts';
import type { Disposable } from '../../../contract/disposable.ts';
import { alarmText } from '../../../contract/strings/alarm.ts';
import type { Strings } from '../../../contract/strings/index.ts';
import type { Counters } from '../counters.ts';
import { MAX_KNOWN } from '../journal/state.ts';
import type { Clock, NotificationRequest, Notifications } from '../ports.ts';
import type { FloodWatch } from './flood.ts';
import type { AlarmLedger } from './ledger.ts';

/** More at once than this come as one summary. */
export const MAX_AT_ONCE = 3;
/** A burst may have this many of its own, and one more for each refill; what is over joins the summary. */
const BURST = 5;
const REFILL_MS = 6_000;
/** A summary is replaced at most so often: each replacement may pop up anew. */
export const SUMMARY_MS = 2_000;
/** Notifications that may still stand, and give way to a flood's summary. */
const MAX_STANDING = 32;
export const SUMMARY_ID = 'summary';
/** Nobody saw it, and another try may do better: the next window, the next start, or leave given meanwhile. */
const TRY_AGAIN: readonly NotificationOutcome[] = ['failed', 'denied'];
/** It was there for somebody to see. */
const SEEN: readonly NotificationOutcome[] = ['shown', 'clicked', 'closed'];

export interface NotifierDeps {
  readonly notifications: Notifications;
  readonly counters: Counters;
  readonly clock: Clock;
  readonly strings: Strings;
  readonly ledger: AlarmLedger;
  readonly flood: FloodWatch;
  readonly alarms: () => ReadonlyMap<string, Alarm>;
  /** A notification was clicked; null for the summary. */
  readonly open: (alarmId: string | null) => void;
  readonly acknowledge: (alarmId: string) => void;
  /** Whether a window of ours makes the sound, so that the system need not. */
  readonly heard: () => boolean;
  /** Written down: it cannot be lost any more. */
  readonly received: (alarms: readonly Alarm[]) => void;
  /** A notification that stands for them is asked for now. */
  readonly asked: (alarmIds: readonly string[]) => void;
  /** Its own notification was seen by the system to be there. */
  readonly shown: (alarmId: string) => void;
  /** What became of the notification that stands for these alarms. */
  readonly outcome: (alarmIds: readonly string[], outcome: NotificationOutcome, detail?: string) => void;
}

/**
 * One notification for each new alarm that needs an operator, whatever is resynced or replayed. Alarms that were there before this
 * console was do not storm: priority 1 by name while they are few, else one summary; the tray has the count of all. In a flood
 * one summary stands for all, those included that were shown by name.
 */
export class Notifier implements Disposable {
  readonly #deps: NotifierDeps;
  /** Alarms that the latest summary stands for and that were not seen to be shown. */
  readonly #summarised = new Map<string, Alarm>();
  /** Not shown, for want of a window or of the system's leave: alarms by id, and words that no alarm says. */
  readonly #failed = new Map<string, Alarm>();
  readonly #untold = new Map<string, { readonly title: string; readonly body: string }>();
  /** Shown by name and perhaps still there. */
  readonly #standingIds = new Set<string>();
  #budget = BURST;
  #refilled: number;
  #summaryAt = Number.NEGATIVE_INFINITY;
  #summaryUrgent = false;
  #later: Disposable | null = null;

  constructor(deps: NotifierDeps) {
    this.#deps = deps;
    this.#refilled = deps.clock.elapsed();
  }

  /**
   * Alarms whose state differs; `first` is what stood when a console came that remembers nothing. Returns those that it never
   * heard of before. Each worth a notification is written down, shown, and crossed off: a crash in between shows it again.
   */
  changed(ids: readonly string[], first: boolean): readonly Alarm[] {
    const { ledger } = this.#deps;
    const alarms = this.#deps.alarms();
    const fresh: Alarm[] = [];
    const over: string[] = [];
    for (const id of ids) {
      const alarm = alarms.get(id);
      if (alarm !== undefined && !ledger.knows(id)) fresh.push(alarm);
      else if (alarm === undefined || !needsOperator(alarm)) over.push(id);
    }
    this.#dismiss(over);
    ledger.over(over);
    const worth = fresh.filter((alarm) => needsOperator(alarm) && (!first || alarm.priority === 1));
    const shown = new Set(worth);
    ledger.notified(fresh.filter((alarm) => !shown.has(alarm)).map(({ id }) => id));
    if (worth.length === 0) return fresh;
    // What stood when the gateway began is no part of a flood; more than a few of it are one summary all the same.
    const came = first ? [] : worth.filter((alarm) => !alarm.stood);
    if (came.length > 0) this.#deps.flood.came(came, this.#deps.clock.elapsed());
    ledger.raised(worth, () => {
      this.#deps.received(worth);
      this.#present(this.#standing(worth));
    });
    return fresh;
  }

  /** The screen is another gateway's or operator's now: what of these is on it goes. */
  cleared(ids: readonly string[]): void {
    this.#dismiss(ids);
    this.#deps.flood.clear();
  }

  /** After a restart: what was written down and never crossed off. */
  resume(alarms: readonly Alarm[]): void {
    this.#present(alarms);
  }

  /** Something that no alarm says: commands that could not be given. */
  tell(id: string, title: string, body: string): void {
    this.#deps.notifications.show({ id, title, body, urgent: true }, (outcome) => {
      if (TRY_AGAIN.includes(outcome)) this.#untold.set(id, { title, body });
      this.#outcome(null, [], outcome);
      if (outcome === 'clicked') this.#deps.open(null);
    });
  }

  /** There is somebody to show them now, as there was not when these failed. */
  retry(): void {
    const { ledger } = this.#deps;
    const failed = [...this.#failed.values()].filter(({ id }) => ledger.isPending(id));
    const untold = [...this.#untold];
    this.#failed.clear();
    this.#untold.clear();
    this.#present(failed);
    for (const [id, { title, body }] of untold) this.tell(id, title, body);
  }

  dispose(): void {
    this.#later?.dispose();
    this.#later = null;
  }

  #present(alarms: readonly Alarm[]): void {
    if (alarms.length === 0) return;
    if (alarms.length > MAX_AT_ONCE || this.#deps.flood.first !== null) this.#summary(alarms);
    else for (const alarm of alarms) this.#notify(alarm);
  }

  /** What was answered while it was written down needs no notification any more. */
  #standing(alarms: readonly Alarm[]): Alarm[] {
    const now = this.#deps.alarms();
    const standing = alarms.filter(({ id }) => {
      const alarm = now.get(id);
      return alarm !== undefined && needsOperator(alarm);
    });
    if (standing.length < alarms.length) {
      const still = new Set(standing);
      this.#deps.ledger.over(alarms.filter((alarm) => !still.has(alarm)).map(({ id }) => id));
    }
    return standing;
  }

  #dismiss(ids: readonly string[]): void {
    for (const id of ids) {
      this.#standingIds.delete(id);
      if (this.#deps.ledger.knows(id)) this.#deps.notifications.dismiss(id);
    }
  }

  #notify(alarm: Alarm): void {
    const refills = Math.floor((this.#deps.clock.elapsed() - this.#refilled) / REFILL_MS);
    this.#budget = Math.min(BURST, this.#budget + refills);
    this.#refilled += refills * REFILL_MS;
    if (this.#budget === 0) return this.#summary([alarm]);
    this.#budget -= 1;
    const { title, body } = alarmText(alarm, this.#deps.strings);
    const { id, priority } = alarm;
    this.#standingIds.add(id);
    for (const oldest of this.#standingIds) {
      if (this.#standingIds.size <= MAX_STANDING) break;
      this.#standingIds.delete(oldest);
    }
    this.#show([alarm], { id, title, body, urgent: priority === 1, priority, actions: true });
  }

  /** Replaces the summary before it, and stands for what that one did. What is more urgent than the one that stands does not wait. */
  #summary(alarms: readonly Alarm[]): void {
    for (const alarm of alarms) this.#summarised.set(alarm.id, alarm);
    const { clock, flood } = this.#deps;
    if (flood.first !== null) {
      for (const id of this.#standingIds) this.#deps.notifications.dismiss(id);
      this.#standingIds.clear();
    }
    const wait = this.#summaryAt + SUMMARY_MS - clock.elapsed();
    const worse = !this.#summaryUrgent && alarms.some((alarm) => alarm.priority === 1);
    if (wait <= 0 || worse) this.#sum();
    else
      this.#later ??= clock.after(wait, () => {
        this.#later = null;
        this.#sum();
      });
  }

  #sum(): void {
    this.#later?.dispose();
    this.#later = null;
    const { clock, flood, strings } = this.#deps;
    const { t } = strings;
    const covered = [...this.#summarised.values()];
    const open = new Map([...covered.map((alarm) => [alarm.id, alarm] as const), ...this.#deps.alarms()]);
    const waiting = [...open.values()].filter(needsOperator);
    const urgent = waiting.filter((alarm) => alarm.priority === 1).length;
    const body = t('alarm.summary.body', { n: urgent });
    const first = flood.first;
    this.#summaryAt = clock.elapsed();
    this.#summaryUrgent = urgent > 0;
    this.#show(covered, {
      id: SUMMARY_ID,
      title:
        first === null
          ? t('alarm.summary.title', { n: waiting.length })
          : t('flood.title', { n: flood.count }),
      body:
        first === null
          ? body
          : `${t('flood.first', { what: alarmText(first.alarm, strings).title })} \u00b7 ${body}`,
      urgent: urgent > 0,
      priority: urgent > 0 ? 1 : 2,
      actions: false,
    });
  }

  #show(alarms: readonly Alarm[], parts: Omit<NotificationRequest, 'silent'>): void {
    const alarmId = parts.id === SUMMARY_ID ? null : parts.id;
    // The least urgent is for the eye alone.
    const silent = parts.priority === 3 || this.#deps.heard();
    this.#deps.asked(alarms.map(({ id }) => id));
    this.#deps.notifications.show({ ...parts, silent }, (outcome, more = {}) => {
      const told = alarmId === null ? alarms.filter(({ id }) => this.#summarised.delete(id)) : alarms;
      this.#outcome(alarmId, told, outcome, more.detail);
      if (alarmId !== null && SEEN.includes(outcome)) this.#deps.shown(alarmId);
      if (outcome !== 'clicked') return;
      if (more.action === 'acknowledge' && alarmId !== null) this.#deps.acknowledge(alarmId);
      else this.#deps.open(alarmId);
    });
  }

  /** One that failed was not shown: it stays written down, for the next window or the next start. */
  #outcome(
    alarmId: string | null,
    alarms: readonly Alarm[],
    outcome: NotificationOutcome,
    detail?: string,
  ): void {
    this.#deps.counters.bump(`notification-${outcome}`);
    const ids = alarms.map(({ id }) => id);
    this.#deps.outcome(ids, outcome, detail);
    if (TRY_AGAIN.includes(outcome)) for (const alarm of alarms) this.#failed.set(alarm.id, alarm);
    else this.#deps.ledger.over(ids);
    for (const [oldest] of this.#failed) {
      if (this.#failed.size <= MAX_KNOWN) break;
      this.#failed.delete(oldest);
    }
    if (alarmId !== null && outcome !== 'shown') this.#standingIds.delete(alarmId);
  }
}
