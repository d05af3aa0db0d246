import type { Page } from '@playwright/test';
import { quietFleet } from '../support/fleet.ts';
import { expect, test } from '../support/fixtures.ts';
import { saved } from '../support/saved.ts';
import { command, findings, panelOf } from '../support/window.ts';

const menuOf = (page: Page) => page.getByTestId('layout-menu-button');
const manager = (page: Page) => page.getByTestId('layouts');
const rowOf = (page: Page, name: string) => manager(page).locator('li').filter({ hasText: name });

/** By the menu, as a hand would. */
async function saveAs(page: Page, name: string): Promise<void> {
  await menuOf(page).click();
  await page.getByRole('menuitem', { name: 'Save as' }).click();
  await page.getByTestId('name-layout').getByLabel('Name').fill(name);
  await page.keyboard.press('Enter');
  await expect(menuOf(page)).toHaveAccessibleName(`Layout: ${name}`);
}

async function manage(page: Page): Promise<void> {
  await menuOf(page).click();
  await page.getByRole('menuitem', { name: 'Manage' }).click();
  await expect(manager(page)).toBeVisible();
}

async function importFile(page: Page, name: string, text: string): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    manager(page).getByRole('button', { name: 'Import' }).click(),
  ]);
  await chooser.setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
}

// Three consoles one after the other, or four files: slow on a shared computer.
test.describe.configure({ timeout: 240_000 });

test('a layout goes out as a file and comes back; a bad one is named, with the place and what stands there', async ({
  app,
  desk,
  gateway,
  folder,
  picture,
}) => {
  await quietFleet(gateway, 3);
  await expect(app.getByTestId('board').locator('[data-route]')).toHaveCount(3);
  await command(app, 'close live');
  await saveAs(app, 'Night / early');
  await manage(app);
  const file = await saved(desk, folder, () =>
    rowOf(app, 'Night / early').getByRole('button', { name: 'Export' }).click(),
  );
  expect(file.name).toBe('Night-early.routewatch-layout.json');
  const text = file.bytes.toString('utf8');
  const layout = JSON.parse(text) as { windows: { root: unknown }[] };
  expect(layout).toMatchObject({ format: 'routewatch-layout', version: 1, name: 'Night / early' });
  expect(text).not.toContain('"capacity"');

  await rowOf(app, 'Night / early').getByRole('button', { name: 'Delete' }).click();
  await rowOf(app, 'Night / early').getByRole('button', { name: 'Delete' }).click();
  await expect(rowOf(app, 'Night / early')).toHaveCount(0);
  await importFile(app, 'from-a-colleague.json', text);
  await expect(rowOf(app, 'Night / early')).toHaveCount(1);
  await expect(manager(app).getByRole('status')).toContainText('from-a-colleague.json is now one');

  const before = await manager(app).locator('li').count();
  const broken: readonly (readonly [string, string, RegExp])[] = [
    ['torn.json', text.slice(0, 40), /torn\.json was not imported\. not JSON/],
    ['clock.json', text.replaceAll('"board"', '"clock"'), /clock\.json was not imported\..*windows.*"clock"/],
    [
      'newer.json',
      text.replace('"version": 1', '"version": 9'),
      /newer\.json was not imported\. version: .*9/,
    ],
    ['photo.json', '[]', /photo\.json was not imported/],
  ];
  for (const [name, content, words] of broken) {
    await importFile(app, name, content);
    await expect(manager(app).getByRole('status')).toHaveText(words);
  }
  await picture('refused');
  expect(await findings(app, '[data-testid=layouts]')).toEqual([]);
  await expect(manager(app).locator('li')).toHaveCount(before);

  await rowOf(app, 'Night / early').getByRole('button', { name: 'Apply' }).click();
  await expect(panelOf(app, 'capacity')).toHaveCount(0);
  await expect(menuOf(app)).toHaveAccessibleName('Layout: Night / early');
});

test('an older version comes back, and the newer one is not lost by it', async ({ app, gateway }) => {
  await quietFleet(gateway, 3);
  await expect(app.getByTestId('board').locator('[data-route]')).toHaveCount(3);
  await saveAs(app, 'Day');
  await command(app, 'close live');
  await command(app, 'close trend');
  await command(app, 'save the layout day');
  await expect(menuOf(app)).toHaveAccessibleName('Layout: Day');
  await expect(panelOf(app, 'chart')).toHaveCount(0);

  await manage(app);
  await expect(rowOf(app, 'Day')).toContainText('version 2');
  await rowOf(app, 'Day').getByLabel('Older versions of Day').selectOption('1');
  await expect(panelOf(app, 'chart')).toBeVisible();
  await expect(panelOf(app, 'capacity')).toBeVisible();

  await command(app, 'layout: day');
  await expect(panelOf(app, 'chart')).toHaveCount(0);
  await expect(panelOf(app, 'capacity')).toHaveCount(0);
});

test('each role begins with its own layout, and who comes back finds the desk as it was left', async ({
  gateway,
  launch,
}) => {
  await quietFleet(gateway, 3);
  const as = async (role: string) =>
    launch({ gateway: gateway.url, token: await gateway.token(role, `${role}-1`) });
  const first = await as('dispatcher');
  await expect(menuOf(first.page)).toHaveAccessibleName('Layout: Dispatcher');
  await command(first.page, 'close live');
  await saveAs(first.page, 'Ours');
  await manage(first.page);
  await rowOf(first.page, 'Ours').getByRole('button', { name: 'First for dispatcher' }).click();
  await expect(rowOf(first.page, 'Ours')).toContainText('first for dispatcher');
  await first.page.keyboard.press('Escape');
  await command(first.page, 'close trend');
  await first.page.waitForTimeout(800);
  await first.close();

  const lead = await as('supervisor');
  await expect(menuOf(lead.page)).toHaveAccessibleName('Layout: Supervisor');
  await expect(lead.page.getByRole('tab', { name: 'Alarm desk' })).toBeVisible();
  await expect(panelOf(lead.page, 'chart')).toBeVisible();
  await lead.close();

  const back = await as('dispatcher');
  await expect(menuOf(back.page)).toHaveAccessibleName('Layout: Ours, changed');
  await expect(panelOf(back.page, 'map')).toBeVisible();
  await expect(panelOf(back.page, 'chart')).toHaveCount(0);
});
