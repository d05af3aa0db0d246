import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';
import { quietFleet } from '../support/fleet.ts';

const gpuOf = (electron: ElectronApplication): Promise<number | null> =>
  electron.evaluate(({ app }) => app.getAppMetrics().find(({ type }) => type === 'GPU')?.pid ?? null);

test('a GPU process that is killed is in the log and another comes; map and link go on', async ({
  desk,
  folder,
  gateway,
}) => {
  const { electron, page, problems } = desk;
  if (electron === null) throw new Error('not Electron');
  problems.expect(/context|WebGL|GPU|GL_/i);
  await quietFleet(gateway, 3);
  await expect(page.getByTestId('link')).toHaveText(/live/i);
  await expect(page.getByTestId('board').locator('[data-route]')).toHaveCount(3);
  await expect.poll(() => gpuOf(electron), 'a GPU process').not.toBeNull();
  const first = await gpuOf(electron);
  const pages = electron.windows().length;

  await electron.evaluate((_, pid) => process.kill(pid, 'SIGKILL'), first ?? 0);
  await expect
    .poll(() => readFileSync(join(folder, 'desk/logs/console.log'), 'utf8'), 'the reason is in the log')
    .toMatch(/"type":"GPU","reason":"(killed|crashed|abnormal-exit)"[^\n]*child process gone/);
  await expect
    .poll(async () => ((await gpuOf(electron)) ?? first) !== first, {
      message: 'another GPU process',
      timeout: 30_000,
    })
    .toBe(true);

  // The page is the same one, draws, and hears: it was neither made anew nor left as it was.
  expect(electron.windows()).toHaveLength(pages);
  await expect(page.getByTestId('link')).toHaveText(/live/i);
  await expect(page.getByTestId('panel-map').locator('canvas').first()).toBeVisible();
  const drawn = await page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('[data-testid="panel-map"] canvas');
    return canvas?.getContext('webgl2')?.isContextLost() ?? null;
  });
  await expect
    .poll(
      () =>
        page.evaluate(() => {
          const canvas = document.querySelector<HTMLCanvasElement>('[data-testid="panel-map"] canvas');
          return canvas?.getContext('webgl2')?.isContextLost() ?? null;
        }),
      { message: `the map draws again (at first: ${String(drawn)})`, timeout: 30_000 },
    )
    .toBe(false);
  await page.getByTestId('panel-board').locator('[data-route]').first().click();
  await expect(page.getByTestId('panel-map')).toContainText(/Route 1/);
});
