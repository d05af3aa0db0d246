import { quietFleet } from '../support/fleet.ts';
import { expect, test } from '../support/fixtures.ts';

test('a gateway that restarts is survived without a click', async ({ app, gateway }) => {
  await quietFleet(gateway, 5);
  const link = app.getByTestId('link');
  await expect(link).toHaveText(/live/i);
  await expect(app.getByTestId('board').locator('[data-route]')).toHaveCount(5);
  await expect(app.getByTestId('panel-map')).toContainText('5 vans');

  await gateway.kill();
  await expect(app.getByTestId('banner')).toBeVisible();
  await expect(link).not.toHaveText(/live/i);
  // The last picture stays, and says how old it is.
  await expect(app.getByTestId('panel-map')).toContainText('5 vans');
  await expect(app.getByTestId('board').locator('[data-route="1"] [role=gridcell]').last()).toHaveText(
    /\d+ s/,
  );
  await gateway.restart();
  await expect(link).toHaveText(/live/i, { timeout: 45_000 });
  await expect(app.getByTestId('banner')).toHaveCount(0);

  // What was accepted before is still there, and what comes now shows.
  await expect(app.getByTestId('board').locator('[data-route]')).toHaveCount(5);
  await quietFleet(gateway, 7);
  await expect(app.getByTestId('board').locator('[data-route]')).toHaveCount(7);
});

test('a bad token says so, and a good one goes on from there', async ({ gateway, launch }) => {
  await quietFleet(gateway, 2);
  const desk = await launch({ gateway: gateway.url, token: 'not.a.token' });
  desk.problems.expect(/./);
  const form = desk.page.getByTestId('sign-in');
  await expect(form).toBeVisible();
  await expect(form.getByRole('alert')).not.toBeEmpty();
  await expect(form.getByRole('alert')).toHaveText(/token/i);
  await form.getByLabel('Gateway').fill(gateway.url);
  await form.getByLabel('Token').fill(await gateway.token('dispatcher', 'desk-9'));
  await form.getByRole('button', { name: 'Connect' }).click();
  await expect(desk.page.getByTestId('link')).toHaveText(/live/i);
  await expect(desk.page.getByTestId('board').locator('[data-route]')).toHaveCount(2);
});

test('the first run asks for the gateway and a token', async ({ gateway, launch }) => {
  const desk = await launch();
  const form = desk.page.getByTestId('sign-in');
  await expect(form).toBeVisible();
  await form.getByRole('radio', { name: 'Token' }).click();
  await form.getByLabel('Gateway').fill('http://gateway.example');
  await form.getByLabel('Token').fill('x');
  await form.getByRole('button', { name: 'Connect' }).click();
  await expect(form.getByRole('alert'), 'cleartext to another machine').toHaveText(/https/i);
  await form.getByLabel('Gateway').fill(gateway.url);
  await form.getByLabel('Token').fill(await gateway.token('dispatcher', 'desk-2'));
  await form.getByRole('button', { name: 'Connect' }).click();
  await expect(desk.page.getByTestId('link')).toHaveText(/live/i);
});
