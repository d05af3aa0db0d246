import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { aptInstall, isRoot } from './system.ts';

export type Found = { readonly path: string } | { readonly missing: string };

/** What Electron needs of a Linux without a desktop. */
const LIBRARIES =
  'libgtk-3-0 libnss3 libasound2 libgbm1 libdrm2 libxss1 libxtst6 libatspi2.0-0 libnotify4 libsecret-1-0'.split(
    ' ',
  );
/** How long a download may take, and how long one that failed is not tried again, milliseconds. */
const PATIENCE = 180_000;
const AGAIN = 3_600_000;

/** Electron's executable: the override's, the installed one, or, where that is allowed, a download that is bounded in time. */
export function findElectron(root: string, { download: may } = { download: true }): Found {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override) {
    const path = join(override, process.platform === 'win32' ? 'electron.exe' : 'electron');
    return existsSync(path) ? { path } : { missing: `${path} (ELECTRON_OVERRIDE_DIST_PATH) is not there` };
  }
  const path = installed(root) ?? (may ? download(root) : null);
  if (path === null)
    return { missing: `Electron’s binary ${may ? 'could not be downloaded here' : 'is not installed'}` };
  const lacking = missingLibraries(path);
  if (lacking === null) return { path };
  const refused = aptInstall(LIBRARIES, 'Electron');
  if (refused !== null) return { missing: `${lacking} is missing; ${refused}` };
  const still = missingLibraries(path);
  return still === null ? { path } : { missing: `${still} is missing` };
}

function installed(root: string): string | null {
  const folder = join(root, 'node_modules/electron');
  if (!existsSync(join(folder, 'path.txt'))) return null;
  const path = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8'));
  return existsSync(path) ? path : null;
}

function download(root: string): string | null {
  const failed = join(root, 'node_modules/.cache/routewatch/no-electron');
  const last = statSync(failed, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (Date.now() - last < AGAIN) return null;
  console.log(`Downloading Electron, at most ${PATIENCE / 60_000} minutes`);
  const install = join(root, 'node_modules/electron/install.js');
  const { status } = spawnSync(process.execPath, [install], { stdio: 'ignore', timeout: PATIENCE });
  const path = status === 0 ? installed(root) : null;
  if (path === null) {
    mkdirSync(dirname(failed), { recursive: true });
    writeFileSync(failed, 'Delete this to try again before the hour is over.\n');
  }
  return path;
}

function missingLibraries(path: string): string | null {
  if (process.platform !== 'linux') return null;
  const { stdout } = spawnSync('ldd', [path], { encoding: 'utf8' });
  return /(\S+) => not found/.exec(stdout)?.[1] ?? null;
}

/** Chromium's sandbox refuses to run as root, and a computer without a graphics card draws by software. */
export function electronFlags(): string[] {
  const linux = process.platform === 'linux';
  const software = linux && !existsSync('/dev/dri');
  return [
    ...(linux && isRoot() ? ['--no-sandbox'] : []),
    ...(software ? ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'] : []),
  ];
}
