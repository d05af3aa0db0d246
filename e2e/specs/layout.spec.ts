import type { Locator, Page } from '@playwright/test';
import { quietFleet } from '../support/fleet.ts';
import { expect, test } from '../support/fixtures.ts';
import { command, findings as found, panelOf as panel } from '../support/window.ts';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
async function boxOf(at: Locator): Promise<Box> {
  const box = await at.boundingBox();
  if (box === null) throw new Error('not on the screen');
  return box;
}
const widthOf = async (at: Locator): Promise<number> => Math.round((await boxOf(at)).width);
/** From the middle of a panel's head to a point, in steps as a hand makes them. */
async function dragHead(page: Page, name: string, to: { x: number; y: number }): Promise<void> {
  const head = await boxOf(panel(page, name).locator('[data-panel-head] h2').first());
  await page.mouse.move(head.x + 8, head.y + head.height / 2);
  await page.mouse.down();
  await page.mouse.move(head.x + 40, head.y + 30, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 6 });
}
test('an edge is dragged, by hand and by key, and stays there over a reload', async ({ app, gateway }) => {
  await quietFleet(gateway, 4);
  await expect(app.getByTestId('board').locator('[data-route]')).toHaveCount(4);
  const alarms = panel(app, 'alarms');
  const before = await widthOf(alarms);
  const edge = app.getByRole('separator', { name: 'Edge between Map and Alarms' });
  const { x, y, width, height } = await boxOf(edge);
  await app.mouse.move(x + width / 2, y + height / 3);
  await app.mouse.down();
  await app.mouse.move(x - 40, y + height / 3, { steps: 5 });
  await app.mouse.move(x + width / 2 - 120, y + height / 3, { steps: 5 });
  await app.mouse.up();
  await expect.poll(() => widthOf(alarms)).toBe(before + 120);

  await edge.focus();
  await app.keyboard.press('ArrowRight');
  await expect.poll(() => widthOf(alarms)).toBe(before + 88);
  await app.reload();
  await expect(alarms).toBeVisible();
  await expect.poll(() => widthOf(alarms)).toBe(before + 88);
});

test('a panel is dragged onto another as a tab and out again, and the map is never made anew', async ({
  app,
  gateway,
  picture,
}) => {
  await quietFleet(gateway, 4);
  const map = panel(app, 'map');
  await expect(map.locator('canvas').first()).toBeVisible();
  await map
    .locator('canvas')
    .first()
    .evaluate((canvas) => canvas.setAttribute('data-same', 'yes'));
  const onMap = await boxOf(map);

  await dragHead(app, 'alarms', { x: onMap.x + onMap.width / 2, y: onMap.y + onMap.height / 2 });
  await expect(app.getByTestId('drop-preview')).toBeVisible();
  await picture('drag');
  await app.keyboard.press('Escape');
  await expect(app.getByTestId('drop-preview')).toHaveCount(0);
  await app.mouse.up();
  await expect(app.getByRole('tab')).toHaveCount(0);

  await dragHead(app, 'alarms', { x: onMap.x + onMap.width / 2, y: onMap.y + onMap.height / 2 });
  await app.mouse.up();
  const tabs = app.getByRole('tablist').getByRole('tab');
  await expect(tabs).toHaveText(['Map', 'Alarms']);
  await expect(panel(app, 'alarms')).toBeVisible();
  await expect(map).toBeHidden();
  await picture('tabs');
  expect(await found(app)).toEqual([]);

  await tabs.first().click();
  await expect(map).toBeVisible();
  await tabs.first().press('ArrowRight');
  await expect(tabs.last()).toBeFocused();
  await expect(panel(app, 'alarms')).toBeVisible();

  const board = await boxOf(panel(app, 'board'));
  const tab = await boxOf(tabs.last());
  await app.mouse.move(tab.x + 10, tab.y + 10);
  await app.mouse.down();
  await app.mouse.move(tab.x + 40, tab.y + 60, { steps: 4 });
  await app.mouse.move(board.x + board.width / 2, board.y + board.height - 30, { steps: 6 });
  await app.mouse.up();
  await expect(app.getByRole('tab')).toHaveCount(0);
  await expect(map).toBeVisible();
  expect((await boxOf(panel(app, 'alarms'))).y).toBeGreaterThan(board.y);
  await expect(map.locator('canvas[data-same="yes"]')).toHaveCount(1);
});

test('by keyboard alone: move, stack, go through tabs, size, maximize and back', async ({ app, gateway }) => {
  await quietFleet(gateway, 3);
  const board = app.getByTestId('board');
  await expect(board.locator('[data-route]')).toHaveCount(3);
  await board.focus();

  const before = await boxOf(panel(app, 'board'));
  await app.keyboard.press('Alt+Shift+ArrowRight');
  await expect.poll(async () => (await boxOf(panel(app, 'board'))).x).toBeGreaterThan(before.x);
  await command(app, 'routes as a tab to alarms');
  await expect(app.getByRole('tab')).toHaveText(['Alarms', 'Routes']);
  await app.keyboard.press('Alt+PageDown');
  await expect(panel(app, 'alarms')).toBeVisible();
  await expect(panel(app, 'alarms').locator(':focus')).toHaveCount(1);

  const narrow = await widthOf(panel(app, 'alarms'));
  await command(app, 'alarms wider');
  await expect.poll(() => widthOf(panel(app, 'alarms'))).toBe(narrow + 32);

  await app.keyboard.press('m');
  await expect.poll(() => widthOf(panel(app, 'alarms'))).toBe(await widthOf(app.getByTestId('grid')));
  await expect(panel(app, 'map')).toBeHidden();
  await app.keyboard.press('m');
  await expect(panel(app, 'map')).toBeVisible();
  await expect.poll(() => widthOf(panel(app, 'alarms'))).toBe(narrow + 32);
});

test('a double click on the head maximizes; with all closed it is said how to open one', async ({
  app,
  gateway,
  picture,
}) => {
  await quietFleet(gateway, 3);
  await expect(app.getByTestId('board').locator('[data-route]')).toHaveCount(3);
  await panel(app, 'capacity').locator('[data-panel-head] h2').dblclick();
  await expect(panel(app, 'board')).toBeHidden();
  await panel(app, 'capacity').locator('[data-panel-head] h2').dblclick();
  await expect(panel(app, 'board')).toBeVisible();

  for (let left = 5; left > 0; left -= 1) {
    await expect(app.locator('[data-panel]')).toHaveCount(left);
    await app.keyboard.press('Alt+w');
  }
  const none = app.getByTestId('all-closed');
  await expect(none).toContainText('Every panel is closed');
  await expect(none).toContainText('Ctrl+K');
  expect(await found(app)).toEqual([]);
  await picture('all-closed');
  await none.getByRole('button', { name: 'Alarms' }).click();
  await expect(panel(app, 'alarms')).toBeVisible();
});

test('layouts are saved, switched by Alt and a digit, found in the palette, and kept', async ({
  app,
  gateway,
  picture,
}) => {
  await quietFleet(gateway, 3);
  await expect(app.getByTestId('board').locator('[data-route]')).toHaveCount(3);
  const menu = app.getByTestId('layout-menu-button');
  await expect(menu).toHaveAccessibleName('Layout: Dispatcher');
  await command(app, 'close live');
  await expect(menu).toHaveAccessibleName('Layout: Dispatcher, changed');

  await command(app, 'save the layout as');
  const dialog = app.getByTestId('name-layout');
  await dialog.getByLabel('Name').fill('Night');
  await dialog.getByLabel('Key').selectOption('7');
  expect(await found(app)).toEqual([]);
  await app.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(menu).toHaveAccessibleName('Layout: Night');

  await app.keyboard.press('Alt+1');
  await expect(panel(app, 'capacity')).toBeVisible();
  await app.keyboard.press('Alt+7');
  await expect(panel(app, 'capacity')).toHaveCount(0);
  await expect(menu).toHaveAccessibleName('Layout: Night');
  await app.reload();
  await expect(menu).toHaveAccessibleName('Layout: Night');
  await expect(panel(app, 'capacity')).toHaveCount(0);

  await app.keyboard.press('Control+k');
  await app.keyboard.type('layout: di');
  const first = app.getByTestId('palette').getByRole('option').first();
  await expect(first).toHaveAttribute('data-entry', 'command:layout.apply.builtin:dispatcher');
  await app.keyboard.press('Enter');
  await expect(panel(app, 'capacity')).toBeVisible();

  await menu.click();
  await expect(
    app.getByTestId('layout-menu').getByRole('menuitemradio', { name: 'Dispatcher' }),
  ).toBeFocused();
  await app.getByRole('menuitem', { name: 'Manage' }).click();
  const manager = app.getByTestId('layouts');
  expect(await found(app)).toEqual([]);
  await picture('layouts');
  const night = manager.locator('li', { hasText: 'Night' });
  await night.getByRole('button', { name: 'Delete' }).click();
  await night.getByRole('button', { name: 'Delete' }).click();
  await expect(night).toHaveCount(0);
});

test('a panel torn off has a window of its own with the same selection, and comes back', async ({
  app,
  desk,
  gateway,
  picture,
}) => {
  await quietFleet(gateway, 4);
  const rows = app.getByTestId('board').locator('[data-route]');
  await expect(rows).toHaveCount(4);
  await app.getByTestId('board').focus();
  const opening =
    desk.electron === null ? app.context().waitForEvent('page') : desk.electron.waitForEvent('window');
  await app.keyboard.press('Alt+t');
  const torn = await opening;
  await expect(torn.getByTestId('torn-off-bar')).toContainText('Routes');
  const board = torn.getByTestId('board');
  await expect(board.locator('[data-route]')).toHaveCount(4);
  await expect(panel(app, 'board')).toHaveCount(0);

  await board.locator('[data-route="2"]').click();
  await expect(panel(app, 'map').getByTestId('route-card')).toContainText('Route 2');
  await torn.keyboard.press('Control+k');
  await expect(torn.getByTestId('palette')).toBeVisible();
  await torn.keyboard.press('Escape');
  expect(await found(torn)).toEqual([]);
  await picture('after-tear-off');

  await torn.getByRole('button', { name: 'Return to the main window' }).click();
  await expect(rows).toHaveCount(4);
  await expect(app.locator('[data-route="2"][aria-selected=true]')).toHaveCount(1);
  await expect.poll(() => torn.isClosed()).toBe(true);
});
