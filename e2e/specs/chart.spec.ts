import AxeBuilder from '@axe-core/playwright';
import { parse } from 'csv-parse/sync';
import type { Gateway } from '../support/gateway.ts';
import { expect, test } from '../support/fixtures.ts';
import { quietFleet, until } from '../support/fleet.ts';
import { coloursOf } from '../support/pixels.ts';
import { saved } from '../support/saved.ts';

const MINUTE = 60_000;

/** An ingested series of the past hours, calm, with one minute that is not; its last minute is closed. */
async function coldBox(gateway: Gateway, minutes: number): Promise<number> {
  const end = Math.floor(Date.now() / MINUTE) * MINUTE - MINUTE;
  const samples = Array.from({ length: minutes }, (_, index) => ({
    series: 'cold-box',
    unit: 'Cel',
    at: end - (minutes - 1 - index) * MINUTE,
    value: index === minutes - 20 ? 9.5 : 4 + (index % 3) * 0.1,
  }));
  await gateway.ingest('series', samples);
  return end;
}

test('a series is chosen, read by keys, looked at nearer, and kept as CSV and PNG', async ({
  desk,
  app,
  gateway,
  folder,
  picture,
}) => {
  const end = await coldBox(gateway, 200);
  const panel = app.getByTestId('panel-chart');
  const series = panel.getByRole('combobox', { name: 'Series', exact: true });
  await expect(series.locator('option[value="x/cold-box"]')).toBeAttached({ timeout: 90_000 });
  await series.selectOption('x/cold-box');
  const plot = panel.getByTestId('chart-plot');
  await expect(plot).toHaveAttribute('data-to', /^\d+$/);
  const window = async (): Promise<{ from: number; to: number }> => ({
    from: Number(await plot.getAttribute('data-from')),
    to: Number(await plot.getAttribute('data-to')),
  });
  const live = await until(window, ({ from, to }) => to - from === 120 * MINUTE);
  expect(live.to).toBeGreaterThanOrEqual(end - MINUTE);
  await picture('chart-series');

  await plot.focus();
  await app.keyboard.press('Shift+ArrowLeft');
  await expect(panel.getByTestId('chart-crosshair')).toBeVisible();
  await app.keyboard.press('ArrowLeft');
  await app.keyboard.press('+');
  const near = await until(window, ({ from, to }) => to < live.to && to - from < 120 * MINUTE);

  const table = await saved(desk, folder, () => panel.getByRole('button', { name: /CSV/ }).click());
  expect(table.name).toMatch(/^routewatch-x-cold-box-.*\.csv$/);
  const text = table.bytes.toString('utf8');
  expect(text).toMatch(/\r\n$/);
  const [head, ...rows] = parse(text, { record_delimiter: '\r\n' }) as string[][];
  expect(head).toEqual([
    'time (UTC)',
    'cold-box (Cel)',
    'cold-box usual low (Cel)',
    'cold-box usual high (Cel)',
  ]);
  const times = rows.map(([at]) => Date.parse(at ?? ''));
  expect(times[0]).toBeGreaterThanOrEqual(near.from);
  expect(times.at(-1)).toBeLessThanOrEqual(near.to);
  expect(rows.length).toBeGreaterThan((near.to - near.from) / MINUTE - 3);
  for (const [index, at] of times.entries()) {
    const minute = 199 - (end - at) / MINUTE;
    expect(Number(rows[index]?.[1])).toBeCloseTo(minute === 180 ? 9.5 : 4 + (minute % 3) * 0.1, 6);
  }

  const image = await saved(desk, folder, () => panel.getByRole('button', { name: /PNG/ }).click());
  expect(image.name).toMatch(/\.png$/);
  expect(image.bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
  const { width, colours } = await coloursOf(app, image.bytes);
  expect(width).toBeGreaterThan(200);
  expect(colours).toBeGreaterThan(4);

  // The one minute that is out of the usual is a key away, with its reason.
  await plot.focus();
  await app.keyboard.press('[');
  await expect(panel.getByTestId('chart-drill')).toContainText('9.5');
  await expect(panel.getByTestId('chart-drill')).toContainText('comes from outside');
  await app.keyboard.press('Escape');
  await expect(plot).toBeFocused();

  // Series and time range outlive the window.
  const kept = await window();
  await app.waitForTimeout(600);
  await app.reload();
  await expect(series).toHaveValue('x/cold-box', { timeout: 20_000 });
  await until(window, ({ from, to }) => from === kept.from && to === kept.to);

  await panel.getByTestId('chart-live').click();
  await until(window, ({ from, to }) => to >= live.to && to - from === 120 * MINUTE);
  await expect(panel.getByTestId('chart-live')).toHaveCount(0);
  // Electron opens no second page for axe to work in.
  const axe = new AxeBuilder({ page: app }).setLegacyMode(desk.electron !== null);
  const { violations } = await axe.include('[data-testid="panel-chart"]').analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
});

test('a bar leads to its routes, and a panel\u2019s rows are its CSV', async ({
  desk,
  app,
  gateway,
  folder,
}) => {
  await quietFleet(gateway, 12);
  const panel = app.getByTestId('panel-chart');
  await panel.getByRole('combobox', { name: 'Series', exact: true }).selectOption('distribution');
  const bars = panel.getByTestId('chart-bars');
  await expect(bars).toBeVisible({ timeout: 30_000 });
  await bars.focus();
  await app.keyboard.press('ArrowRight');
  await app.keyboard.press('Enter');
  const first = panel.getByTestId('chart-drill').locator('[data-route]').first();
  await expect(first).toBeFocused();
  const chosen = await first.getAttribute('data-route');
  await app.keyboard.press('Enter');
  await expect(app.getByTestId('board').locator(`[data-route="${chosen}"]`)).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await app.keyboard.press('Escape');

  const board = app.getByTestId('board');
  await board.focus();
  const table = await saved(desk, folder, () => app.keyboard.press('Control+s'));
  expect(table.name).toMatch(/^routewatch-routes-.*\.csv$/);
  const [head, ...rows] = parse(table.bytes.toString('utf8'), { record_delimiter: '\r\n' }) as string[][];
  const shown = await board
    .locator('[data-route]')
    .evaluateAll((all) => all.map((row) => row.dataset['route']));
  const id = head?.indexOf('route') ?? -1;
  expect(rows.map((row) => row[id])).toEqual(shown);
  expect(rows).toHaveLength(12);
  await expect(app.getByTestId('save-notice')).toContainText('12 rows');

  for (const name of ['Map', 'Routes']) {
    await app.keyboard.press('Control+k');
    await app.keyboard.type(`>Save ${name} as a picture`);
    const image = await saved(desk, folder, () => app.keyboard.press('Enter'));
    const { width, colours } = await coloursOf(app, image.bytes);
    expect(width, name).toBeGreaterThan(200);
    expect(colours, name).toBeGreaterThan(8);
  }
});
