import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { plan, position, quietFleet } from '../support/fleet.ts';
import { expect, test } from '../support/fixtures.ts';

/** Where the keys go now, in words a failure can be read by. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const at = document.activeElement;
    return at?.getAttribute('data-testid') ?? at?.getAttribute('aria-label') ?? at?.tagName ?? 'nothing';
  });
/** In this page alone: Electron opens no second one for axe to sum up in. */
const found = async (page: Page): Promise<string[]> => {
  const violations = (await new AxeBuilder({ page }).setLegacyMode(true).analyze()).violations;
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
};

test('Ctrl+K and a number find a route, and Enter shows it on map and board', async ({
  app,
  gateway,
  picture,
}) => {
  await quietFleet(gateway, 12);
  const board = app.getByTestId('board');
  await expect(board.locator('[data-route]')).toHaveCount(12);
  await board.focus();

  await app.keyboard.press('Control+k');
  const palette = app.getByTestId('palette');
  const field = palette.getByRole('combobox');
  await expect(field).toBeFocused();
  await app.keyboard.press('7');
  const options = palette.getByRole('option');
  await expect(options.first()).toHaveAttribute('data-entry', 'route:7');
  await expect(options.first()).toHaveAttribute('aria-selected', 'true');
  await expect(field).toHaveAttribute(
    'aria-activedescendant',
    (await options.first().getAttribute('id')) ?? '',
  );
  expect(await found(app)).toEqual([]);
  await picture('palette');

  await app.keyboard.press('Enter');
  await expect(palette).toHaveCount(0);
  expect(await focused(app)).toBe('board');
  await expect(board.locator('[data-route="7"]')).toHaveAttribute('aria-selected', 'true');
  await expect(app.getByTestId('panel-map').getByTestId('route-card')).toContainText('Route 7');
});

test('stops, drivers and alarms are found, by sign and from a field that is being typed into', async ({
  app,
  gateway,
}) => {
  await quietFleet(gateway, 6);
  await gateway.ingest('routes', [plan('3', 2, { firstIn: -15 })]);
  await gateway.ingest('positions', [position('3', 2, -0.4)]);
  const alarm = app.getByTestId('panel-alarms').locator('[data-alarm]');
  await expect(alarm).toHaveCount(1);
  const options = app.getByTestId('palette').getByRole('option');
  const board = app.getByTestId('board');

  await app.keyboard.press('/');
  await app.keyboard.press('Control+k');
  await app.keyboard.type('@driver 5');
  await expect(options.first()).toHaveAttribute('data-entry', 'driver:Driver 5');
  await app.keyboard.press('Enter');
  await expect(board.locator('[data-route="5"]')).toHaveAttribute('aria-selected', 'true');
  await expect(board.page().getByRole('textbox').first()).toBeFocused();

  await app.keyboard.press('Control+k');
  await app.keyboard.type('street 1');
  await expect(options.filter({ hasText: '100 Street 1' })).toContainText('Route 2');
  await app.keyboard.press('Escape');
  await expect(app.getByTestId('palette')).toHaveCount(0);
  await expect(board.locator('[data-route="5"]')).toHaveAttribute('aria-selected', 'true');

  await app.keyboard.press('Control+k');
  await app.keyboard.type('!');
  await expect(options).toHaveCount(1);
  await app.keyboard.press('Enter');
  await expect(board.locator('[data-route="3"]')).toHaveAttribute('aria-selected', 'true');
  await expect(alarm.locator('[aria-current=true]')).toHaveCount(1);
});

test('a command runs by its name, opens the panel that it needs, and is first the next time', async ({
  app,
  gateway,
}) => {
  await quietFleet(gateway, 3);
  const run = async (typed: string): Promise<void> => {
    await app.keyboard.press('Control+k');
    await app.keyboard.type(typed);
    await app.keyboard.press('Enter');
    await expect(app.getByTestId('palette')).toHaveCount(0);
  };
  await run('>light th');
  await expect(app.locator('html')).toHaveAttribute('data-theme', 'light');
  await run('>close live');
  await expect(app.getByTestId('panel-capacity')).toHaveCount(0);
  await run('>close routes');
  await expect(app.getByTestId('panel-board')).toHaveCount(0);
  await run('>find in');
  await expect(app.getByTestId('panel-board').getByRole('textbox')).toBeFocused();
  await run('>go map');
  await expect(app.getByTestId('panel-map').locator(':focus')).toHaveCount(1);

  await app.keyboard.press('Control+k');
  const first = app.getByTestId('palette').getByRole('option').first();
  await expect(first).toHaveAttribute('data-entry', 'command:map.goTo');
  expect(await found(app)).toEqual([]);
  await app.keyboard.press('Control+k');
  await expect(app.getByTestId('palette')).toHaveCount(0);
  await expect(app.getByTestId('panel-map').locator(':focus')).toHaveCount(1);
});

test('? says the keys of the place, F6 goes from place to place', async ({ app, gateway, picture }) => {
  await quietFleet(gateway, 3);
  await expect(app.getByTestId('board').locator('[data-route]')).toHaveCount(3);
  const help = app.getByTestId('help');

  await app.getByTestId('board').focus();
  await app.keyboard.press('?');
  await expect(help.getByRole('region', { name: 'Here: Routes' })).toContainText('Find in routes');
  await expect(help.getByRole('region', { name: 'Everywhere' })).toContainText('Acknowledge the alarm');
  expect(await found(app)).toEqual([]);
  await picture('keys');
  await app.keyboard.press('Escape');
  await expect(help).toHaveCount(0);
  expect(await focused(app)).toBe('board');

  const places = new Set<string | null>();
  for (let step = 0; step < 5; step += 1) {
    await app.keyboard.press('F6');
    places.add(
      await app.evaluate(
        () => document.activeElement?.closest('[data-panel]')?.getAttribute('data-panel') ?? null,
      ),
    );
  }
  expect([...places].sort()).toEqual(['alarms', 'board', 'capacity', 'chart', 'map']);
});
