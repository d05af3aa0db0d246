import { expect, test } from '@playwright/test';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start, type Child } from '../../scripts/lib/child.ts';
import { electronFlags } from '../../scripts/lib/electron.ts';
import { root } from '../../scripts/lib/root.ts';

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
let app: Child;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'routewatch-packed-'));
});
test.afterEach(async () => {
  await app.end();
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
