import type { Disposable } from '../../contract/disposable.ts';
import type { Calls } from '../../contract/bridge.ts';
import type { Notify } from './client.ts';

type Report = (said: Calls['notified']['args']) => void;

/** The web host has no notifications of its own: the browser shows them, and main is told what became of each. */
export class BrowserNotifications implements Disposable {
  readonly #shown = new Map<string, Notification>();
  readonly #report: Report;

  constructor(report: Report) {
    this.#report = report;
  }

  show({ alarmId, title, body, urgent, silent = false }: Notify): void {
    if (!('Notification' in globalThis)) {
      this.#report({ alarmId, outcome: 'unsupported' });
      return;
    }
    if (Notification.permission !== 'granted') {
      const asked = Notification.permission === 'denied';
      this.#report({
        alarmId,
        outcome: 'denied',
        detail: asked ? 'refused in the browser' : 'the browser was not asked yet',
      });
      return;
    }
    // No buttons: browsers give them to service workers only, and a page must not outlive its console.
    const notification = this.#make(alarmId, title, {
      body,
      silent,
      tag: alarmId,
      requireInteraction: urgent,
    });
    if (notification === null) return;
    const current = (): boolean => this.#shown.get(alarmId) === notification;
    this.#shown.set(alarmId, notification);
    notification.onshow = () => this.#report({ alarmId, outcome: 'shown' });
    notification.onerror = () => {
      if (current()) this.#shown.delete(alarmId);
      this.#report({ alarmId, outcome: 'failed', detail: 'the browser could not show it' });
    };
    notification.onclose = () => {
      // Of the one that was replaced nobody hears; of one that was dismissed main knows.
      if (!current()) return;
      this.#shown.delete(alarmId);
      this.#report({ alarmId, outcome: 'closed' });
    };
    notification.onclick = () => {
      window.focus();
      this.#report({ alarmId, outcome: 'clicked' });
      notification.close();
    };
  }

  /** The alarm was answered: it goes off the screen. */
  dismiss(alarmId: string): void {
    const notification = this.#shown.get(alarmId);
    this.#shown.delete(alarmId);
    notification?.close();
  }

  dispose(): void {
    for (const notification of this.#shown.values()) notification.close();
    this.#shown.clear();
  }

  /** Some browsers have the name and throw: Chrome on Android, for one. */
  #make(alarmId: string, title: string, options: NotificationOptions): Notification | null {
    try {
      return new Notification(title, options);
    } catch (error) {
      this.#report({ alarmId, outcome: 'unsupported', detail: String(error).slice(0, 120) });
      return null;
    }
  }
}
