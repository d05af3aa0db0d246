import {
  app,
  BrowserWindow,
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
import { systemClock } from './console/clock.ts';
import { createConsole, fileJournal } from './console/index.ts';
import { registerAppScheme, serveAppScheme } from './electron/app-scheme/serve.ts';
import { handOverPorts } from './electron/bridge/handover.ts';
import { electronNotifications } from './electron/desktop/electron-notifications.ts';
import { setMenu } from './electron/desktop/menu.ts';
import { nativeNotifications } from './electron/desktop/notifications.ts';
import { alarmTray } from './electron/desktop/tray.ts';
import { guardNavigation } from './electron/security/navigation.ts';
import { openExternal } from './electron/security/open-external.ts';
import { enableSandbox } from './electron/security/sandbox.ts';
import { lockSession } from './electron/security/session.ts';
import { loadConfig, takeSurroundings, tilesFiles } from './electron/system/config.ts';
import { crashHandler, refuseToStart } from './electron/system/crash.ts';
import { screenDisplays } from './electron/system/displays.ts';
import { jsonFile } from './host/json-file.ts';
import { fileLog } from './electron/system/log.ts';
import { powerEvents } from './electron/system/power.ts';
import { chooseVault } from './host/vault/choose.ts';
import { keychain } from './host/vault/keychain.ts';
import { loadKeytar } from './host/vault/keytar.ts';
import { memoryVault } from './host/vault/memory.ts';
import { safeStorageVault } from './electron/vault/safe-storage.ts';
import { windowGround } from './electron/windows/ground.ts';
import { mainWindow, type MainWindow } from './electron/windows/main-window.ts';

// Electron wants these before it is ready.
const surroundings = takeSurroundings(process.env);
const sandbox = enableSandbox(app);
app.setAppUserModelId('io.routewatch.console');
registerAppScheme(protocol);

const owned = new Disposables();
const userData = app.getPath('userData');
const log = fileLog(join(userData, 'logs'), !app.isPackaged);
owned.add(crashHandler(app, log));
owned.add(guardNavigation(app, openExternal(log), log));

if (app.requestSingleInstanceLock()) void app.whenReady().then(run);
else app.quit();

async function run(): Promise<void> {
  const config = await loadConfig(surroundings, jsonFile(join(userData, 'config.json')));
  if (!config.ok) return refuseToStart(app, log, config.error.message);

  const clock = systemClock();
  const displays = screenDisplays(screen);
  const notifications = owned.add(nativeNotifications(electronNotifications, clock, log));
  const chosen = await chooseVault(
    [
      keychain(loadKeytar, clock),
      safeStorageVault(safeStorage, jsonFile(join(userData, 'vault.json')), process.platform),
    ],
    memoryVault,
  );
  const { electron } = process.versions;
  log.info('start', { version: app.getVersion(), electron, vault: chosen.name, sandbox });

  lockSession(session.defaultSession, log);
  const bundle = join(import.meta.dirname, '../renderer');
  owned.add(serveAppScheme(protocol, { bundle, tiles: tilesFiles(config.value) }, log));

  const desk = createConsole(
    {
      clock,
      displays,
      notifications,
      log,
      vault: chosen.vault,
      power: powerEvents(powerMonitor, net, clock),
      settings: jsonFile(join(userData, 'settings.json')),
      journal: fileJournal(join(userData, 'journal.log')),
      windows: { show: () => window.show() },
    },
    {
      host: 'electron',
      gateway: config.value.gateway,
      token: config.value.token,
      allowHttp: config.value.allowHttp ?? false,
      basemap: config.value.basemap,
      locale: app.getLocale(),
      timeZone: config.value.timeZone,
    },
  );
  owned.add(desk);

  const ground = owned.add(
    windowGround({
      nativeTheme,
      windows: () => BrowserWindow.getAllWindows(),
      choice: () => desk.settings.theme,
    }),
  );
  owned.add(desk.onSettings(() => ground.changed()));

  const window: MainWindow = owned.add(
    mainWindow({
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      clock,
      log,
      devTools: !app.isPackaged,
      place: () => desk.windowBounds(),
      background: () => ground.color,
      onDisplays: (changed) => displays.onChange(changed),
      moved: (bounds) => desk.rememberBounds(bounds),
      exhausted: () => {
        app.relaunch();
        app.exit(1);
      },
    }),
  );
  owned.add(
    handOverPorts({ known: (contents) => window.window?.webContents === contents, log }, (port) =>
      desk.attach(port),
    ),
  );
  const tray = owned.add(
    alarmTray({ show: () => window.show(), quit: () => app.quit(), window: () => window.window, log }),
  );
  owned.add(desk.onOpenAlarms((alarms) => tray.update(alarms)));
  setMenu({ retryNow: () => desk.retryNow(), devTools: !app.isPackaged });

  app.on('second-instance', () => window.show());
  app.on('activate', () => window.show());
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('will-quit', () => owned.dispose());

  await desk.start();
  tray.update(desk.openAlarms);
  window.show();
}
