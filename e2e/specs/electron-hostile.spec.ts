import type { ElectronApplication } from '@playwright/test';
import { HOSTILE_URLS } from '../../main/electron/security/hostile-urls.fixture.ts';
import { expect, test } from '../support/fixtures.ts';
import { asked, inThePage, linkOf, opened, pages, record } from '../support/hostile.ts';

/** Chromium begins a process for each address that it asks about: of seven hundred a slow computer has enough. */
const FEW_PROCESSES = ['--renderer-process-limit=1', '--disable-site-isolation-trials'];
/** Else it forgets what comes after 200 in 10 s, without a word to anybody. */
const ALL = '--disable-ipc-flooding-protection';
const LISTED = 'https://www.openstreetmap.org/copyright';

const clicked = (target: string): string => `(url) => {
  const link = document.createElement('a');
  link.href = url;
  link.target = '${target}';
  document.body.append(link);
  link.click();
  link.remove();
}`;

test('two hundred hostile addresses open nothing, wherever they come in', async ({ launch, gateway }) => {
  const token = await gateway.token('dispatcher', 'desk-1');
  const desk = await launch({ gateway: gateway.url, token, chromium: [...FEW_PROCESSES, ALL] });
  test.setTimeout(180_000);
  const { electron, page, problems } = desk;
  if (electron === null) throw new Error('not Electron');
  // Chromium says of most of them why it does not go there.
  problems.expect(/./);
  await expect(page.getByTestId('link')).toHaveText(/live/i);
  await record(electron);
  const before = await pages(electron);
  expect(before).toEqual(['window app://routewatch/']);

  const sink = (name: string, run: () => Promise<void>): Promise<void> =>
    test.step(name, async () => {
      await run();
      expect(await opened(electron), 'opened by the system').toEqual([]);
      await expect.poll(() => pages(electron), 'pages that are open').toEqual(before);
      await expect.poll(() => linkOf(electron), 'the page works').toMatch(/live/i);
    });
  const led = async (code: string): Promise<void> =>
    expect(await inThePage(electron, code, HOSTILE_URLS)).toBe(HOSTILE_URLS.length);

  await sink('arguments of a second instance', () => secondInstance(electron));
  await sink('window.open, which asks openExternal', () =>
    led('(url) => { if (window.open(url) !== null) throw Error(url); }'),
  );
  await sink('the scheme', () => scheme(electron));
  await sink('webview', () => webview(electron));
  await sink('events of navigation', () => events(electron));
  for (const [name, code] of [
    ['location', '(url) => { location.href = url; }'],
    ['link', clicked('')],
  ] as const)
    await sink(name, async () => {
      const from = (await asked(electron)).length;
      await led(code);
      // Chromium refuses the others by itself: javascript, data, file and the like.
      const few = (await asked(electron)).slice(from);
      expect(new Set(few).size, 'Chromium asked').toBeGreaterThan(150);
      expect(few.filter((url) => url.startsWith('NOT REFUSED'))).toEqual([]);
    });
  await sink('link to a new window', () => led(clicked('_blank')));

  // A test that nothing was opened has to be able to see that something is.
  expect(await inThePage(electron, '(url) => { window.open(url); }', [LISTED])).toBe(1);
  expect(await opened(electron)).toEqual([LISTED]);

  // What Chromium has begun for each refused navigation takes up to a minute to end.
  await electron.evaluate(() => process.kill(process.pid, 'SIGKILL')).catch(() => undefined);
});

/** A console that is started again with addresses, as a browser does for a scheme; and the system's ways of handing one over. */
const secondInstance = async (electron: ElectronApplication): Promise<void> => {
  const code = await electron.evaluate(({ app }, urls) => {
    for (const url of urls) {
      app.emit('second-instance', {}, [process.execPath, url], '/', { url });
      for (const handed of ['open-url', 'open-file'])
        app.emit(handed, { preventDefault: () => undefined }, url);
    }
    const { spawn } = process.getBuiltinModule('node:child_process');
    const own = ['--no-sandbox', `--user-data-dir=${app.getPath('userData')}`, app.getAppPath()];
    // Without the dashes Electron by itself refuses whatever comes after an address.
    const args = [...own, '--', ...urls];
    const child = spawn(process.execPath, args, { stdio: 'ignore' });
    return new Promise<number | string>((resolve) => {
      child.on('error', (error) => resolve(error.message));
      child.on('exit', (ended, signal) => resolve(ended ?? String(signal)));
    });
  }, HOSTILE_URLS);
  expect(code).toBe(0);
};

/** As a path of the bundle, as an id of tiles, as a host: 404, or refused before anybody was asked. */
const scheme = async (electron: ElectronApplication): Promise<void> => {
  const served = await electron.evaluate(async ({ net }, urls) => {
    const asked = urls.flatMap((url) => [
      ...[`app://routewatch/${url}`, `app://routewatch/${encodeURIComponent(url)}`],
      ...[`app://tiles/${url}`, `app://tiles/${encodeURIComponent(url)}`, `app://${url}`, url],
    ]);
    const ours = (url: string): boolean => URL.canParse(url) && new URL(url).protocol === 'app:';
    const answers = asked.filter(ours).map(async (url) => {
      // The page itself, with something after it that means nothing.
      if (new URL(url).host === 'routewatch' && new URL(url).pathname === '/') return null;
      const status = await net.fetch(url).then(
        (response) => response.status,
        () => 0,
      );
      return [0, 404].includes(status) ? null : `${status} ${url}`;
    });
    return { count: answers.length, wrong: (await Promise.all(answers)).filter((url) => url !== null) };
  }, HOSTILE_URLS);
  expect(served.wrong).toEqual([]);
  expect(served.count).toBeGreaterThan(1_000);
};

/** In a window that somebody made with webviews allowed. Each is a frame of its own, so one in ten; `events` has all. */
const webview = async (electron: ElectronApplication): Promise<void> => {
  const made = await electron.evaluate(
    async ({ BrowserWindow, webContents }, urls) => {
      const window = new BrowserWindow({ show: false, webPreferences: { webviewTag: true } });
      await window.loadURL('app://routewatch/none');
      const before = webContents.getAllWebContents().length;
      await window.webContents.executeJavaScript(`(async () => {
      for (const url of ${JSON.stringify(urls)}) {
        const view = document.createElement('webview');
        view.src = url;
        document.body.append(view);
        await new Promise((resolve) => setTimeout(resolve, 10));
        view.remove();
      }
      })()`);
      const after = webContents.getAllWebContents().length;
      window.destroy();
      return after - before;
    },
    HOSTILE_URLS.filter((_, n) => n % 10 === 0),
  );
  expect(made).toBe(0);
};

/** Those that Chromium itself never asks about are handed to the guard of each page as it would be. */
const events = async (electron: ElectronApplication): Promise<void> => {
  const allowed = await electron.evaluate(({ webContents }, urls) => {
    const names = ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'];
    return webContents.getAllWebContents().flatMap((contents) =>
      names.flatMap((name) =>
        urls.filter((url) => {
          let refused = false;
          const event = { url, preventDefault: () => (refused = true) };
          (contents as unknown as NodeJS.EventEmitter).emit(name, event, url);
          return !refused;
        }),
      ),
    );
  }, HOSTILE_URLS);
  expect(allowed).toEqual([]);
};
