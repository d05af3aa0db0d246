import { AxeBuilder } from '@axe-core/playwright';
import type { Gateway } from '../support/gateway.ts';
import { plan, position, quietFleet } from '../support/fleet.ts';
import { expect, test } from '../support/fixtures.ts';

const MINUTE = 60_000;
const STOPS = 120;

/** A long day of route 1: half an hour old, a stop every five minutes, every third with a window of ten minutes either way. */
async function longDay(gateway: Gateway): Promise<void> {
  await quietFleet(gateway, 4);
  const made = plan('1', 0, { stops: STOPS, firstIn: -30, every: 5 });
  const stops = made.stops.map((stop, n) =>
    n % 3 === 0
      ? { ...stop, windowStart: stop.arrival - 10 * MINUTE, windowEnd: stop.arrival + 10 * MINUTE }
      : stop,
  );
  await gateway.ingest('routes', [{ ...made, driver: { name: 'Ada Driver', phone: '+49 89 1234' }, stops }]);
  const event = (stop: number, type: string, minutes: number) => ({
    routeId: '1',
    vehicleId: 'v1',
    at: Date.now() + minutes * MINUTE,
    type,
    stop,
  });
  await gateway.ingest('events', [
    event(0, 'arrived', -28),
    event(0, 'delivered', -26),
    event(1, 'arrived', -20),
    event(1, 'delivered', -18),
    event(2, 'arrived', -12),
    event(2, 'failed', -10),
    event(3, 'arrived', -4),
    event(3, 'delivered', -2),
  ]);
  await gateway.ingest('positions', [position('1', 0, 3.5)]);
}

test('a route\u2019s stops: plan against actual, by keyboard, linked with the map', async ({
  app,
  gateway,
  picture,
}) => {
  await longDay(gateway);
  await app.getByTestId('board').locator('[data-route="1"]').click();
  await expect(app.getByTestId('panel-route')).toHaveCount(0);
  await app.getByTestId('board').press('Enter');

  const panel = app.getByTestId('panel-route');
  const stops = panel.getByTestId('route-stops');
  await expect(stops).toBeFocused();
  await expect(panel).toContainText('Route 1');
  await expect(panel).toContainText('Ada Driver');
  const stop = (index: number) => stops.locator(`[data-stop="${index}"]`);
  await expect(stop(0)).toHaveAttribute('data-state', 'done');
  await expect(stop(0)).toHaveAttribute('data-verdict', 'kept');
  await expect(stop(0)).toContainText('+2');
  await expect(stop(2)).toHaveAttribute('data-state', 'failed');
  await expect(stop(3)).toHaveAttribute('data-verdict', 'missed');
  await expect(stop(4)).toHaveAttribute('aria-current', 'step');
  await expect(stop(4)).toContainText('\u00b1');
  await expect(panel.getByTestId('route-alarms')).toContainText(/route 1 is late/i);
  await expect(stops.locator('svg .predicted').first()).toBeVisible();

  // All can be reached, only what is in sight is there.
  await expect(stops).toHaveAttribute('aria-rowcount', String(STOPS + 1));
  expect(await stops.locator('[data-stop]').count()).toBeLessThan(STOPS / 2);
  await app.keyboard.press('End');
  await expect(stop(STOPS - 1)).toHaveAttribute('aria-selected', 'true');
  await expect(stops).toHaveAttribute('aria-activedescendant', `stop-${STOPS - 1}`);
  await expect(app.locator('.pointed-stop')).toHaveCount(1);
  await app.keyboard.press('Home');
  await app.keyboard.press('ArrowDown');
  await app.keyboard.press('Enter');
  await expect(stop(1)).toHaveAttribute('aria-selected', 'true');

  const plotted = () => stops.locator('svg .plan').first().getAttribute('x').then(Number);
  const before = await plotted();
  await app.keyboard.press('ArrowRight');
  await expect.poll(plotted).toBeLessThan(before);
  await app.keyboard.press('0');
  await expect
    .poll(() => stops.locator('svg .plan').first().getAttribute('width').then(Number))
    .toBeLessThan(6);

  await app.keyboard.press('c');
  await expect(panel.getByRole('status').filter({ hasText: 'copied' })).toHaveText('copied');
  await expect(stops).toBeFocused();
  const { violations } = await new AxeBuilder({ page: app })
    .setLegacyMode(true)
    .include('[data-testid=panel-route]')
    .analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
  await picture('route-detail');

  await app.keyboard.press('Escape');
  await expect(panel).toContainText('No route is chosen');
  await app.keyboard.press('d');
  await expect(panel).toHaveCount(0);
});

test('a dead feed leaves the stops readable and says so', async ({ app, desk, gateway, picture }) => {
  await longDay(gateway);
  await app.getByTestId('board').locator('[data-route="1"]').click();
  await app.keyboard.press('d');
  const panel = app.getByTestId('panel-route');
  await expect(panel.locator('[data-stop="0"]')).toHaveAttribute('data-state', 'done');
  desk.problems.expect(/ERR_CONNECTION_REFUSED|WebSocket/);
  await gateway.kill();
  await expect(panel).toContainText(/Nothing heard|Disconnected/, { timeout: 30_000 });
  await expect(panel.locator('[data-stop="0"]')).toHaveAttribute('data-verdict', 'kept');
  await picture('route-detail-dead');
});
