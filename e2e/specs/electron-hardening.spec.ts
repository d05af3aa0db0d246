import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../support/fixtures.ts';

/** Asks the preload for a port, and says what came under which nonce. */
const requestPort = (page: Page, nonce: string) =>
  page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const done = (ports: number): void => {
          window.removeEventListener('message', took);
          resolve(ports);
        };
        const took = (event: MessageEvent<{ nonce?: string }>): void => {
          if (event.data.nonce === wanted) done(event.ports.length);
        };
        window.addEventListener('message', took);
        setTimeout(() => done(0), 2_000);
        (window as unknown as { routewatch: { requestPort(nonce: string): void } }).routewatch.requestPort(
          wanted,
        );
      }),
    nonce,
  );

test('windows are made with the hardened preferences', async ({ desk }) => {
  const preferences = await desk.electron?.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => {
      // Not in the types, and there since Electron 1.
      const { getLastWebPreferences } = contents as unknown as {
        getLastWebPreferences(): Record<string, unknown>;
      };
      const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } =
        getLastWebPreferences.call(contents);
      return { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag };
    }),
  );
  expect(preferences).toEqual([
    { sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, webviewTag: false },
  ]);
});

test('the preload gives one function, and it hands over a port only for a nonce', async ({ app }) => {
  const api = await app.evaluate(() => {
    const given = (window as unknown as { routewatch: object }).routewatch;
    return { keys: Object.keys(given), frozen: !Reflect.set(given, 'requestPort', null) };
  });
  expect(api.keys).toEqual(['requestPort']);
  expect(await requestPort(app, 'too-short')).toBe(0);
  expect(await requestPort(app, '<img src=x onerror=1>')).toBe(0);
  expect(await requestPort(app, '0123456789abcdef-e2e')).toBe(1);
});

test('the token is in no page and no environment', async ({ desk }) => {
  const main = await desk.electron?.evaluate(() => process.env['ROUTEWATCH_TOKEN'] ?? 'absent');
  expect(main).toBe('absent');
  const page = await desk.page.evaluate(
    () => JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie,
  );
  expect(page).not.toMatch(/eyJ/);
});

test('nothing leads a window away', async ({ desk }) => {
  const { page, electron } = desk;
  desk.problems.expect(/Content Security Policy|Not allowed to|net::ERR/i);
  const before = page.url();
  await page.evaluate(() => {
    window.location.href = 'https://example.org/';
  });
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = 'https://example.org/';
    link.target = '_blank';
    document.body.append(link);
    link.click();
    link.remove();
  });
  const opened = await page.evaluate(() =>
    ['https://example.org/', 'javascript:alert(1)', 'about:blank', 'file:///etc/passwd'].map((url) =>
      window.open(url),
    ),
  );
  expect(opened).toEqual([null, null, null, null]);
  await page.waitForTimeout(500);
  expect(page.url()).toBe(before);
  expect(electron?.windows()).toHaveLength(1);
});

test('no webContents goes anywhere, whoever made it', async ({ desk, folder }) => {
  const { electron } = desk;
  if (electron === null) throw new Error('not Electron');
  desk.problems.expect(/Content Security Policy|Not allowed to|net::ERR/i);
  const tried = await electron.evaluate(async ({ BrowserWindow, WebContentsView, webContents }) => {
    // As a later window or view would be that nobody thought of hardening.
    const late = [new BrowserWindow({ show: false }), new WebContentsView()];
    for (const { webContents: contents } of late) await contents.loadURL('app://routewatch/');
    const all = webContents.getAllWebContents();
    // `about:blank` is asked of nobody, so that page is brought back; the others never leave.
    for (const url of ['https://example.org/', 'file:///etc/passwd', 'data:text/html,x', 'about:blank']) {
      const away = `window.open('${url}'); location.href = '${url}'; 0`;
      for (const contents of all) await contents.executeJavaScript(away, true);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    const left = () => all.filter((contents) => contents.getURL() !== 'app://routewatch/').length;
    for (let n = 0; n < 50 && left() > 0; n++) await new Promise((resolve) => setTimeout(resolve, 100));
    const seen = all.map((contents) => ({ id: contents.id, url: contents.getURL() }));
    const opened = webContents.getAllWebContents().length - all.length;
    for (const { webContents: contents } of late) contents.close();
    return { seen, opened };
  });
  expect(tried.opened).toBe(0);
  expect(tried.seen).toHaveLength(3);
  const log = readFileSync(join(folder, 'desk/logs/console.log'), 'utf8').split('\n');
  for (const { id, url } of tried.seen) {
    expect(url).toBe('app://routewatch/');
    const refused = log.filter(
      (line) => line.includes('navigation refused') && line.includes(`"contents":${id}`),
    );
    // Of https; Chromium itself refuses file: and data: before it asks.
    expect(refused.length, `refusals of ${id}`).toBeGreaterThan(0);
  }
});

test('permissions are refused', async ({ app }) => {
  const answers = await app.evaluate(async () => {
    const position = await new Promise<string>((resolve) =>
      navigator.geolocation.getCurrentPosition(
        () => resolve('given'),
        (error) => resolve(error.code === error.PERMISSION_DENIED ? 'denied' : 'unavailable'),
        { timeout: 2_000 },
      ),
    );
    const media = await navigator.mediaDevices.getUserMedia({ audio: true }).then(
      () => 'given',
      (error: Error) => error.name,
    );
    return { position, media, notifications: await Notification.requestPermission() };
  });
  expect(answers.position).not.toBe('given');
  expect(answers.media).not.toBe('given');
  expect(answers.notifications).toBe('denied');
});

test('the scheme serves the bundle and nothing else', async ({ desk }) => {
  const { page, problems } = desk;
  problems.expect(/404|Failed to load|Content Security Policy/i);
  const statuses = await page.evaluate(() =>
    Promise.all(
      [
        '/index.html',
        '/../package.json',
        '/..%2fpackage.json',
        '/%2e%2e/main/index.mjs',
        '/none.js',
        'app://tiles/none',
      ].map((path) =>
        fetch(path).then(
          (response) => response.status,
          () => 'failed',
        ),
      ),
    ),
  );
  expect(statuses[0]).toBe(200);
  expect(statuses.slice(1).every((status) => status === 404 || status === 'failed')).toBe(true);
});
