import { quietFleet, until } from '../support/fleet.ts';
import { expect, test } from '../support/fixtures.ts';

test('a closed panel leaves its subscription, seen from the gateway', async ({ app, gateway }) => {
  await quietFleet(gateway, 4);
  await expect(app.getByTestId('board').locator('[data-route]')).toHaveCount(4);
  const lanes = () => gateway.metrics();
  const positions = 'routewatch_lane_subscribers{lane="positions"}';
  const capacity = 'routewatch_lane_subscribers{lane="capacity"}';
  await until(lanes, (seen) => seen.get(positions) === 1 && seen.get(capacity) === 1);

  const close = (panel: string) =>
    app.getByTestId(`panel-${panel}`).getByRole('button', { name: /close/i }).click();
  // The chart gathers vans by phase, of which the gateway keeps no history.
  await close('capacity');
  await close('chart');
  await until(lanes, (seen) => seen.get(capacity) === 0 && seen.get(positions) === 1);
  await close('board');
  await until(lanes, (seen) => seen.get(positions) === 1);
  await close('map');
  await until(lanes, (seen) => seen.get(positions) === 0);
  await expect(app.getByTestId('panel-map')).toHaveCount(0);
});

test('selection is one: chosen on the board, shown by the map', async ({ app, gateway }) => {
  await quietFleet(gateway, 4);
  await app.getByTestId('board').locator('[data-route="2"]').click();
  const card = app.getByTestId('panel-map').getByTestId('route-card');
  await expect(card).toContainText('Route 2');
  await expect(card).toContainText('100 Street 1');
  await until(gateway.metrics, (seen) => seen.get('routewatch_lane_subscribers{lane="details"}') === 1);
  await app.keyboard.press('Escape');
  await expect(card).toHaveCount(0);
  await until(gateway.metrics, (seen) => seen.get('routewatch_lane_subscribers{lane="details"}') === 0);
});
