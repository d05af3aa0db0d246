import { hostname } from 'node:os';
import type { LinkState } from '../../contract/bridge.ts';
import type { UserSettings } from '../../contract/settings.ts';
import type { Console, ConsoleConfig, OpenAlarms } from './api.ts';
import { deskNameOf } from './desk-name.ts';
import { Feed } from './feed/feed.ts';
import { Listeners } from './listeners.ts';
import type { Ports, WindowReport } from './ports.ts';
import { Unshown } from './reconcile/unshown.ts';
import { Shared } from './shared.ts';
import { createStores } from './topics.ts';
import { Viewports } from './viewports.ts';
import { createAccount } from './wiring/account.ts';
import { createAlarms } from './wiring/alarms.ts';
import { createCalls } from './wiring/calls.ts';
import { createCommands } from './wiring/commands.ts';
import { createContinuity } from './wiring/continuity.ts';
import { createCore } from './wiring/core.ts';
import { createDesk } from './wiring/desk.ts';
import { createLink } from './wiring/link.ts';
import { createNotifications } from './wiring/notifications.ts';
import { createAttach } from './wiring/windows.ts';

/** Wires the console together; opens nothing and sets no timer before `start`. */
export function createConsole(ports: Ports, config: ConsoleConfig): Console {
  const linkListeners = new Listeners<LinkState>();
  const alarmListeners = new Listeners<OpenAlarms>();
  const settingsListeners = new Listeners<UserSettings>();
  let loading: Promise<void> = Promise.resolve();

  const core = createCore(ports, config, () => publisher.touch());
  const { words, settings, keeper, clock, counters, owned } = core;
  const deskName = (): string =>
    deskNameOf(settings.user.deskName, stores.link.value ?? { role: null, user: null }, hostname());

  const stores = createStores(
    () => feed.dirty(),
    () => feed.dirty(0),
    () => feed.hurry(),
    (ids, first) => alarms.changed(ids, first),
  );
  const shared: Shared = new Shared(
    config,
    settings,
    () => calling.notifications.supported(),
    () => desk.panels,
    () => feed.hurry(),
  );
  const { desk, placement, pages, ...desks } = createDesk({ core, stores, shared });
  const unshown = new Unshown();
  const feed: Feed = owned.add(
    new Feed({
      topics: { ...stores, shared: shared.topic },
      clock,
      counters,
      onDemand: () => subscriptions.reconcile(),
      onSent: (window, names) => {
        if (names.includes('alarms')) unshown.framed(window);
      },
      onTaken: (window) => unshown.taken(window),
    }),
  );

  const line = createLink({
    core,
    stores,
    shared,
    feed,
    warning: () => account.warning,
    standing: () => continuity.look(),
    alerts: (namespace) => {
      commands.use(namespace);
      calling.reports.use(namespace);
    },
    published: (next) => {
      if (next.role !== null) desk.signedIn(next.role);
      linkListeners.tell(next);
    },
  });
  const { link, subscriptions, publisher, state } = line;
  const continuity = createContinuity({ core, stores, link, subscriptions });
  const calling = createNotifications({
    core,
    stores,
    shared,
    feed,
    continuity,
    unshown,
    deskName,
    open: openAlarm,
    acknowledge: (alarmId) => void commands.acknowledge({ alarmId }),
  });
  const { notifier, annunciator, shiftTone } = calling;
  const alarms = createAlarms({
    core,
    stores,
    notifier,
    annunciator,
    continuity,
    unshown,
    counted: (open) => alarmListeners.tell(open),
  });
  const given = createCommands({ core, shared, notifier, subscriptions, deskName });
  const { commands } = given;
  const account = createAccount({
    core,
    alarms,
    commands,
    continuity,
    link,
    notifier,
    publisher,
    subscriptions,
    deskName,
    ready: () => loading,
  });
  const viewports = new Viewports((viewport) => subscriptions.look(viewport));
  const handlers = createCalls({
    core,
    stores,
    shared,
    feed,
    viewports,
    account,
    continuity,
    desk,
    line,
    calling,
    given,
    openAlarm,
    useSettings,
  });
  const attach = createAttach({ core, feed, handlers, pages, viewports, calling });

  // Added last, so it goes first: windows, then the session, then whoever listens; only then the parts.
  owned.onDispose(() => {
    for (const window of [...feed.windows]) window.port.close();
    account.dispose();
    line.leave();
    for (const listeners of [linkListeners, alarmListeners, settingsListeners]) listeners.clear();
  });

  function useSettings(): void {
    words.use(settings.user);
    shiftTone.use(settings.user.testTone);
    settingsListeners.tell(settings.user);
    desks.show();
  }

  /** null: no alarm in particular, as after a summary. */
  function openAlarm(alarmId: string | null): void {
    const routeId = alarmId === null ? null : (stores.alarms.rows.get(alarmId)?.routeId ?? null);
    if (alarmId !== null) shared.focus(alarmId, routeId);
    subscriptions.reconcile();
    ports.windows.show({ alarmId, routeId });
  }

  return {
    async start() {
      loading = keeper.load();
      await settings.load();
      await loading;
      if (owned.disposed) return;
      desks.load();
      useSettings();
      placement.start();
      publisher.now();
      annunciator.look();
      owned.add(ports.power.onEvent(() => link.wake()));
      await account.start();
    },
    attach,
    get link() {
      return state();
    },
    onLink: (listener) => linkListeners.add(listener),
    get openAlarms() {
      return alarms.open();
    },
    onOpenAlarms: (listener) => alarmListeners.add(listener),
    get settings() {
      return settings.user;
    },
    onSettings: (listener) => settingsListeners.add(listener),
    openAlarm,
    retryNow: () => link.retry(),
    openWindows: () => placement.show(),
    windowMoved: (id: string, report: WindowReport) => placement.moved(id, report),
    windowClosed: (id: string) => void desk.closeWindow({ windowId: id, keep: true }),
    saved: () => settings.saved(),
    dispose: () => owned.dispose(),
  };
}
