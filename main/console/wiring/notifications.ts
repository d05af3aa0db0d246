import type { Feed } from '../feed/feed.ts';
import { Annunciator } from '../notifications/annunciator.ts';
import { WindowNotifications } from '../notifications/by-window.ts';
import { FloodWatch } from '../notifications/flood.ts';
import { journalLedger } from '../notifications/ledger.ts';
import { Notifier } from '../notifications/notifier.ts';
import { OutcomeReports } from '../notifications/reports.ts';
import { ShiftTone } from '../notifications/shift-tone.ts';
import { TryOut } from '../notifications/try-out.ts';
import { Voice } from '../notifications/voice.ts';
import type { Notifications } from '../ports.ts';
import type { Continuity } from '../reconcile/continuity.ts';
import type { Unshown } from '../reconcile/unshown.ts';
import type { Shared } from '../shared.ts';
import type { Stores } from '../topics.ts';
import type { Core } from './core.ts';

export interface NotificationDeps {
  readonly core: Core;
  readonly stores: Pick<Stores, 'alarms' | 'annunciation' | 'link'>;
  readonly shared: Shared;
  readonly feed: Feed;
  readonly continuity: Continuity;
  readonly unshown: Unshown;
  /** What this console is called. */
  readonly deskName: () => string;
  /** A notification was clicked; null for the summary. */
  readonly open: (alarmId: string | null) => void;
  readonly acknowledge: (alarmId: string) => void;
}

export interface NotificationParts {
  readonly notifications: Notifications;
  /** null where the host shows notifications itself: then no window has a say. */
  readonly byWindow: WindowNotifications | null;
  readonly notifier: Notifier;
  readonly annunciator: Annunciator;
  readonly voice: Voice;
  readonly reports: OutcomeReports;
  readonly shiftTone: ShiftTone;
  readonly tryOut: TryOut;
}

/** Who is called, how, and what became of it. */
export function createNotifications(deps: NotificationDeps): NotificationParts {
  const { core, stores, shared, feed, continuity, unshown, deskName } = deps;
  const { ports, clock, counters, keeper, strings, owned } = core;
  const byWindow: WindowNotifications | null =
    ports.notifications === null
      ? owned.add(
          new WindowNotifications(
            clock,
            () => [...feed.windows].map((window) => window.port),
            () => shared.publish(),
          ),
        )
      : null;
  const notifications: Notifications = ports.notifications ?? (byWindow as WindowNotifications);
  const flood = new FloodWatch();
  const voice = new Voice(() => annunciator.look());
  const reports = owned.add(new OutcomeReports({ keeper, clock, counters, desk: deskName }));
  const notifier = owned.add(
    new Notifier({
      notifications,
      counters,
      clock,
      strings,
      flood,
      ledger: journalLedger(keeper, (id) => continuity.owes(id)),
      alarms: () => stores.alarms.rows,
      open: deps.open,
      acknowledge: deps.acknowledge,
      heard: () => voice.state === 'running',
      received: (alarms) =>
        reports.add(
          'received',
          alarms.map(({ id }) => id),
        ),
      asked: (ids) => annunciator.asked(ids),
      shown: (id) => unshown.notified(id),
      outcome: (ids, outcome, detail) => {
        reports.add(outcome, ids, detail);
        annunciator.outcome(ids, outcome);
      },
    }),
  );
  let calling = false;
  const annunciator: Annunciator = owned.add(
    new Annunciator({
      clock,
      flood,
      alarms: () => stores.alarms.rows,
      voice: () => voice.state,
      test: () => keeper.state.test,
      sounds: () => stores.link.value?.role !== 'wall',
      publish: (annunciation) => stores.annunciation.set(annunciation),
      attention: (on) => {
        calling = on;
        ports.attention?.call(on);
      },
    }),
  );
  const shiftTone = owned.add(new ShiftTone(clock, () => annunciator.testTone()));
  const tryOut = owned.add(
    new TryOut({ clock, strings, notifications, attention: ports.attention, calling: () => calling }),
  );
  return { notifications, byWindow, notifier, annunciator, voice, reports, shiftTone, tryOut };
}
