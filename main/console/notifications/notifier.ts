import { needsOperator, type Alarm } from '../../../contract/alarm.ts';
import type { NotificationOutcome } from '../../../contract/bridge.ts';
import { alarmText } from '../../../contract/strings/alarm.ts';
import type { Strings } from '../../../contract/strings/index.ts';
import type { Counters } from '../counters.ts';
import type { Clock, NotificationRequest, Notifications } from '../ports.ts';
import { MAX_KNOWN } from '../journal/state.ts';
import type { AlarmLedger } from './ledger.ts';

/** More at once than this come as one summary. */
export const MAX_AT_ONCE = 3;
/** A burst may have this many of its own, and one more for each refill; what is over joins the summary. */
const BURST = 5;
const REFILL_MS = 6_000;
export const SUMMARY_ID = 'summary';

export interface NotifierDeps {
  readonly notifications: Notifications;
  readonly counters: Counters;
  readonly clock: Clock;
  readonly strings: Strings;
  readonly ledger: AlarmLedger;
  readonly alarms: () => ReadonlyMap<string, Alarm>;
  /** A notification was clicked; null for the summary. */
  readonly open: (alarmId: string | null) => void;
}

/**
 * One notification for each new alarm that needs an operator, whatever is resynced or replayed. Alarms that were there before this
 * console was do not storm: priority 1 by name while they are few, else one summary; the tray has the count of all.
 */
export class Notifier {
  readonly #deps: NotifierDeps;
  /** Alarms that the latest summary stands for and that were not seen to be shown. */
  readonly #summarised = new Map<string, Alarm>();
  /** Not shown, for want of a window or of the system's leave: alarms by id, and words that no alarm says. */
  readonly #failed = new Map<string, Alarm>();
  readonly #untold = new Map<string, { readonly title: string; readonly body: string }>();
  #budget = BURST;
  #refilled: number;

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
    if (worth.length > 0) ledger.raised(worth, () => this.#present(this.#standing(worth)));
    return fresh;
  }

  /** The screen is another gateway's or operator's now: what of these is on it goes. */
  cleared(ids: readonly string[]): void {
    this.#dismiss(ids);
  }

  /** After a restart: what was written down and never crossed off. */
  resume(alarms: readonly Alarm[]): void {
    this.#present(alarms);
  }

  /** Something that no alarm says: commands that could not be given. */
  tell(id: string, title: string, body: string): void {
    this.#deps.notifications.show({ id, title, body, urgent: true }, (outcome) => {
      if (outcome === 'failed') this.#untold.set(id, { title, body });
      this.#outcome(null, [], outcome);
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

  #present(alarms: readonly Alarm[]): void {
    if (alarms.length > MAX_AT_ONCE) this.#summary(alarms);
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
    for (const id of ids) if (this.#deps.ledger.knows(id)) this.#deps.notifications.dismiss(id);
  }

  #notify(alarm: Alarm): void {
    const refills = Math.floor((this.#deps.clock.elapsed() - this.#refilled) / REFILL_MS);
    this.#budget = Math.min(BURST, this.#budget + refills);
    this.#refilled += refills * REFILL_MS;
    if (this.#budget === 0) return this.#summary([alarm]);
    this.#budget -= 1;
    const { title, body } = alarmText(alarm, this.#deps.strings);
    this.#show(alarm, { id: alarm.id, title, body, urgent: alarm.priority === 1 });
  }

  /** Replaces the summary before it, and stands for what that one did. */
  #summary(alarms: readonly Alarm[]): void {
    const { t } = this.#deps.strings;
    const open = new Map([...alarms.map((alarm) => [alarm.id, alarm] as const), ...this.#deps.alarms()]);
    const waiting = [...open.values()].filter(needsOperator);
    const urgent = waiting.filter((alarm) => alarm.priority === 1).length;
    for (const alarm of alarms) this.#summarised.set(alarm.id, alarm);
    const request = {
      id: SUMMARY_ID,
      title: t('alarm.summary.title', { n: waiting.length }),
      body: t('alarm.summary.body', { n: urgent }),
      urgent: urgent > 0,
    };
    this.#deps.notifications.show(request, (outcome) => {
      this.#outcome(null, [...this.#summarised.values()], outcome);
      this.#summarised.clear();
    });
  }

  #show(alarm: Alarm, request: NotificationRequest): void {
    const { id } = request;
    this.#deps.notifications.show(request, (outcome) => this.#outcome(id, [alarm], outcome));
  }

  /** One that failed was not shown: it stays written down, for the next window or the next start. */
  #outcome(alarmId: string | null, alarms: readonly Alarm[], outcome: NotificationOutcome): void {
    this.#deps.counters.bump(`notification-${outcome}`);
    if (outcome === 'failed') for (const alarm of alarms) this.#failed.set(alarm.id, alarm);
    else this.#deps.ledger.over(alarms.map(({ id }) => id));
    for (const [oldest] of this.#failed) {
      if (this.#failed.size <= MAX_KNOWN) break;
      this.#failed.delete(oldest);
    }
    if (outcome === 'clicked') this.#deps.open(alarmId);
  }
}
