import type { NotificationOutcome, ToRenderer } from '../../../contract/bridge.ts';
import type { Disposable } from '../../../contract/disposable.ts';
import type { Clock, FramePort, NotificationRequest, Notifications } from '../ports.ts';

/** A window that says nothing in this time did not show it. */
const REPORT_MS = 10_000;
/** Shown ones that may still be clicked; past it the oldest are no longer followed. */
const MAX_FOLLOWED = 200;

interface Followed {
  readonly report: (outcome: NotificationOutcome) => void;
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
  #support: 'supported' | 'unsupported' | 'ask' = 'ask';

  /** `ports`: attached windows, the one to ask first first. */
  constructor(clock: Clock, ports: () => Iterable<FramePort>, supportChanged: () => void) {
    this.#clock = clock;
    this.#ports = ports;
    this.#supportChanged = supportChanged;
  }

  supported(): 'supported' | 'unsupported' | 'ask' {
    return this.#support;
  }

  show(request: NotificationRequest, report: (outcome: NotificationOutcome) => void): void {
    this.dismiss(request.id);
    for (const port of this.#ports()) {
      this.#ask(port, request, report);
      return;
    }
    report('failed');
  }

  /** The browser's own stays until its reader closes it: there is no message to take it back. */
  dismiss(id: string): void {
    this.#followed.get(id)?.deadline.dispose();
    this.#followed.delete(id);
  }

  /** `notified` of a window; reports of anything unknown are false. */
  outcome(id: string, outcome: NotificationOutcome): boolean {
    const followed = this.#followed.get(id);
    if (followed === undefined) return false;
    followed.deadline.dispose();
    followed.reported = true;
    if (outcome === 'shown' || outcome === 'unsupported')
      this.#learn(outcome === 'shown' ? 'supported' : outcome);
    if (outcome === 'closed' || outcome === 'failed' || outcome === 'unsupported') this.#followed.delete(id);
    followed.report(outcome);
    return true;
  }

  /** A window is gone: what it was asked to show and never reported on has failed. */
  left(port: FramePort): void {
    for (const [id, followed] of this.#followed) {
      if (followed.port !== port) continue;
      this.dismiss(id);
      if (!followed.reported) followed.report('failed');
    }
  }

  dispose(): void {
    for (const { deadline } of this.#followed.values()) deadline.dispose();
    this.#followed.clear();
  }

  #ask(port: FramePort, request: NotificationRequest, report: (outcome: NotificationOutcome) => void): void {
    const { id, title, body, urgent } = request;
    const deadline = this.#clock.after(REPORT_MS, () => {
      this.#followed.delete(id);
      report('failed');
    });
    this.#followed.set(id, { report, port, deadline, reported: false });
    if (this.#followed.size > MAX_FOLLOWED) {
      for (const [oldest] of this.#followed) {
        this.dismiss(oldest);
        break;
      }
    }
    const message: ToRenderer = { t: 'notify', alarmId: id, title, body, urgent };
    port.send(JSON.stringify(message));
  }

  #learn(support: 'supported' | 'unsupported'): void {
    if (support === this.#support) return;
    this.#support = support;
    this.#supportChanged();
  }
}
