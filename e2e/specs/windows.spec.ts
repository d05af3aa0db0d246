import type { Page } from '@playwright/test';
import { quietFleet, until } from '../support/fleet.ts';
import { expect, test } from '../support/fixtures.ts';
import { watchProblems } from '../support/problems.ts';

const SOCKETS = 'routewatch_sockets{';

const panels = (page: Page): Promise<string[]> =>
  page
    .locator('[data-testid^="panel-"]')
    .evaluateAll((found) => found.map((panel) => panel.getAttribute('data-testid')?.slice(6) ?? '').sort());

/** Takes a panel out of this page into the window that opens for it. */
async function tornOff(page: Page, panel: string, opened: () => Promise<Page>): Promise<Page> {
  await page.getByTestId(`panel-${panel}`).locator('[data-route]').first().click();
  const [window] = await Promise.all([opened(), page.keyboard.press('Alt+t')]);
  return window;
}

test('a panel that is torn off is in a second window, on the one connection; a closed window gives it back', async ({
  desk,
  gateway,
  host,
}) => {
  const { page, electron } = desk;
  await quietFleet(gateway, 4);
  await expect(page.getByTestId('board').locator('[data-route]')).toHaveCount(4);
  const sockets = async (): Promise<string[]> =>
    [...(await gateway.metrics())]
      .filter(([name]) => name.startsWith(SOCKETS))
      .map(([name, value]) => `${name} ${String(value)}`);
  const before = await sockets();
  expect(before, 'the gateway counts its sockets').not.toEqual([]);

  const second = await tornOff(page, 'board', () =>
    electron === null
      ? page.waitForEvent('popup', { timeout: 30_000 })
      : electron.waitForEvent('window', { timeout: 60_000 }),
  );
  const problems = watchProblems(second);
  await expect.poll(() => panels(second)).toEqual(['board']);
  expect(new URL(second.url()).searchParams.get('window')).toMatch(/^[0-9a-f-]{36}$/);
  await expect(second.getByTestId('board').locator('[data-route]')).toHaveCount(4);
  await expect(page.getByTestId('panel-board')).toHaveCount(0);
  expect(await sockets()).toEqual(before);

  // One selection for all windows.
  await second.getByTestId('board').locator('[data-route="2"]').click();
  await expect(page.getByTestId('panel-map').getByTestId('route-card')).toContainText('Route 2');
  if (electron !== null) {
    const titles = await electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => window.getTitle()),
    );
    expect(titles.toSorted()).toEqual(['Routes \u2013 Routewatch', 'Routewatch']);
  }
  expect(problems.unexpected()).toEqual([]);

  await second.close();
  if (host === 'web') await page.getByTestId('pageless').getByRole('button').last().click();
  await expect(page.getByTestId('panel-board')).toBeVisible();
  await until(sockets, (now) => now.join() === before.join());
});
