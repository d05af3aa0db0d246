import { _electron, chromium, type ElectronApplication, type Page } from '@playwright/test';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readyUrl, start } from '../../scripts/lib/child.ts';
import { electronFlags, findElectron } from '../../scripts/lib/electron.ts';
import { root } from '../../scripts/lib/root.ts';
import { CHROMIUM_FLAGS, chromiumPath } from './chromium.ts';
import {
  browserNotifications,
  loggedNotifications,
  recordBrowserNotifications,
  type Asked,
} from './notifications.ts';
import { watchProblems, type WatchedProblems } from './problems.ts';

export interface Launch {
  /** null: the first run, nothing configured. */
  readonly gateway: string | null;
  readonly token: string | null;
  /** Outlives a launch, so that a spec can start again with it. */
  readonly userData: string;
  /** Of the page. null: as the console makes it; Electron only. */
  readonly size: { readonly width: number; readonly height: number } | null;
  /** What the desk is called from the beginning: others read it. The computer's name where it is left out. */
  readonly deskName?: string;
  /** Runs in the page before its own code; web host only. */
  readonly init?: () => void;
  /** A desktop with a notification daemon: the browser then has a window there; web host only. */
  readonly desktop?: Readonly<Record<string, string>>;
  /** False where the browser is to refuse notifications; web host only. */
  readonly allowNotifications?: boolean;
  /** Sites that links may open, as the configuration names them; absent: nobody named any. */
  readonly externalHosts?: readonly string[];
  /** Further switches of Chromium. */
  readonly chromium?: readonly string[];
}

/** A console that runs, whichever the host. */
export interface Desk {
  readonly page: Page;
  readonly problems: WatchedProblems;
  /** null in the web host. */
  readonly electron: ElectronApplication | null;
  /** What the operating system or the browser was asked to show since this console started. */
  notifications(): Promise<Asked[]>;
  close(): Promise<void>;
}

const surroundings = ({ gateway, token }: Launch): NodeJS.ProcessEnv => ({
  ...process.env,
  ...(gateway === null ? {} : { ROUTEWATCH_GATEWAY: gateway }),
  ...(token === null ? {} : { ROUTEWATCH_TOKEN: token }),
});

/** As if somebody had named the desk before; a console that ran here already keeps what it has. */
function nameDesk({ userData, deskName }: Launch): void {
  const file = join(userData, 'settings.json');
  if (deskName === undefined || existsSync(file)) return;
  mkdirSync(userData, { recursive: true });
  writeFileSync(file, JSON.stringify({ deskName }));
}

/** The executable that Playwright starts; undefined where there is none, then a spec is skipped. */
export function electronPath(): string | undefined {
  const found = findElectron(root, { download: false });
  return 'path' in found ? found.path : undefined;
}

export async function launchElectron(executablePath: string, launch: Launch): Promise<Desk> {
  nameDesk(launch);
  if (launch.externalHosts !== undefined) {
    mkdirSync(launch.userData, { recursive: true });
    const config = JSON.stringify({ externalHosts: launch.externalHosts });
    writeFileSync(join(launch.userData, 'config.json'), config);
  }
  const electron = await _electron.launch({
    executablePath,
    args: [...electronFlags(), ...(launch.chromium ?? []), `--user-data-dir=${launch.userData}`, root],
    env: surroundings(launch) as Record<string, string>,
    timeout: 60_000,
  });
  const page = await electron.firstWindow();
  const problems = watchProblems(page);
  electron.on('window', (window) => problems.watch(window));
  await page.waitForLoadState('domcontentloaded');
  if (launch.size !== null) {
    await electron.evaluate(
      ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
      launch.size,
    );
  }
  const log = join(launch.userData, 'logs/console.log');
  return {
    page,
    problems,
    electron,
    notifications: () => Promise.resolve(loggedNotifications(log)),
    close: () => closed(electron),
  };
}

/** An application that does not answer to being closed is ended: what it was to show has been judged by then. */
async function closed(electron: ElectronApplication): Promise<void> {
  const late = setTimeout(() => {
    console.warn(`Electron was not closed after ${String(CLOSED_MS / 1_000)} s, and is ended`);
    electron.process().kill('SIGKILL');
  }, CLOSED_MS);
  try {
    await electron.close();
  } finally {
    clearTimeout(late);
  }
}
const CLOSED_MS = 20_000;

export async function launchWeb(launch: Launch): Promise<Desk> {
  const executablePath = chromiumPath();
  if (executablePath === null)
    throw new Error('no Chromium: apt-get install chromium, or npx playwright install chromium');
  nameDesk(launch);
  const sites = (launch.externalHosts ?? []).flatMap((host) => ['--external-host', host]);
  const args = [join(root, 'dist/main/web.mjs'), '--ready-json', '--data-dir', launch.userData, ...sites];
  const host = start(process.execPath, args, {
    cwd: root,
    env: surroundings(launch),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await readyUrl(host, 'the web host').catch(async (error: unknown) => {
    await host.end();
    throw error;
  });
  const { desktop } = launch;
  const browser = await chromium.launch({
    executablePath,
    args: [...CHROMIUM_FLAGS, ...(launch.chromium ?? [])],
    ...(desktop === undefined ? {} : { headless: false, env: { ...process.env, ...desktop } as never }),
  });
  const context = await browser.newContext({ viewport: launch.size });
  if (launch.allowNotifications !== false)
    await context.grantPermissions(['notifications'], { origin: new URL(url).origin });
  const page = await context.newPage();
  await recordBrowserNotifications(page);
  const problems = watchProblems(page);
  context.on('page', (window) => problems.watch(window));
  if (launch.init !== undefined) await page.addInitScript(launch.init);
  await page.goto(url);
  return {
    page,
    problems,
    electron: null,
    notifications: () => browserNotifications(page),
    close: async () => {
      await browser.close();
      await host.end();
    },
  };
}
