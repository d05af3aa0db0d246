import { NOTIFICATION_ACTIONS } from '../../../contract/annunciation.ts';
import type { NotificationOutcome } from '../../../contract/bridge.ts';
import { Disposables, type Disposable } from '../../../contract/disposable.ts';
import type { Priority } from '../../../contract/alarm.ts';
import type { Clock, Logger, Notifications, OutcomeMore } from '../../console/ports.ts';

/** What is used of Electron's `Notification`. */
export interface NativeNotification {
  on(event: 'show' | 'click' | 'close', listener: () => void): unknown;
  /** A button, by its place: where the system has any. Older Electrons give the place, newer ones say it in the event too. */
  on(event: 'action', listener: (event: unknown, index: number) => void): unknown;
  on(event: 'failed', listener: (event: unknown, error: string) => void): unknown;
  show(): void;
  close(): void;
}
export interface NativeNotifications {
  isSupported(): boolean;
  create(options: {
    readonly title: string;
    readonly body: string;
    readonly urgent: boolean;
    readonly priority: Priority;
    readonly silent: boolean;
    /** In the order of `NOTIFICATION_ACTIONS`; none is fine. */
    readonly buttons: readonly string[];
  }): NativeNotification;
}

/** A notification that the system has not said it showed by then counts as not shown, milliseconds. */
export const PROOF = 5_000;
/** Systems keep some tens at most; the oldest goes off the screen. */
export const MOST = 32;

/**
 * Notifications of the operating system, with proof: not having been shown is an outcome too. macOS refuses those of an unsigned
 * program by its `failed` event, with the reason. `buttons`: their words, in the language of the moment.
 */
export function nativeNotifications(
  native: NativeNotifications,
  clock: Clock,
  log: Logger,
  buttons: () => readonly string[] = () => [],
): Notifications & Disposable {
  const shown = new Map<string, Disposable>();
  const take = (id: string): void => {
    shown.get(id)?.dispose();
    shown.delete(id);
  };
  return {
    supported: () => (native.isSupported() ? 'supported' : 'unsupported'),
    show: (request, tell) => {
      const { id, title, body, urgent, priority = 2, silent = false, actions = false } = request;
      const outcome = (what: NotificationOutcome, more?: OutcomeMore): void => {
        log.info('notification', { id, title, outcome: what, ...more });
        tell(what, more);
      };
      if (!native.isSupported()) return outcome('unsupported');
      take(id);
      const oldest = shown.keys().next();
      if (shown.size >= MOST && oldest.done !== true) take(oldest.value);
      const owned = new Disposables();
      const say = (what: NotificationOutcome, more?: OutcomeMore): void => {
        if (!owned.disposed) outcome(what, more);
      };
      const end = (what: NotificationOutcome, more?: OutcomeMore): void => {
        say(what, more);
        if (shown.get(id) === owned) take(id);
      };
      try {
        const words = actions ? buttons() : [];
        const notification = native.create({ title, body, urgent, priority, silent, buttons: words });
        const proof = owned.add(
          clock.after(PROOF, () => end('failed', { detail: `no answer in ${String(PROOF)} ms` })),
        );
        notification.on('show', () => {
          proof.dispose();
          say('shown');
        });
        notification.on('click', () => end('clicked'));
        notification.on('action', (_event, index) =>
          end('clicked', { action: NOTIFICATION_ACTIONS[index] ?? 'show' }),
        );
        notification.on('close', () => end('closed'));
        notification.on('failed', (_event, error) => end('failed', { detail: error }));
        shown.set(id, owned);
        notification.show();
        owned.onDispose(() => notification.close());
      } catch (error) {
        // The system's refusal is what the caller wants to know.
        end('failed', { detail: String(error) });
      }
    },
    dismiss: take,
    dispose: () => [...shown.keys()].forEach(take),
  };
}
