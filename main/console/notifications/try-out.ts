import type { ChannelResult, MainChannel } from '../../../contract/annunciation.ts';
import type { NotificationOutcome } from '../../../contract/bridge.ts';
import type { Disposable } from '../../../contract/disposable.ts';
import { MAX_DETAIL } from '../../../contract/schema/annunciation.ts';
import type { Strings } from '../../../contract/strings/index.ts';
import type { Attention, Clock, Notifications } from '../ports.ts';

export const TEST_ID = 'test';
/** A system that has said nothing by then said nothing. */
const PATIENCE_MS = 12_000;
const FLASH_MS = 4_000;

export interface TryOutDeps {
  readonly clock: Clock;
  readonly strings: Strings;
  readonly notifications: Notifications;
  readonly attention: Attention | undefined;
  /** The taskbar calls for real alarms now: a test must not end that. */
  readonly calling: () => boolean;
}

/** One channel of this console, tried as an alarm would use it. Nothing of it is an alarm. */
export class TryOut implements Disposable {
  readonly #deps: TryOutDeps;
  #waiting: Disposable | null = null;
  #flash: Disposable | null = null;

  constructor(deps: TryOutDeps) {
    this.#deps = deps;
  }

  try(channel: MainChannel): Promise<Omit<ChannelResult, 'noticed'>> {
    return channel === 'notification' ? this.#notification() : Promise.resolve(this.#attention());
  }

  dispose(): void {
    this.#waiting?.dispose();
    this.#flash?.dispose();
  }

  #notification(): Promise<Omit<ChannelResult, 'noticed'>> {
    const { clock, notifications, strings } = this.#deps;
    const { t } = strings;
    const began = clock.elapsed();
    this.#waiting?.dispose();
    return new Promise((resolve) => {
      const done = (outcome: NotificationOutcome, detail?: string): void => {
        this.#waiting?.dispose();
        this.#waiting = null;
        resolve({
          channel: 'notification',
          outcome,
          ms: clock.elapsed() - began,
          ...(detail === undefined ? {} : { detail: detail.slice(0, MAX_DETAIL) }),
        });
      };
      this.#waiting = clock.after(PATIENCE_MS, () => done('failed'));
      notifications.show(
        {
          id: TEST_ID,
          title: t('alarmTest.toast.title'),
          body: t('alarmTest.toast.body'),
          urgent: false,
          silent: true,
        },
        (outcome, more) => done(outcome, more?.detail),
      );
    });
  }

  #attention(): Omit<ChannelResult, 'noticed'> {
    const { attention, clock, calling } = this.#deps;
    if (attention === undefined) return { channel: 'attention', outcome: 'unsupported', ms: 0 };
    const began = clock.elapsed();
    attention.call(true);
    this.#flash?.dispose();
    this.#flash = clock.after(FLASH_MS, () => {
      this.#flash = null;
      if (!calling()) attention.call(false);
    });
    return { channel: 'attention', outcome: 'asked', ms: clock.elapsed() - began };
  }
}
