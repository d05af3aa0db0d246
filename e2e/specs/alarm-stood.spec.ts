import { expect, test } from '../support/fixtures.ts';

test.use({
  gatewayFlags: [
    ...['--input', 'simulator', '--seed', '7', '--vans', '60'],
    ...['--day', 'flood', '--start-time', '12:00', '--date', '2026-11-20'],
  ],
});

test('a gateway that finds a bad day says so in one line, floods nobody, and asks until it is answered', async ({
  app,
  desk,
  picture,
}) => {
  test.setTimeout(120_000);
  const panel = app.getByTestId('panel-alarms');
  const waiting = panel.locator('[data-alarm][data-state="unacknowledged"]');
  await expect(waiting.first()).toBeVisible({ timeout: 30_000 });
  const stood = app.getByTestId('stood');
  await expect(stood).toContainText(/\d+ stood before, still wait/);
  expect(Number.parseInt((await stood.textContent()) ?? '', 10)).toBeGreaterThan(10);
  await expect(app.getByTestId('flood')).toHaveCount(0);
  // By name where it is urgent and they are few, else one for all of it.
  expect((await desk.notifications()).length).toBeLessThanOrEqual(4);
  await picture('alarm-stood');

  await app.keyboard.press('b');
  await expect(app.getByTestId('sheet-bulk')).toBeVisible();
  await app.getByTestId('bulk-comment').press('Enter');
  await expect(stood).toHaveCount(0, { timeout: 20_000 });
});
