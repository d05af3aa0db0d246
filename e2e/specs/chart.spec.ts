import AxeBuilder from '@axe-core/playwright';
import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Gateway } from '../support/gateway.ts';
import { expect, test } from '../support/fixtures.ts';
import { until } from '../support/fleet.ts';
import type { Desk } from '../support/hosts.ts';

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

/** What the button hands over, whichever host: the browser's download, or Electron's with the dialog answered. */
async function saved(
  desk: Desk,
  folder: string,
  press: () => Promise<void>,
): Promise<{ name: string; bytes: Buffer }> {
  if (desk.electron === null) {
    const [download] = await Promise.all([desk.page.waitForEvent('download'), press()]);
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  }
  const kept = desk.electron.evaluate(
    ({ session }, path) =>
      new Promise<string>((resolve, reject) => {
        session.defaultSession.once('will-download', (_event, item) => {
          // A Windows Electron on a Linux machine knows the same folder by a drive's letter.
          item.setSavePath(process.platform === 'win32' ? `Z:${path.replaceAll('/', '\\')}` : path);
          item.once('done', (_done, state) =>
            state === 'completed' ? resolve(item.getFilename()) : reject(new Error(state)),
          );
        });
      }),
    join(folder, 'kept'),
  );
  const [name] = await Promise.all([kept, press()]);
  return { name, bytes: readFileSync(join(folder, 'kept')) };
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
  expect(image.bytes.readUInt32BE(16)).toBeGreaterThan(200);

  await panel.getByTestId('chart-live').click();
  await until(window, ({ from, to }) => to >= live.to && to - from === 120 * MINUTE);
  await expect(panel.getByTestId('chart-live')).toHaveCount(0);
  // Electron opens no second page for axe to work in.
  const axe = new AxeBuilder({ page: app }).setLegacyMode(desk.electron !== null);
  const { violations } = await axe.include('[data-testid="panel-chart"]').analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
});
