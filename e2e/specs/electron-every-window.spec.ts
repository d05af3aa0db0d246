import type { ElectronApplication } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';
import { quietFleet } from '../support/fleet.ts';

const PREFERENCES = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  webviewTag: false,
  navigateOnDragDrop: false,
};

interface Seen {
  readonly id: number;
  readonly url: string;
  readonly preferences: Readonly<Record<string, unknown>>;
}
const everyContents = (electron: ElectronApplication): Promise<Seen[]> =>
  electron.evaluate(
    ({ webContents }, names) =>
      webContents.getAllWebContents().map((contents) => {
        // Not in the types, and there since Electron 1.
        const { getLastWebPreferences } = contents as unknown as {
          getLastWebPreferences(): Record<string, unknown>;
        };
        const all = getLastWebPreferences.call(contents);
        const preferences = Object.fromEntries(names.map((name) => [name, all[name]]));
        return { id: contents.id, url: contents.getURL(), preferences };
      }),
    Object.keys(PREFERENCES),
  );

test('every webContents of the running console is held', async ({ desk, gateway }) => {
  test.setTimeout(240_000);
  const { electron, page, problems } = desk;
  if (electron === null) throw new Error('not Electron');
  problems.expect(/Content Security Policy|Not allowed to|net::ERR|permission/i);
  await quietFleet(gateway, 3);
  await expect(page.getByTestId('board').locator('[data-route]')).toHaveCount(3);
  await page.getByTestId('panel-board').locator('[data-route]').first().click();
  const [second] = await Promise.all([
    electron.waitForEvent('window', { timeout: 60_000 }),
    page.keyboard.press('Alt+t'),
  ]);
  await expect(second.getByTestId('board').locator('[data-route]')).toHaveCount(3);

  const before = await everyContents(electron);
  expect.soft(before.length, 'two windows').toBe(2);
  for (const { id, preferences } of before)
    for (const [name, value] of Object.entries(PREFERENCES))
      expect.soft(preferences[name] ?? false, `[preference-${name}] of ${id}`).toBe(value);

  const permissions = await Promise.all(
    [page, second].map((one) =>
      one.evaluate(async () => {
        const state = (name: string): Promise<string> =>
          navigator.permissions.query({ name: name as PermissionName }).then(
            ({ state }) => state,
            () => 'unknown',
          );
        return {
          checks: await Promise.all(
            ['geolocation', 'notifications', 'camera', 'microphone', 'midi'].map(state),
          ),
          asked: await Notification.requestPermission(),
        };
      }),
    ),
  );
  for (const { checks, asked } of permissions) {
    expect.soft(checks, '[permission-check]').not.toContain('granted');
    expect.soft(asked, '[permission-request]').toBe('denied');
  }

  for (const one of [page, second]) {
    const opened = await one.evaluate(() =>
      ['https://example.org/', 'javascript:alert(1)', 'file:///etc/passwd'].filter((url) => {
        location.href = url;
        return window.open(url) !== null;
      }),
    );
    expect.soft(opened, '[window-open]').toEqual([]);
  }
  await page.waitForTimeout(1_000);
  const home = new Map(before.map(({ id, url }) => [id, url]));
  const away = async (): Promise<Seen[]> =>
    (await everyContents(electron)).filter(({ id, url }) => home.get(id) !== url);
  await expect
    .soft(async () => expect(await away()).toEqual([]), '[will-navigate] where they were')
    .toPass({ timeout: 20_000 });
  expect.soft((await everyContents(electron)).length, '[window-open] no more windows').toBe(2);
});
