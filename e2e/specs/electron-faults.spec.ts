import type { ElectronApplication, Page } from '@playwright/test';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../support/fixtures.ts';
import { watchProblems } from '../support/problems.ts';

interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const theWindow = (electron: ElectronApplication) =>
  electron.evaluate(({ BrowserWindow, screen }) => {
    const [window] = BrowserWindow.getAllWindows();
    return {
      count: BrowserWindow.getAllWindows().length,
      bounds: window?.getNormalBounds(),
      visible: window?.isVisible(),
      area: screen.getPrimaryDisplay().workArea,
    };
  });

const inside = (bounds: Bounds | undefined, area: Bounds): boolean =>
  bounds !== undefined &&
  bounds.x >= area.x &&
  bounds.y >= area.y &&
  bounds.x + bounds.width <= area.x + area.width &&
  bounds.y + bounds.height <= area.y + area.height;

/** Does what ends a page, and waits for the page that comes instead, live again. */
async function replaced(electron: ElectronApplication, harm: () => Promise<unknown>): Promise<Page> {
  const [page] = await Promise.all([electron.waitForEvent('window', { timeout: 40_000 }), harm()]);
  const problems = watchProblems(page);
  await expect(page.getByTestId('link')).toHaveText(/live/i);
  expect(problems.unexpected()).toEqual([]);
  expect((await theWindow(electron)).count).toBe(1);
  return page;
}

test('a page that dies or hangs is replaced, and the link is none the worse', async ({ desk }) => {
  const { electron, problems } = desk;
  if (electron === null) throw new Error('not Electron');
  problems.expect(/crash/i);
  await expect(desk.page.getByTestId('link')).toHaveText(/live/i);

  const second = await replaced(electron, () =>
    electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
    ),
  );

  // The page hangs indeed; Chromium's own watch needs an operator's input and half a minute to say so.
  const from = Date.now();
  await replaced(electron, async () => {
    second
      .evaluate(() => {
        for (;;);
      })
      .catch(() => undefined); // its page is ended under it, as it should
    await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.emit('unresponsive'));
  });
  expect(Date.now() - from, 'not before 15 s are over').toBeGreaterThan(14_500);
});

test('a second instance shows the first; a window off every display is fetched', async ({ launch }) => {
  const { electron } = await launch();
  if (electron === null) throw new Error('not Electron');
  const { bounds, area } = await theWindow(electron);
  if (bounds === undefined) throw new Error('no window');

  await test.step('second instance', async () => {
    await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
    expect((await theWindow(electron)).visible).toBe(false);
    // From inside: what is started beside it would be on another computer, as far as some test systems go.
    const code = await electron.evaluate(({ app }) => {
      const { spawn } = process.getBuiltinModule('node:child_process');
      const args = ['--no-sandbox', `--user-data-dir=${app.getPath('userData')}`, app.getAppPath()];
      const child = spawn(process.execPath, args, { stdio: 'ignore' });
      return new Promise<number | string>((resolve) => {
        child.on('error', (error) => resolve(error.message));
        child.on('exit', (ended, signal) => resolve(ended ?? String(signal)));
      });
    });
    expect(code).toBe(0);
    await expect.poll(async () => (await theWindow(electron)).visible).toBe(true);
    expect((await theWindow(electron)).count).toBe(1);
  });

  await test.step('unplugged', async () => {
    await electron.evaluate(
      ({ BrowserWindow }, [x, y]) => BrowserWindow.getAllWindows()[0]?.setPosition(x, y),
      [area.x + area.width + 200, area.y] as const,
    );
    await expect.poll(async () => inside((await theWindow(electron)).bounds, area)).toBe(false);
    // No operating system under a test unplugs a display; the rest of the way is the real one.
    await electron.evaluate(({ screen }) => screen.emit('display-removed'));
    await expect.poll(async () => inside((await theWindow(electron)).bounds, area)).toBe(true);
    expect((await theWindow(electron)).bounds).toMatchObject({ width: bounds.width, height: bounds.height });
  });
});

test('a start without the display of the last time keeps the size; tiles come by range', async ({
  folder,
  launch,
}) => {
  const userData = join(folder, 'desk');
  const tiles = join(folder, 'city.pmtiles');
  mkdirSync(userData);
  writeFileSync(
    tiles,
    Uint8Array.from({ length: 1_000 }, (_, i) => i % 251),
  );
  writeFileSync(
    join(userData, 'config.json'),
    JSON.stringify({ tiles: { path: tiles, attribution: '(c) test' } }),
  );
  const saved = { x: 9_000, y: 200, width: 1_100, height: 750 };
  writeFileSync(join(userData, 'settings.json'), JSON.stringify({ bounds: saved }));
  const { electron, page, problems } = await launch({ userData, size: null });
  if (electron === null) throw new Error('not Electron');
  const { bounds, area } = await theWindow(electron);
  expect(inside(bounds, area), JSON.stringify({ bounds, area })).toBe(true);
  expect(bounds).toMatchObject({ width: 1_100, height: 750 });

  problems.expect(/404|416|Failed to load/i);
  const ask = (url: string, range: string) =>
    page.evaluate(
      async ([url, range]) => {
        const response = await fetch(url, { headers: { range } });
        const body = response.status === 206 ? [...new Uint8Array(await response.arrayBuffer())] : [];
        return { status: response.status, range: response.headers.get('content-range'), body };
      },
      [url, range] as const,
    );
  expect(await ask('app://tiles/basemap', 'bytes=10-13')).toEqual({
    status: 206,
    range: 'bytes 10-13/1000',
    body: [10, 11, 12, 13],
  });
  expect(await ask('app://tiles/basemap', 'bytes=5000-5001')).toMatchObject({
    status: 416,
    range: 'bytes */1000',
  });
});
