import type { Disposable } from '../../contract/disposable.ts';
import type { NotificationOutcome } from '../../contract/bridge.ts';
import type { Notify } from './client.ts';

type Report = (alarmId: string, outcome: NotificationOutcome) => void;

/** The web host has no notifications of its own: the browser shows them, and main is told what became of each. */
export class BrowserNotifications implements Disposable {
  readonly #shown = new Map<string, Notification>();
  readonly #report: Report;

  constructor(report: Report) {
    this.#report = report;
  }

  show({ alarmId, title, body, urgent }: Notify): void {
    if (!('Notification' in globalThis)) {
      this.#report(alarmId, 'unsupported');
      return;
    }
    if (Notification.permission !== 'granted') {
      this.#report(alarmId, 'failed');
      return;
    }
    const notification = new Notification(title, { body, tag: alarmId, requireInteraction: urgent });
    this.#shown.set(alarmId, notification);
    notification.onshow = () => this.#report(alarmId, 'shown');
    notification.onerror = () => this.#report(alarmId, 'failed');
    notification.onclose = () => {
      this.#shown.delete(alarmId);
      this.#report(alarmId, 'closed');
    };
    notification.onclick = () => {
      window.focus();
      this.#report(alarmId, 'clicked');
      notification.close();
    };
  }

  dispose(): void {
    for (const notification of this.#shown.values()) notification.close();
    this.#shown.clear();
  }
}
