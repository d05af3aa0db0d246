import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';
import { plan, position, quietFleet } from '../support/fleet.ts';
import { colourAt } from '../support/pixels.ts';
import { saved } from '../support/saved.ts';

const GROUND = { dark: '#0b0f13', light: '#dde2e6', contrast: '#000000' } as const;

const windowOf = (app: Page) => app.getByTestId('settings');
const fieldOf = (app: Page, key: string) => windowOf(app).locator(`[data-setting="${key}"]`);

async function openSettings(app: Page): Promise<void> {
  await app.keyboard.press('Control+,');
  await expect(windowOf(app)).toBeVisible();
}

/** A radio lies under its own word, which the pointer meets. */
const choose = (app: Page, key: string, choice: string): Promise<void> =>
  fieldOf(app, key).locator(`input[value="${choice}"]`).check({ force: true });

const rowHeight = (app: Page): Promise<number> =>
  app
    .getByTestId('board')
    .locator('[data-route="1"]')
    .evaluate((row) => row.getBoundingClientRect().height);

const typeSize = (app: Page): Promise<number> =>
  app
    .getByTestId('board')
    .locator('[data-route="1"]')
    .evaluate((row) => Number.parseFloat(getComputedStyle(row).fontSize));

async function readFile(app: Page, settings: unknown): Promise<void> {
  await app.getByTestId('settings-file').setInputFiles({
    name: 'desk.json',
    mimeType: 'application/json',
    buffer: Buffer.from(typeof settings === 'string' ? settings : JSON.stringify(settings)),
  });
}

test('a setting is found by its words in English and in German, which comes without a reload', async ({
  app,
  gateway,
  picture,
}) => {
  await quietFleet(gateway, 2);
  await expect(app.getByTestId('board').locator('[data-route]')).toHaveCount(2);
  await app.evaluate(() => Object.assign(window, { sameDocument: true }));
  await openSettings(app);
  const search = windowOf(app).getByRole('searchbox');
  await search.fill('row height');
  await expect(windowOf(app).locator('[data-setting]')).toHaveCount(1);
  await expect(fieldOf(app, 'density')).toBeVisible();
  await search.fill('nothing like it');
  await expect(windowOf(app)).toContainText('No setting has to do with');
  // Escape empties the search first, and closes only then.
  await search.press('Escape');
  await expect(windowOf(app).locator('[data-setting]')).not.toHaveCount(0);

  await choose(app, 'language', 'de');
  await expect(windowOf(app).getByRole('heading', { name: 'Einstellungen' })).toBeVisible();
  await expect(app.locator('html')).toHaveAttribute('lang', 'de');
  await search.fill('zeilenhohe');
  await expect(windowOf(app).locator('[data-setting]')).toHaveCount(1);
  await expect(fieldOf(app, 'density')).toContainText('Zeilenhöhe');
  await picture('settings-de');
  await search.press('Escape');
  await search.press('Escape');
  await expect(windowOf(app)).toHaveCount(0);
  await expect(app.getByTestId('panel-board')).toContainText('Touren');
  expect(await app.evaluate(() => 'sameDocument' in window)).toBe(true);
});

test('theme, text size and density are painted at once, and are there after a restart', async ({
  gateway,
  launch,
}) => {
  await quietFleet(gateway, 2);
  const options = { gateway: gateway.url, token: await gateway.token('dispatcher', 'desk-1') };
  const first = await launch(options);
  const app = first.page;
  await expect(app.getByTestId('board').locator('[data-route="1"]')).toBeVisible();
  const before = { row: await rowHeight(app), type: await typeSize(app) };
  expect(await colourAt(app, 1, 1)).toBe(GROUND.dark);

  await openSettings(app);
  for (const theme of ['light', 'contrast'] as const) {
    await choose(app, 'theme', theme);
    await expect(app.locator('html')).toHaveAttribute('data-theme', theme);
    await expect
      .poll(() => app.evaluate(() => getComputedStyle(document.body).backgroundColor))
      .toBe(theme === 'light' ? 'rgb(221, 226, 230)' : 'rgb(0, 0, 0)');
  }
  const size = fieldOf(app, 'textSize').getByRole('spinbutton');
  await size.fill('500');
  await expect(fieldOf(app, 'textSize').getByRole('alert')).toHaveText(
    'Text size: \u201c500\u201d is not a whole number from 90 to 150 %',
  );
  expect(await typeSize(app)).toBe(before.type);
  await size.fill('130');
  await expect(fieldOf(app, 'textSize').getByRole('alert')).toHaveCount(0);
  await expect.poll(() => typeSize(app)).toBeCloseTo(before.type * 1.3, 1);
  await choose(app, 'density', 'comfortable');
  await expect.poll(() => rowHeight(app)).toBe(Math.round(before.row * 1.3 * 1.28));
  await app.keyboard.press('Escape');
  await expect(windowOf(app)).toHaveCount(0);
  expect(await colourAt(app, 1, 1)).toBe(GROUND.contrast);
  await first.close();

  const again = (await launch(options)).page;
  await expect(again.locator('html')).toHaveAttribute('data-theme', 'contrast');
  await expect(again.getByTestId('board').locator('[data-route="1"]')).toBeVisible();
  expect(await rowHeight(again)).toBe(Math.round(before.row * 1.3 * 1.28));
  expect(await typeSize(again)).toBeCloseTo(before.type * 1.3, 1);
  expect(await colourAt(again, 1, 1)).toBe(GROUND.contrast);
});

test('settings go out as a file and come back; a bad file changes nothing and says what is wrong', async ({
  desk,
  app,
  folder,
}) => {
  await openSettings(app);
  await choose(app, 'theme', 'light');
  await choose(app, 'clock', 'h12');
  const file = await saved(desk, folder, () => windowOf(app).getByRole('button', { name: 'Export' }).click());
  expect(file.name).toBe('routewatch-settings.json');
  const kept = JSON.parse(file.bytes.toString('utf8')) as { settings: Record<string, unknown> };
  expect(kept.settings).toMatchObject({ theme: 'light', clock: 'h12', textSize: 100 });

  await windowOf(app).getByRole('button', { name: 'Reset all' }).click();
  await expect(app.locator('html')).toHaveAttribute('data-theme', 'dark');
  const status = windowOf(app).getByRole('status');
  for (const [text, says] of [
    ['{', 'Nothing was changed: desk.json is not JSON.'],
    ['{"theme":"light"}', 'Nothing was changed: desk.json holds no settings of Routewatch.'],
    [{ ...kept, version: 9 }, 'Nothing was changed: desk.json is of version 9'],
    [
      { ...kept, settings: { theme: 'mauve', wallpaper: 'cat' } },
      'Theme: "mauve" is none of dark, light, contrast, system',
    ],
  ] as const) {
    await readFile(app, text);
    await expect(status).toContainText(says);
    await expect(app.locator('html')).toHaveAttribute('data-theme', 'dark');
    await expect(fieldOf(app, 'clock').locator('input[value=h24]')).toBeChecked();
  }
  await expect(status).toContainText('wallpaper: there is no such setting');

  await readFile(app, kept);
  await expect(app.locator('html')).toHaveAttribute('data-theme', 'light');
  await expect(fieldOf(app, 'clock').locator('input[value=h12]')).toBeChecked();
});

test('the report for whoever helps has no token and nobody’s name in it', async ({
  gateway,
  launch,
  folder,
}) => {
  const token = await gateway.token('dispatcher', 'desk-1');
  const driver = { name: 'Ottilie Quendel', phone: '+49 151 2300007' };
  await gateway.ingest('routes', [{ ...plan('1', 0), driver }]);
  await gateway.ingest('positions', [position('1', 0, -0.5)]);
  const desk = await launch({ gateway: gateway.url, token });
  const app = desk.page;
  await app.getByTestId('board').locator('[data-route="1"]').click();
  await expect(app.getByTestId('panel-map').getByTestId('route-card')).toContainText(driver.name);

  await openSettings(app);
  await windowOf(app).getByRole('button', { name: 'Diagnostics' }).click();
  const diagnostics = app.getByTestId('diagnostics');
  await expect(diagnostics.locator('[data-stream]').first()).toBeVisible();
  const file = await saved(desk, folder, () =>
    diagnostics.getByRole('button', { name: 'Save report' }).click(),
  );
  expect(file.name).toMatch(/^routewatch-diagnostics-.*\.json$/);
  const text = file.bytes.toString('utf8');
  expect(JSON.parse(text)).toMatchObject({
    format: 'routewatch-diagnostics',
    link: { phase: 'live', role: 'dispatcher' },
  });
  const [head = '', claims = '', signature = ''] = token.split('.');
  for (const secret of [
    head,
    claims,
    signature,
    driver.name,
    'Quendel',
    driver.phone,
    '2300007',
    'desk-1',
    'Street 0',
  ]) {
    expect(secret).not.toBe('');
    expect(text).not.toContain(secret);
  }
});
