import { needsOperator, type Alarm } from '../../../contract/alarm.ts';
import type { NotificationOutcome } from '../../../contract/bridge.ts';
import { alarmText } from '../../../contract/strings/alarm.ts';
import type { Strings } from '../../../contract/strings/index.ts';
import type { Counters } from '../counters.ts';
import type { Clock, NotificationRequest, Notifications } from '../ports.ts';

/** Alarm ids whose notification was asked for; past it the oldest are forgotten. */
export const MAX_REMEMBERED = 5_000;
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
  readonly #remembered = new Set<string>();
  #budget = BURST;
  #refilled: number;

  constructor(deps: NotifierDeps) {
    this.#deps = deps;
    this.#refilled = deps.clock.now();
  }

  /** Alarms whose state differs; `first` is what stood when the console came. */
  changed(ids: readonly string[], first: boolean): void {
    const alarms = this.#deps.alarms();
    const fresh: Alarm[] = [];
    for (const id of ids) {
      const alarm = alarms.get(id);
      if (alarm !== undefined && needsOperator(alarm)) {
        if (this.#remember(id)) fresh.push(alarm);
      } else if (this.#remembered.has(id)) this.#deps.notifications.dismiss(id);
    }
    const worth = first ? fresh.filter((alarm) => alarm.priority === 1) : fresh;
    if (worth.length === 0) return;
    if (worth.length > MAX_AT_ONCE) this.#summary();
    else for (const alarm of worth) this.#notify(alarm);
  }

  #remember(id: string): boolean {
    if (this.#remembered.has(id)) return false;
    this.#remembered.add(id);
    if (this.#remembered.size > MAX_REMEMBERED) {
      for (const oldest of this.#remembered) {
        this.#remembered.delete(oldest);
        break;
      }
    }
    return true;
  }

  #notify(alarm: Alarm): void {
    const now = this.#deps.clock.now();
    const refills = Math.max(0, Math.floor((now - this.#refilled) / REFILL_MS));
    this.#budget = Math.min(BURST, this.#budget + refills);
    this.#refilled += refills * REFILL_MS;
    if (this.#budget === 0) return this.#summary();
    this.#budget -= 1;
    const { title, body } = alarmText(alarm, this.#deps.strings);
    this.#show({ id: alarm.id, title, body, urgent: alarm.priority === 1 });
  }

  #summary(): void {
    const { t } = this.#deps.strings;
    const open = [...this.#deps.alarms().values()].filter(needsOperator);
    const urgent = open.filter((alarm) => alarm.priority === 1).length;
    this.#show({
      id: SUMMARY_ID,
      title: t('alarm.summary.title', { n: open.length }),
      body: t('alarm.summary.body', { n: urgent }),
      urgent: urgent > 0,
    });
  }

  #show(request: NotificationRequest): void {
    this.#deps.notifications.show(request, (outcome) => this.#outcome(request.id, outcome));
  }

  #outcome(id: string, outcome: NotificationOutcome): void {
    this.#deps.counters.bump(`notification-${outcome}`);
    if (outcome === 'clicked') this.#deps.open(id === SUMMARY_ID ? null : id);
  }
}
