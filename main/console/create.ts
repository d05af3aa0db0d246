import { hostname } from 'node:os';
import { needsOperator, type Alarm, type Priority } from '../../contract/alarm.ts';
import type { LinkState } from '../../contract/bridge.ts';
import { MAIN_WINDOW } from '../../contract/layout/types.ts';
import { Disposables, type Disposable } from '../../contract/disposable.ts';
import type { UserSettings } from '../../contract/settings.ts';
import { feedNow, wallMs } from '../../contract/time.ts';
import * as wire from '../../contract/schema/wire.ts';
import { Account } from './account/account.ts';
import { createGatewayAuth } from './account/gateway-auth.ts';
import type { Console, ConsoleConfig, OpenAlarms } from './api.ts';
import { createHandlers } from './calls/handlers.ts';
import { PendingActs } from './calls/acts.ts';
import { Commands } from './calls/commands.ts';
import { tellLost } from './calls/lost.ts';
import { PendingNotes } from './calls/notes.ts';
import { handle, readMessage } from './calls/handle.ts';
import { Counters } from './counters.ts';
import { decode } from './decode.ts';
import { diagnostics } from './diagnostics.ts';
import { Feed } from './feed/feed.ts';
import type { WindowFeed } from './feed/window.ts';
import { JournalKeeper } from './journal/keeper.ts';
import { scopeOf } from './journal/scope.ts';
import { builtinLayouts } from './layouts/builtin.ts';
import { deskNameOf } from './desk-name.ts';
import { Desk } from './layouts/desk.ts';
import { Pages } from './layouts/pages.ts';
import { Placement } from './layouts/placement.ts';
import { windowTitle } from './layouts/title.ts';
import { readStored, writeStored } from './layouts/stored.ts';
import { PhaseHistory } from './link/history.ts';
import { Link } from './link/link.ts';
import { LinkPublisher } from './link/publisher.ts';
import type { Lease, Session } from './link/session.ts';
import { linkState, phaseOf } from './link/summary.ts';
import { Listeners } from './listeners.ts';
import { createHttp } from './net/http.ts';
import { SYSTEM_TRUST } from './net/trust.ts';
import { Annunciator } from './notifications/annunciator.ts';
import { WindowNotifications } from './notifications/by-window.ts';
import { FloodWatch } from './notifications/flood.ts';
import { journalLedger } from './notifications/ledger.ts';
import { Notifier } from './notifications/notifier.ts';
import { OutcomeReports } from './notifications/reports.ts';
import { ShiftTone } from './notifications/shift-tone.ts';
import { TryOut } from './notifications/try-out.ts';
import { Voice } from './notifications/voice.ts';
import type { FramePort, Notifications, Ports, WindowReport } from './ports.ts';
import { askClosedAlarms, gatewayWall } from './reconcile/ask.ts';
import { Continuity } from './reconcile/continuity.ts';
import { Unshown } from './reconcile/unshown.ts';
import { SettingsKeeper } from './settings.ts';
import { Shared } from './shared.ts';
import { Subscriptions } from './subscriptions.ts';
import { createStores } from './topics.ts';
import { Viewports } from './viewports.ts';
import { createWords } from './words.ts';

/** Wires the console together; opens nothing and sets no timer before `start`. */
export function createConsole(ports: Ports, config: ConsoleConfig): Console {
  const { clock, log } = ports;
  const random = Math.random;
  const words = createWords(config.locale, config.timeZone);
  const { strings } = words;
  const owned = new Disposables();
  const { trust = SYSTEM_TRUST } = config;
  const http = createHttp(trust);
  const linkListeners = new Listeners<LinkState>();
  const alarmListeners = new Listeners<OpenAlarms>();
  const settingsListeners = new Listeners<UserSettings>();
  const counters = new Counters(() => publisher.touch());

  const settings = owned.add(new SettingsKeeper(ports.settings, clock, log, counters));
  const stores = createStores(
    () => feed.dirty(),
    () => feed.dirty(0),
    () => feed.hurry(),
    (ids, first) => {
      annunciator.changed(ids);
      if (forgetting) {
        notifier.cleared(ids);
        unshown.forget();
      } else {
        // Whoever remembers has seen what stood before: then only what is new is new.
        const gone = ids.filter((id) => !stores.alarms.rows.has(id));
        const unheard = gone.some((id) => !keeper.state.knows(id));
        continuity.passed(unshown.left(gone).map(closedNow), unheard);
        const fresh = notifier.changed(ids, first && keeper.state.place === null);
        unshown.came(fresh);
        continuity.raised(fresh);
        if (gone.length > 0) continuity.left();
      }
      annunciator.look();
      countOpen();
    },
  );
  const keeper = owned.add(
    new JournalKeeper({ journal: ports.journal, clock, counters, log, changed: () => publisher.touch() }),
  );
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
  const shared: Shared = new Shared(
    config,
    settings,
    () => notifications.supported(),
    () => desk.panels,
    () => feed.hurry(),
  );
  const desk = new Desk({
    now: () => clock.now(),
    newId: () => globalThis.crypto.randomUUID(),
    builtin: () => builtinLayouts(strings),
    changed: () => {
      settings.change({ desk: writeStored(desk.stored) });
      showDesk();
    },
  });
  const placement = owned.add(
    new Placement({
      clock,
      displays: ports.displays,
      windows: ports.windows,
      desk: () => desk.windows,
      title: (window) => windowTitle(window, strings),
      settled: (id, home) => desk.settled(id, home),
    }),
  );
  const pages = config.host === 'web' ? owned.add(new Pages(clock, () => publishDesk())) : null;
  const feed: Feed = owned.add(
    new Feed({
      topics: { ...stores, shared: shared.topic },
      clock,
      counters,
      onDemand: () => subscriptions.reconcile(),
      onSent: (names) => {
        if (names.includes('alarms')) unshown.framed();
      },
    }),
  );

  const link = owned.add(
    new Link({
      clock,
      log,
      counters,
      strings,
      random,
      http,
      trust,
      onSession,
      changed: () => publisher.touch(),
    }),
  );
  const subscriptions = owned.add(
    new Subscriptions({
      http,
      clock,
      counters,
      random,
      stores,
      demand: () => feed.demand(),
      selection: () => shared.selection,
      credentials: () => link.credentials,
      changed: () => {
        continuity.look();
        publisher.touch();
      },
    }),
  );
  const deskName = (): string =>
    deskNameOf(settings.user.deskName, stores.link.value ?? { role: null, user: null }, hostname());
  const account = new Account({
    config,
    http,
    auth: createGatewayAuth(http),
    clock,
    counters,
    random,
    forget: () => {
      commands.abandon();
      keeper.erase();
      continuity.begin();
    },
    settings,
    desk: deskName,
    vault: ports.vault,
    strings,
    log,
    changed: () => publisher.touch(),
    ready: () => loading,
    use: (credentials) => {
      forgetting = true;
      subscriptions.forget();
      forgetting = false;
      if (credentials !== null) remember(scopeOf(credentials));
      link.use(credentials);
    },
    gateway: () => link.gateway,
  });
  const state = (): LinkState =>
    linkState(link, subscriptions.view, counters.snapshot(), account.warning, keeper.trouble, strings);
  const history = new PhaseHistory(clock);
  const publisher = owned.add(
    new LinkPublisher(
      clock,
      () => phaseOf(link, subscriptions),
      state,
      (next) => {
        history.see(next);
        stores.link.set(next);
        if (next.role !== null) desk.signedIn(next.role);
        linkListeners.tell(next);
      },
    ),
  );
  const unshown = new Unshown();
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
      open: (alarmId) => openAlarm(alarmId),
      acknowledge: (alarmId) => void commands.acknowledge({ alarmId }),
      heard: () => voice.state === 'running',
      received: (alarms) =>
        reports.add(
          'received',
          alarms.map(({ id }) => id),
        ),
      asked: (ids, named) => {
        annunciator.asked(ids);
        if (named) for (const id of ids) unshown.notified(id);
      },
      outcome: (ids, outcome, detail) => {
        reports.add(outcome, ids, detail);
        annunciator.outcome(ids, outcome);
      },
    }),
  );
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
  const commands = owned.add(
    new Commands({
      clock,
      counters,
      outbox: {
        add: (command, then) => keeper.write([{ k: 'command', command }], then),
        settled: (id) => keeper.write([{ k: 'settled', id }]),
      },
      desk: deskName,
      lost: (lost) => tellLost(notifier, strings, lost),
      waiting: (command) => {
        notes.waiting(command);
        acts.waiting(command);
      },
      settled: (command, result) => {
        notes.settled(command, result);
        acts.settled(command, result);
      },
    }),
  );
  const acts: PendingActs = new PendingActs({
    send: (operation, kept) => commands.operate(operation, kept),
    publish: (pending) => shared.setActs(pending),
  });
  const notes: PendingNotes = new PendingNotes({
    send: (args, ifVersion, kept) => commands.setNote(args, ifVersion, kept),
    publish: (pending) => shared.setPendingNotes(pending),
    written: (note) => subscriptions.noted(note),
  });
  const continuity = owned.add(
    new Continuity({
      clock,
      counters,
      keeper,
      standing: () => subscriptions.standing,
      position: () => subscriptions.position,
      routes: () => stores.routes.rows,
      heardAt: () => (link.lastByteAt === null ? null : wallMs(link.lastByteAt)),
      gatewayWall: () => gatewayWall(stores.clock.value, clock.now()),
      ask: (request) => askClosedAlarms(subscriptions, counters, request),
      publish: (gaps) => stores.reconcile.set(gaps),
    }),
  );
  const viewports = new Viewports((viewport) => subscriptions.look(viewport));
  const handlers = createHandlers({
    account,
    acts,
    commands,
    continuity,
    desk,
    notes,
    link,
    shared,
    subscriptions,
    counters,
    viewports,
    byWindow,
    annunciator,
    voice,
    tryOut,
    tested: (results) => {
      const at = clock.now();
      keeper.write([{ k: 'test', test: { at, by: state().user, results: [...results] } }]);
      // A wall may do nothing at the gateway: its journal has it.
      if (state().role !== 'wall') void acts.give({ type: 'recordTest', args: { at, results } });
      annunciator.look();
    },
    openAlarm: (alarmId) => openAlarm(alarmId),
    diagnostics: () =>
      diagnostics({
        now: () => clock.now(),
        about: config.about ?? null,
        desk: () => settings.user.deskName.trim() || null,
        link: state,
        phases: () => history.phases,
        streams: () => subscriptions.places,
        clock: () => stores.clock.value,
        unkept: () => keeper.trouble,
        token: () => account.token,
        windows: () => feed.windows.size,
        notifications: () => notifications.supported(),
      }),
    set: (change) => {
      shared.keep(change);
      useSettings();
    },
    selected: () => subscriptions.reconcile(),
  });

  let calling = false;
  let forgetting = false;
  let remembering = false;
  let loading: Promise<void> = Promise.resolve();
  let open: OpenAlarms = { unacknowledged: 0, worst: null };
  let alerts: { readonly lease: Lease; readonly bye: Disposable } | null = null;

  /** When the gateway closed it is in its history; here only when it was heard of. */
  function closedNow(alarm: Alarm): Alarm {
    const { value } = stores.clock;
    const at = value === undefined ? alarm.raisedAt : feedNow(value, value.received, clock.now());
    return { ...alarm, closedAt: at };
  }

  /** Whose memory is needed from now on; another's is forgotten, and what it still had to send is not sent. */
  function remember(scope: string): void {
    const same = keeper.state.scope === scope;
    if (!same) {
      counters.bump('command-abandoned', keeper.state.commands.size);
      keeper.write([{ k: 'scope', scope }]);
      commands.abandon();
    }
    continuity.begin();
    if (same && !remembering) {
      notifier.resume(keeper.state.pending());
      commands.restore([...keeper.state.commands.values()]);
    }
    remembering = true;
  }

  function onSession(session: Session | null): void {
    alerts?.bye.dispose();
    alerts?.lease.dispose();
    alerts = null;
    if (session !== null) {
      const lease = session.lease('alerts');
      alerts = { lease, bye: lease.namespace.on('bye', onBye) };
    }
    subscriptions.use(session);
    commands.use(alerts?.lease.namespace ?? null);
    reports.use(alerts?.lease.namespace ?? null);
  }

  function onBye(payload: unknown): void {
    const bye = decode(wire.bye, payload, 'bad-bye', counters);
    if (bye === null) return;
    const code = bye.code === 'expired' || bye.code === 'revoked' ? bye.code : 'closed';
    link.said({ code, message: `${strings.t(`reason.${code}`)} (${bye.message})` });
  }

  function useSettings(): void {
    words.use(settings.user);
    shiftTone.use(settings.user.testTone);
    settingsListeners.tell(settings.user);
    showDesk();
  }

  function publishDesk(): void {
    const { state } = desk;
    const pageless = pages?.without(state.windows.map(({ id }) => id));
    stores.desk.set(pageless === undefined ? state : { ...state, pageless });
  }

  function showDesk(): void {
    publishDesk();
    shared.publish();
    placement.show();
  }

  function loadDesk(): void {
    const stored = readStored(settings.value.desk, (what, why) => {
      counters.bump(`desk-${what}-damaged`);
      log.warn(`desk: a damaged ${what} is left out`, { why });
    });
    desk.load(stored, settings.value.bounds);
  }

  function countOpen(): void {
    const waiting = [...stores.alarms.rows.values()].filter(needsOperator);
    const worst = waiting.reduce<Priority | null>(
      (least, { priority }) => (least === null || priority < least ? priority : least),
      null,
    );
    if (waiting.length === open.unacknowledged && worst === open.worst) return;
    open = { unacknowledged: waiting.length, worst };
    alarmListeners.tell(open);
  }

  /** null: no alarm in particular, as after a summary. */
  function openAlarm(alarmId: string | null): void {
    const routeId = alarmId === null ? null : (stores.alarms.rows.get(alarmId)?.routeId ?? null);
    if (alarmId !== null) shared.focus(alarmId, routeId);
    subscriptions.reconcile();
    ports.windows.show({ alarmId, routeId });
  }

  function receive(window: WindowFeed, text: string): void {
    const message = readMessage(text);
    if (message === null) return counters.bump('bad-message');
    if (message.t === 'ack') return feed.ack(window, message.n);
    if (message.t === 'sub') return feed.subscribe(window, message.topic);
    if (message.t === 'unsub') return feed.unsubscribe(window, message.topic);
    const crashed = (error: unknown): void =>
      log.error(`call ${message.name} failed`, { why: error instanceof Error ? error.stack : String(error) });
    void handle(handlers, message.name, message.args, window.port, crashed).then((result) => {
      if (!result.ok && (result.error.code === 'bad-request' || result.error.code === 'unsupported'))
        counters.bump('bad-call');
      if (feed.windows.has(window)) window.port.send(JSON.stringify({ t: 'result', id: message.id, result }));
    });
  }

  return {
    async start() {
      loading = keeper.load();
      await settings.load();
      await loading;
      if (owned.disposed) return;
      loadDesk();
      useSettings();
      placement.start();
      publisher.now();
      annunciator.look();
      owned.add(ports.power.onEvent(() => link.wake()));
      await account.start();
    },
    attach(port: FramePort, windowId = MAIN_WINDOW): Disposable {
      const window = feed.add(port);
      voice.joined(port);
      const page = pages?.attached(windowId);
      if (byWindow !== null) notifier.retry();
      const end = (): void => {
        if (!feed.windows.has(window)) return;
        feed.remove(window);
        page?.dispose();
        viewports.delete(port);
        byWindow?.left(port);
        voice.left(port);
      };
      port.onMessage((text) => receive(window, text));
      port.onClose(end);
      return {
        dispose: () => {
          end();
          port.close();
        },
      };
    },
    get link() {
      return state();
    },
    onLink: (listener) => linkListeners.add(listener),
    get openAlarms() {
      return open;
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
    dispose() {
      for (const window of [...feed.windows]) window.port.close();
      account.dispose();
      onSession(null);
      linkListeners.clear();
      alarmListeners.clear();
      settingsListeners.clear();
      owned.dispose();
    },
  };
}
