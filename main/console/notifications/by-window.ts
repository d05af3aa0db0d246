import type { NotificationOutcome, ToRenderer } from '../../../contract/bridge.ts';
import type { Disposable } from '../../../contract/disposable.ts';
import type {
  Clock,
  FramePort,
  NotificationRequest,
  Notifications,
  OutcomeMore,
  TellOutcome,
} from '../ports.ts';

/** A window that says nothing in this time did not show it. */
const REPORT_MS = 10_000;
/** Shown ones that may still be clicked; past it the oldest are no longer followed. */
const MAX_FOLLOWED = 200;

interface Followed {
  readonly report: TellOutcome;
  readonly port: FramePort;
  readonly deadline: Disposable;
  reported: boolean;
}

/** Notifications through exactly one attached window, for hosts that have none of their own. */
export class WindowNotifications implements Notifications, Disposable {
  readonly #clock: Clock;
  readonly #ports: () => Iterable<FramePort>;
  readonly #supportChanged: () => void;
  readonly #followed = new Map<string, Followed>();
  #support: 'supported' | 'unsupported' | 'denied' | 'ask' = 'ask';

  /** `ports`: attached windows, the one to ask first first. */
  constructor(clock: Clock, ports: () => Iterable<FramePort>, supportChanged: () => void) {
    this.#clock = clock;
    this.#ports = ports;
    this.#supportChanged = supportChanged;
  }

  supported(): 'supported' | 'unsupported' | 'denied' | 'ask' {
    return this.#support;
  }

  show(request: NotificationRequest, report: TellOutcome): void {
    // The new one takes its place on the screen.
    this.#forget(request.id);
    for (const port of this.#ports()) {
      this.#ask(port, request, report);
      return;
    }
    report('failed', { detail: 'no window' });
  }

  dismiss(id: string): void {
    const followed = this.#forget(id);
    if (followed === null) return;
    const message: ToRenderer = { t: 'dismiss', alarmId: id };
    followed.port.send(JSON.stringify(message));
  }

  /** `notified` of a window; reports of anything unknown are false. */
  outcome(id: string, outcome: NotificationOutcome, more?: OutcomeMore): boolean {
    const followed = this.#followed.get(id);
    if (followed === undefined) return false;
    followed.deadline.dispose();
    followed.reported = true;
    if (outcome === 'shown' || outcome === 'unsupported' || outcome === 'denied')
      this.#learn(outcome === 'shown' ? 'supported' : outcome);
    if (outcome !== 'shown' && outcome !== 'clicked') this.#followed.delete(id);
    followed.report(outcome, more);
    return true;
  }

  /** A window is gone: what it was asked to show and never reported on has failed. */
  left(port: FramePort): void {
    for (const [id, followed] of this.#followed) {
      if (followed.port !== port) continue;
      this.#forget(id);
      if (!followed.reported) followed.report('failed', { detail: 'the window closed' });
    }
  }

  dispose(): void {
    for (const id of this.#followed.keys()) this.#forget(id);
  }

  #ask(port: FramePort, request: NotificationRequest, report: TellOutcome): void {
    const { id, title, body, urgent, silent } = request;
    const deadline = this.#clock.after(REPORT_MS, () => {
      this.#followed.delete(id);
      report('failed', { detail: 'no answer in 10 s' });
    });
    this.#followed.set(id, { report, port, deadline, reported: false });
    if (this.#followed.size > MAX_FOLLOWED) {
      for (const [oldest] of this.#followed) {
        this.#forget(oldest);
        break;
      }
    }
    const message: ToRenderer = {
      t: 'notify',
      alarmId: id,
      title,
      body,
      urgent,
      ...(silent === undefined ? {} : { silent }),
    };
    port.send(JSON.stringify(message));
  }

  #forget(id: string): Followed | null {
    const followed = this.#followed.get(id);
    followed?.deadline.dispose();
    this.#followed.delete(id);
    return followed ?? null;
  }

  #learn(support: 'supported' | 'unsupported' | 'denied'): void {
    if (support === this.#support) return;
    this.#support = support;
    this.#supportChanged();
  }
}
