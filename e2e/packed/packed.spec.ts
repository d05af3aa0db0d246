import { expect, test } from '@playwright/test';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import {
  cpSync,
  existsSync,
  globSync,
  mkdtempSync,
  openSync,
  closeSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { start, type Child } from '../../scripts/lib/child.ts';
import { electronFlags } from '../../scripts/lib/electron.ts';
import { root } from '../../scripts/lib/root.ts';
import { FUSES } from '../../scripts/fuses.mjs';

const PACKED = [
  'linux*-unpacked/routewatch',
  'win*-unpacked/Routewatch.exe',
  'mac*/Routewatch.app/Contents/MacOS/Routewatch',
];

/** Chromium takes a free port and writes it here. */
async function debuggingPort(userData: string): Promise<number> {
  const path = join(userData, 'DevToolsActivePort');
  await expect.poll(() => existsSync(path), { timeout: 60_000 }).toBe(true);
  return Number(readFileSync(path, 'utf8').split('\n', 1)[0]);
}

/** An exe on a Linux host runs by the launcher of the Electron that the tests were given. */
function launch(executable: string, flags: readonly string[]): Child {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  const foreign = executable.endsWith('.exe') && process.platform !== 'win32' && override;
  return start(foreign ? join(override, 'electron') : executable, flags, {
    stdio: 'ignore',
    env: { ...process.env, ...(foreign ? { ELECTRON_EXE: executable } : {}) },
  });
}

interface Target {
  readonly type: string;
  readonly url: string;
  readonly webSocketDebuggerUrl: string;
}

async function firstPage(endpoint: string): Promise<Target> {
  let page: Target | undefined;
  await expect
    .poll(
      async () => {
        const targets = await fetch(`${endpoint}/json/list`).then(
          (response) => response.json() as Promise<Target[]>,
          () => [], // not listening yet
        );
        page = targets.find(({ type, url }) => type === 'page' && url !== '');
        return page !== undefined;
      },
      { timeout: 60_000 },
    )
    .toBe(true);
  if (page === undefined) throw new Error('no page');
  return page;
}

/** As much of the DevTools protocol as this needs: Playwright's own connection waits for what Electron does not have. */
async function evaluator(
  url: string,
): Promise<{ evaluate(expression: string): Promise<unknown>; close(): void }> {
  const socket = new WebSocket(url);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', reject, { once: true });
  });
  let last = 0;
  const evaluate = (expression: string): Promise<unknown> => {
    const id = ++last;
    const answer = new Promise<unknown>((resolve) => {
      const take = ({ data }: MessageEvent): void => {
        const message = JSON.parse(String(data)) as {
          id?: number;
          result?: { result?: { value?: unknown } };
        };
        if (message.id !== id) return;
        socket.removeEventListener('message', take);
        resolve(message.result?.result?.value);
      };
      socket.addEventListener('message', take);
    });
    const params = { expression, awaitPromise: true, returnByValue: true };
    socket.send(JSON.stringify({ id, method: 'Runtime.evaluate', params }));
    return answer;
  };
  return { evaluate, close: () => socket.close() };
}

let folder: string;
let app: Child | null;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'routewatch-packed-'));
});
test.afterEach(async () => {
  await app?.end();
  app = null;
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 300 });
});

test('the packed console starts from its archive, finds the keychain and shows the first run', async () => {
  const [executable] = globSync(PACKED, { cwd: join(root, 'release') });
  expect(executable, 'npm run pack first').toBeDefined();
  const flags = [...electronFlags(), `--user-data-dir=${folder}`, '--remote-debugging-port=0'];
  app = launch(join(root, 'release', String(executable)), flags);

  const port = await debuggingPort(folder);
  const target = await firstPage(`http://127.0.0.1:${port}`);
  expect(target.url).toBe('app://routewatch/');
  const page = await evaluator(target.webSocketDebuggerUrl);
  await expect.poll(() => page.evaluate('document.title')).toMatch(/Routewatch/);
  await expect
    .poll(() => page.evaluate('document.querySelector("#app")?.childElementCount'))
    .toBeGreaterThan(0);
  const policy = "fetch('/index.html').then((response) => response.headers.get('content-security-policy'))";
  expect(await page.evaluate(policy)).toContain("default-src 'none'");
  page.close();

  const log = join(folder, 'logs/console.log');
  expect(existsSync(log)).toBe(true);
  const started = readFileSync(log, 'utf8')
    .split('\n')
    .find((line) => line.includes('"msg":"start"'));
  expect(JSON.parse(String(started))).toMatchObject({ version: '0.1.0' });
  if (process.platform !== 'linux' || String(executable).endsWith('.exe')) {
    expect(JSON.parse(String(started))).toMatchObject({ vault: 'keychain' });
  }
});

test('the fuses that the packed executable has are set', async ({ browserName: _ }, info) => {
  const [executable] = globSync(PACKED, { cwd: join(root, 'release') });
  expect(executable, 'npm run pack first').toBeDefined();
  const wire = await getCurrentFuseWire(join(root, 'release', String(executable)));
  const there = Object.entries(FUSES).filter(([fuse]) => wire[Number(fuse) as FuseV1Options] !== undefined);
  const missing = Object.keys(FUSES).length - there.length;
  // An older Electron that somebody named for a test; packing with the pinned one refuses.
  if (missing > 0)
    info.annotations.push({ type: 'fuses', description: `${missing} are not in this Electron` });
  expect(there.length).toBeGreaterThanOrEqual(8);
  for (const [fuse, on] of there)
    expect(wire[Number(fuse) as FuseV1Options], FuseV1Options[Number(fuse)]).toBe(
      on ? FuseState.ENABLE : FuseState.DISABLE,
    );
});

/** Chromium's archive checks are Windows' and macOS'; on Linux Electron has none. */
test('a byte flipped in the archive is noticed where the platform checks', async ({
  browserName: _,
}, info) => {
  const [executable] = globSync(PACKED, { cwd: join(root, 'release') });
  const packed = join(root, 'release', String(executable));
  const [archive] = globSync('**/app.asar', { cwd: join(root, 'release') });
  info.skip(!/exe$|\.app/.test(packed), 'Electron for Linux does not check its archive');
  info.skip(
    !hasIntegrity(packed),
    'this executable holds no digest: it was packed without editing its resources',
  );
  const copy = join(folder, 'copy');
  cpSync(dirname(packed), copy, { recursive: true });
  flip(join(copy, 'resources/app.asar'));
  expect(statSync(join(root, 'release', String(archive))).size).toBeGreaterThan(0);
  const userData = join(folder, 'data');
  app = launch(join(copy, packed.slice(dirname(packed).length + 1)), [
    ...electronFlags(),
    `--user-data-dir=${userData}`,
  ]);
  const code = await Promise.race([
    app.ended,
    new Promise((resolve) => setTimeout(resolve, 40_000, 'still runs')),
  ]);
  expect(code).not.toBe('still runs');
  expect(existsSync(join(userData, 'logs/console.log')), 'none of our code ran').toBe(false);
});

/** Whether a digest of the archive is in the executable, as electron-builder puts it there. */
function hasIntegrity(executable: string): boolean {
  return readFileSync(executable).includes('"alg":"SHA256"');
}

/** One byte in the middle of the main bundle. */
function flip(archive: string): void {
  const file = openSync(archive, 'r+');
  const at = readFileSync(archive).indexOf('Built by scripts/build.ts');
  const byte = Buffer.alloc(1);
  readSync(file, byte, 0, 1, at);
  byte[0] = (byte[0] ?? 0) ^ 1;
  writeSync(file, byte, 0, 1, at);
  closeSync(file);
}
