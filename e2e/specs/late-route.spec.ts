import { plan, position, quietFleet } from '../support/fleet.ts';
import { expect, test } from '../support/fixtures.ts';

test.use({ deskName: 'Desk 1' });

test('a route that goes late shows on the map, the board, the alarm list and asks for a notification', async ({
  app,
  desk,
  gateway,
  picture,
}) => {
  await quietFleet(gateway, 12);
  const board = app.getByTestId('board');
  const row = board.locator('[data-route="3"]');
  await expect(row).toHaveAttribute('data-mark', 'on-time');
  const alarms = app.getByTestId('panel-alarms');
  await expect(alarms.locator('[data-alarm]')).toHaveCount(0);

  // The same street, planned a quarter of an hour earlier: the van is where it was, and late.
  await gateway.ingest('routes', [plan('3', 2, { firstIn: -15 })]);
  await gateway.ingest('positions', [position('3', 2, -0.4)]);

  await expect(row).toHaveAttribute('data-mark', 'late');
  await expect(row).toContainText(/\+\d+ min/);
  const alarm = alarms.locator('[data-alarm]');
  await expect(alarm).toHaveCount(1);
  await expect(alarm).toHaveAttribute('data-state', 'unacknowledged');
  await expect(alarm).toContainText('Route 3');
  await expect(app.getByTestId('panel-map').getByRole('status').first()).toContainText('1 late', {
    timeout: 20_000,
  });
  await expect
    .poll(async () => (await desk.notifications()).filter((n) => /Route 3/.test(n.title)))
    .toHaveLength(1);
  await picture('late');

  await app.keyboard.press('n');
  await app.keyboard.press('a');
  await expect(alarm).toHaveAttribute('data-state', 'acknowledged');
  await expect(alarm).toContainText('ack Desk 1');
  await expect(row).toHaveAttribute('aria-selected', 'true');
});

test('what an ingest refuses is named and loses nothing else', async ({ app, gateway }) => {
  const good = plan('7', 1);
  const bad = { ...plan('8', 2), stops: [{ ...plan('8', 2).stops[0], lat: 91 }] };
  const answer = await gateway.ingest('routes', [good, bad]);
  expect(answer.accepted).toBe(1);
  expect(answer.rejected).toMatchObject([{ index: 1, field: 'stops[0].lat' }]);
  await expect(app.getByTestId('board').locator('[data-route="7"]')).toBeVisible();
});
