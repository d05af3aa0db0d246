import {
  app,
  BrowserWindow,
  crashReporter,
  nativeTheme,
  net,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
} from 'electron';
import { join } from 'node:path';
import { Disposables } from '../contract/disposable.ts';
import { OWN_SITES } from '../contract/external.ts';
import { MAIN_WINDOW } from '../contract/layout/types.ts';
import { createStrings } from '../contract/strings/index.ts';
import { localeFor } from '../contract/strings/locale.ts';
import { systemClock } from './console/clock.ts';
import { createConsole, fileJournal } from './console/index.ts';
import { registerAppScheme, serveAppScheme } from './electron/app-scheme/serve.ts';
import { handOverPorts } from './electron/bridge/handover.ts';
import { taskbarAttention } from './electron/desktop/attention.ts';
import { electronNotifications } from './electron/desktop/electron-notifications.ts';
import { setMenu } from './electron/desktop/menu.ts';
import { nativeNotifications } from './electron/desktop/notifications.ts';
import { alarmTray } from './electron/desktop/tray.ts';
import { guardNavigation } from './electron/security/navigation.ts';
import { openExternal } from './electron/security/open-external.ts';
import { enableSandbox } from './electron/security/sandbox.ts';
import { lockSession } from './electron/security/session.ts';
import { loadConfig, takeSurroundings, tilesFiles } from './electron/system/config.ts';
import { crashHandler, offerRestart, refuseToStart } from './electron/system/crash.ts';
import { boundCrashDumps, keepCrashesHere } from './electron/system/crash-dumps.ts';
import { screenDisplays } from './electron/system/displays.ts';
import { policyPath } from './host/config-file.ts';
import { jsonFile } from './host/json-file.ts';
import { fileLog } from './electron/system/log.ts';
import { powerEvents } from './electron/system/power.ts';
import { tryTrust } from './host/trust.ts';
import { chooseVault } from './host/vault/choose.ts';
import { keychain } from './host/vault/keychain.ts';
import { loadKeytar } from './host/vault/keytar.ts';
import { memoryVault } from './host/vault/memory.ts';
import { safeStorageVault } from './electron/vault/safe-storage.ts';
import { windowGround } from './electron/windows/ground.ts';
import { addressOf, deskWindows, type DeskWindows } from './electron/windows/desk-windows.ts';

/** A disk that takes longer than this at the end is not waited for, milliseconds. */
const LAST_SAVE = 3_000;

// Electron wants these before it is ready.
const surroundings = takeSurroundings(process.env);
const sandbox = enableSandbox(app);
keepCrashesHere(crashReporter);
app.setAppUserModelId('io.routewatch.console');
registerAppScheme(protocol);

const owned = new Disposables();
const userData = app.getPath('userData');
const log = fileLog(join(userData, 'logs'), !app.isPackaged);
owned.add(
  crashHandler(app, {
    log,
    uptime: () => process.uptime() * 1_000,
    offer: () =>
      offerRestart(app, () => {
        const { t } = createStrings(app.getLocale());
        return {
          title: t('crash.title'),
          detail: t('crash.detail', { log: join(userData, 'logs') }),
          restart: t('crash.restart'),
          quit: t('crash.quit'),
        };
      }),
  }),
);
let windows: DeskWindows | null = null;
let sites: readonly string[] = OWN_SITES;
owned.add(
  guardNavigation(
    app,
    openExternal(() => sites, log),
    log,
    (contents) => addressOf(windows?.idOf(contents) ?? MAIN_WINDOW),
  ),
);

if (app.requestSingleInstanceLock()) void app.whenReady().then(run);
else app.quit();

async function run(): Promise<void> {
  const policy = policyPath(process.platform, process.env);
  const config = await loadConfig(surroundings, jsonFile(join(userData, 'config.json')), {
    path: policy,
    store: jsonFile(policy),
  });
  const refused = (why: string): void =>
    refuseToStart(app, log, createStrings(app.getLocale()).t('crash.refused'), why);
  if (!config.ok) return refused(config.error.message);
  sites = config.value.sites.hosts;

  const { tls } = config.value;
  const trust = tryTrust(tls?.ca ?? null, tls?.pins ?? []);
  if (!trust.ok) return refused(trust.error.message);

  const clock = systemClock();
  const displays = screenDisplays(screen);
  const notifications = owned.add(nativeNotifications(electronNotifications, clock, log, () => buttons()));
  const chosen = await chooseVault(
    [
      keychain(loadKeytar, clock),
      safeStorageVault(safeStorage, jsonFile(join(userData, 'vault.json')), process.platform),
    ],
    memoryVault,
  );
  const { electron } = process.versions;
  log.info('start', { version: app.getVersion(), electron, vault: chosen.name, sandbox });

  void boundCrashDumps(app.getPath('crashDumps'), log);
  lockSession(session.defaultSession, log);
  const bundle = join(import.meta.dirname, '../renderer');
  owned.add(serveAppScheme(protocol, { bundle, tiles: tilesFiles(config.value) }, log));

  const desk = createConsole(
    {
      clock,
      displays,
      notifications,
      attention: taskbarAttention(() => windows?.main ?? null),
      log,
      vault: chosen.vault,
      power: powerEvents(powerMonitor, net, clock),
      settings: jsonFile(join(userData, 'settings.json')),
      journal: fileJournal(join(userData, 'journal.log')),
      windows: { show, reconcile: (places) => windows?.reconcile(places) },
    },
    {
      host: 'electron',
      gateway: config.value.gateway,
      token: config.value.token,
      allowHttp: config.value.allowHttp ?? false,
      trust: trust.value,
      basemap: config.value.basemap,
      sites: config.value.sites,
      about: {
        version: app.getVersion(),
        parts: [
          { name: 'Electron', version: process.versions.electron },
          { name: 'Chromium', version: process.versions['chrome'] ?? '' },
          { name: 'Node', version: process.versions.node },
        ],
        system: `${process.platform} ${process.arch}`,
      },
      locale: app.getLocale(),
      timeZone: config.value.timeZone,
    },
  );
  owned.add(desk);
  const buttons = (): readonly string[] => {
    const { language, clock: hours } = desk.settings;
    const { t } = createStrings(localeFor(language, app.getLocale()), config.value.timeZone, hours);
    return [t('call.show'), t('call.acknowledge')];
  };

  const ground = owned.add(
    windowGround({
      nativeTheme,
      windows: () => BrowserWindow.getAllWindows(),
      choice: () => desk.settings.theme,
    }),
  );
  owned.add(desk.onSettings(() => ground.changed()));

  windows = owned.add(
    deskWindows({
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      clock,
      log,
      devTools: !app.isPackaged,
      background: () => ground.color,
      moved: (id, report) => desk.windowMoved(id, report),
      closed: (id) => desk.windowClosed(id),
      exhausted: () => {
        app.relaunch();
        app.exit(1);
      },
    }),
  );
  owned.add(
    handOverPorts(
      { known: (contents) => (windows?.idOf(contents) ?? null) !== null, log },
      (port, contents) => desk.attach(port, windows?.idOf(contents) ?? MAIN_WINDOW),
    ),
  );
  const tray = owned.add(
    alarmTray({ show, quit: () => app.quit(), window: () => windows?.main ?? null, log }),
  );
  owned.add(desk.onOpenAlarms((alarms) => tray.update(alarms)));
  setMenu({ retryNow: () => desk.retryNow(), devTools: !app.isPackaged });

  app.on('second-instance', show);
  app.on('activate', show);
  app.on('before-quit', () => windows?.ending());
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('will-quit', (event) => {
    owned.dispose();
    // The file that the last change goes to is written by another thread: the process waits for it.
    event.preventDefault();
    const patience = new Promise<void>((resolve) => void clock.after(LAST_SAVE, resolve));
    void Promise.race([desk.saved(), patience]).then(() => app.exit());
  });

  await desk.start();
  tray.update(desk.openAlarms);

  function show(): void {
    if (windows?.show() === false) desk.openWindows();
  }
}
