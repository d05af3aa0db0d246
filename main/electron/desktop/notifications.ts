import type { NotificationOutcome } from '../../../contract/bridge.ts';
import { Disposables, type Disposable } from '../../../contract/disposable.ts';
import type { Clock, Logger, Notifications } from '../../console/ports.ts';

/** What is used of Electron's `Notification`. */
export interface NativeNotification {
  on(event: 'show' | 'click' | 'close', listener: () => void): unknown;
  on(event: 'failed', listener: (event: unknown, error: string) => void): unknown;
  show(): void;
  close(): void;
}
export interface NativeNotifications {
  isSupported(): boolean;
  create(options: { title: string; body: string; urgent: boolean }): NativeNotification;
}

/** A notification that the system has not said it showed by then counts as not shown, milliseconds. */
export const PROOF = 5_000;
/** Systems keep some tens at most; the oldest goes off the screen. */
export const MOST = 32;

/** Notifications of the operating system, with proof: not having been shown is an outcome too. */
export function nativeNotifications(
  native: NativeNotifications,
  clock: Clock,
  log: Logger,
): Notifications & Disposable {
  const shown = new Map<string, Disposable>();
  const take = (id: string): void => {
    shown.get(id)?.dispose();
    shown.delete(id);
  };
  return {
    supported: () => (native.isSupported() ? 'supported' : 'unsupported'),
    show: (request, tell) => {
      const { id, title, body, urgent } = request;
      const outcome = (what: NotificationOutcome): void => {
        log.info('notification', { id, title, outcome: what });
        tell(what);
      };
      if (!native.isSupported()) return outcome('unsupported');
      take(id);
      const oldest = shown.keys().next();
      if (shown.size >= MOST && oldest.done !== true) take(oldest.value);
      const owned = new Disposables();
      const say = (what: NotificationOutcome): void => {
        if (!owned.disposed) outcome(what);
      };
      const end = (what: NotificationOutcome): void => {
        say(what);
        if (shown.get(id) === owned) take(id);
      };
      try {
        const notification = native.create({ title, body, urgent });
        const proof = owned.add(clock.after(PROOF, () => end('failed')));
        notification.on('show', () => {
          proof.dispose();
          say('shown');
        });
        notification.on('click', () => end('clicked'));
        notification.on('close', () => end('closed'));
        notification.on('failed', () => end('failed'));
        shown.set(id, owned);
        notification.show();
        owned.onDispose(() => notification.close());
      } catch {
        // The system's refusal is what the caller wants to know, and `failed` says it.
        end('failed');
      }
    },
    dismiss: take,
    dispose: () => [...shown.keys()].forEach(take),
  };
}
