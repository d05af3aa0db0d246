import { expect, test } from '../support/fixtures.ts';
import { quietFleet } from '../support/fleet.ts';

/** Takes the graphics away as a driver does, and gives them back when told to. */
const take = (): string => {
  const canvas = document.querySelector<HTMLCanvasElement>('[data-testid="panel-map"] canvas');
  const lose = canvas?.getContext('webgl2')?.getExtension('WEBGL_lose_context');
  if (!lose) return 'no context to lose';
  (window as { giveBack?: () => void }).giveBack = () => lose.restoreContext();
  lose.loseContext();
  return 'taken';
};

test('a map whose context is lost says so and comes back', async ({ app, desk, gateway, picture }) => {
  await quietFleet(gateway, 3);
  const map = app.getByTestId('panel-map');
  await expect(app.getByTestId('board').locator('[data-route]')).toHaveCount(3);
  await expect(map.locator('canvas').first()).toBeVisible();
  await app.waitForTimeout(1_500); // the engine has painted once
  desk.problems.expect(/CONTEXT_LOST|context lost/i);
  const words = map.getByText('The graphics were taken away from the map');
  expect(await app.evaluate(take)).toBe('taken');
  await expect(words).toBeVisible();
  await picture('lost');
  await app.evaluate(() => (window as { giveBack?: () => void }).giveBack?.());
  await expect(words).toHaveCount(0);
  // It works again: the chosen route has its card, and the map its vehicles.
  await app.getByTestId('board').locator('[data-route="2"]').click();
  await expect(map.getByTestId('route-card')).toContainText('Route 2');
});
