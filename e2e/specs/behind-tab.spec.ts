import type { Page } from '@playwright/test';
import { until } from '../support/fleet.ts';
import { expect, test } from '../support/fixtures.ts';
import { command, panelOf } from '../support/window.ts';

// Vans that move, or there would be nothing to draw.
test.use({ gatewayFlags: ['--input', 'simulator', '--seed', '7', '--start-time', '16:20', '--vans', '40'] });

const POSITIONS = 'routewatch_lane_subscribers{lane="positions"}';

interface Draws {
  map: number;
  chart: number;
}
/** Counts what the canvases of map and chart are told to draw from now on, by the graphics card or by the processor. */
const countDraws = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const draws = { map: 0, chart: 0 };
    Object.assign(window, { draws });
    const count = (canvas: HTMLCanvasElement | OffscreenCanvas): void => {
      const panel =
        canvas instanceof Element ? canvas.closest<HTMLElement>('[data-panel]')?.dataset['panel'] : '';
      if (panel === 'map' || panel === 'chart') draws[panel] += 1;
    };
    const { drawArrays } = WebGL2RenderingContext.prototype;
    WebGL2RenderingContext.prototype.drawArrays = function (...args) {
      count(this.canvas);
      drawArrays.apply(this, args);
    };
    const { clearRect } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.clearRect = function (...args) {
      count(this.canvas);
      clearRect.apply(this, args);
    };
  });
const draws = (page: Page): Promise<Draws> =>
  page.evaluate(() => ({ ...(window as unknown as { draws: Draws }).draws }));
/** Draws of the next three seconds. */
async function drawn(page: Page): Promise<Draws> {
  const before = await draws(page);
  await page.waitForTimeout(3_000);
  const after = await draws(page);
  return { map: after.map - before.map, chart: after.chart - before.chart };
}

test('a map behind a tab leaves its lane and draws nothing, and is as fresh as ever in front again', async ({
  app,
  gateway,
}) => {
  test.setTimeout(240_000);
  const map = panelOf(app, 'map');
  await expect(map.locator('header')).toContainText(/\d+ vans/, { timeout: 30_000 });
  await command(app, 'close routes');
  await until(gateway.metrics, (seen) => seen.get(POSITIONS) === 1);
  await countDraws(app);
  await until(
    () => drawn(app),
    (now) => now.map > 0,
    30_000,
  );

  await command(app, 'map as a tab to alarms');
  await app.getByRole('tab', { name: 'Alarms' }).click();
  await expect(map).toBeHidden();
  await until(gateway.metrics, (seen) => seen.get(POSITIONS) === 0);
  await until(
    () => drawn(app),
    (now) => now.map === 0,
    30_000,
  );

  await app.getByRole('tab', { name: 'Map' }).click();
  await expect(map).toBeVisible();
  await until(gateway.metrics, (seen) => seen.get(POSITIONS) === 1);
  await until(
    () => drawn(app),
    (now) => now.map > 0,
    30_000,
  );
  await expect(map.locator('header')).toContainText(/\d+ vans/);
});

test('a chart beneath a maximized panel is not drawn; its command brings it to the front', async ({
  app,
}) => {
  test.setTimeout(240_000);
  const chart = panelOf(app, 'chart');
  await expect(chart.getByTestId('chart-plot')).toHaveAttribute('data-to', /^\d+$/, { timeout: 30_000 });
  await countDraws(app);
  await until(
    () => drawn(app),
    (now) => now.chart > 0,
    60_000,
  );
  await app.getByTestId('board').focus();
  await app.keyboard.press('m');
  await expect(chart).toBeHidden();
  await until(
    () => drawn(app),
    (now) => now.chart === 0,
    30_000,
  );
  const to = Number(await chart.getByTestId('chart-plot').getAttribute('data-to'));
  await command(app, 'trend: the last 1 hour');
  await expect(chart).toBeVisible();
  await until(
    () => drawn(app),
    (now) => now.chart > 0,
    60_000,
  );
  const plot = chart.getByTestId('chart-plot');
  await expect.poll(async () => Number(await plot.getAttribute('data-to'))).toBeGreaterThanOrEqual(to);
});

test('keys find what is behind a tab: it comes to the front, with its list, and acts on what is seen', async ({
  app,
}) => {
  test.setTimeout(240_000);
  const alarms = panelOf(app, 'alarms');
  await expect(alarms.locator('[data-alarm]').first()).toBeVisible({ timeout: 30_000 });
  await alarms.locator('[data-alarm] button').first().focus();
  await command(app, 'alarms as a tab to live capacity');
  await app.getByRole('tab', { name: 'Live Capacity' }).click();
  await expect(alarms).toBeHidden();
  await app.getByTestId('board').focus();
  await app.keyboard.press('n');
  await expect(alarms).toBeVisible();
  await expect(alarms.locator('[data-alarm]').first()).toBeVisible({ timeout: 30_000 });
  await expect(alarms.locator('[aria-current=true]')).toHaveCount(1);

  // A route that is chosen while its panel is behind another: Enter brings its stops to the front, and the keys to them.
  const board = app.getByTestId('board');
  await board.focus();
  await app.keyboard.press('ArrowDown');
  await app.keyboard.press('Enter');
  await expect(app.getByTestId('route-stops')).toBeFocused();
  await command(app, 'route as a tab to map');
  await app.getByRole('tab', { name: 'Map' }).click();
  await expect(panelOf(app, 'route')).toBeHidden();
  await board.focus();
  await app.keyboard.press('Enter');
  await expect(panelOf(app, 'route')).toBeVisible();
  await expect(app.getByTestId('route-stops')).toBeFocused();
});
