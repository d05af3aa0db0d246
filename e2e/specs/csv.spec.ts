import { parse } from 'csv-parse/sync';
import { expect, test } from '../support/fixtures.ts';
import { plan, position, quietFleet } from '../support/fleet.ts';
import { saved } from '../support/saved.ts';
import { command, panelOf } from '../support/window.ts';

type Row = Readonly<Record<string, string>>;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

test('the CSV of each panel holds what the panel shows, as data: ids, seconds, UTC', async ({
  app,
  desk,
  gateway,
  folder,
}) => {
  test.setTimeout(180_000);
  await quietFleet(gateway, 4);
  await gateway.ingest('routes', [plan('3', 2, { firstIn: -15 })]);
  await gateway.ingest('positions', [position('3', 2, -0.4)]);
  const board = app.getByTestId('board');
  await expect(board.locator('[data-route="3"]')).toHaveAttribute('data-mark', 'late');
  await expect(panelOf(app, 'alarms').locator('[data-alarm]')).toHaveCount(1);
  // Positions come once a second: until then there is nothing to save, and that is what is said.
  await expect(panelOf(app, 'map').locator('header')).toContainText('4 vans');

  const csv = async (panel: string): Promise<{ name: string; rows: Row[] }> => {
    const { name, bytes } = await saved(desk, folder, () =>
      command(app, `save ${panel} as csv`, new RegExp(`save ${panel} as csv`, 'i')),
    );
    const text = bytes.toString('utf8');
    expect(text, panel).toMatch(/\r\n$/);
    return { name, rows: parse(text, { columns: true, record_delimiter: '\r\n', bom: true }) as Row[] };
  };

  const map = await csv('map');
  expect(map.name).toMatch(/^routewatch-map-.*\.csv$/);
  expect(map.rows.map((row) => row['vehicle']).sort()).toEqual(['v1', 'v2', 'v3', 'v4']);
  const van = map.rows.find((row) => row['vehicle'] === 'v3');
  expect(van).toMatchObject({ route: '3', status: 'late', heading: '90', 'speed (m/s)': '8' });
  expect(Number(van?.['latitude'])).toBeCloseTo(48.1 + 1_200 / 111_320, 4);
  expect(van?.['observed (UTC)']).toMatch(TIME);

  const routes = await csv('routes');
  const ids = await board
    .locator('[data-route]')
    .evaluateAll((all) => all.map((row) => row.dataset['route']));
  expect(routes.rows.map((row) => row['route'])).toEqual(ids);
  const late = routes.rows.find((row) => row['route'] === '3');
  expect(late).toMatchObject({ status: 'late', vehicle: 'v3', driver: 'Driver 3', stops: '10' });
  expect(Number(late?.['adherence (s)'])).toBeGreaterThan(300);

  const alarms = await csv('alarms');
  expect(alarms.rows).toHaveLength(1);
  expect(alarms.rows[0]).toMatchObject({ rule: 'late', route: '3', state: 'unacknowledged' });
  expect(['1', '2', '3']).toContain(alarms.rows[0]?.['priority']);
  expect(alarms.rows[0]?.['raised (UTC)']).toMatch(TIME);
  expect(alarms.rows[0]?.['facts']).toContain('adherence=');

  const capacity = await csv('live capacity');
  expect(capacity.rows).toHaveLength(1);
  const shown = await panelOf(app, 'capacity').locator('header').textContent();
  expect(shown).toContain(`${capacity.rows[0]?.['total']} vans`);

  await board.locator('[data-route="3"]').click();
  await app.keyboard.press('d');
  const stops = panelOf(app, 'route').locator('[data-stop]');
  await expect(stops).toHaveCount(10);
  const route = await csv('route');
  expect(route.name).toMatch(/^routewatch-route-3-.*\.csv$/);
  expect(route.rows.map((row) => row['name'])).toEqual(
    Array.from({ length: 10 }, (_, n) => `${100 + n} Street 2`),
  );
  for (const row of route.rows) expect(row['planned (UTC)']).toMatch(TIME);

  const series = panelOf(app, 'chart').getByRole('combobox', { name: 'Series', exact: true });
  await series.selectOption('distribution');
  await expect(panelOf(app, 'chart').getByTestId('chart-bars')).toBeVisible({ timeout: 30_000 });
  const bins = await csv('trend');
  const sum = (column: string): number => bins.rows.reduce((all, row) => all + Number(row[column]), 0);
  expect([sum('routes on time'), sum('routes late')]).toEqual([3, 1]);

  // What is shelved is the alarm desk's first table; its figures are the second.
  await panelOf(app, 'alarms').locator('[data-alarm] button').first().click();
  await app.keyboard.press('s');
  const sheet = app.getByTestId('sheet-shelve');
  await sheet.getByTestId('reason-field').fill('road closed until noon');
  await app.keyboard.press('Enter');
  await expect(sheet).toHaveCount(0);
  await app.keyboard.press('j');
  await expect(panelOf(app, 'alarm-desk')).toContainText('road closed until noon');
  const suppressed = await csv('alarm desk');
  expect(suppressed.rows).toHaveLength(1);
  expect(suppressed.rows[0]).toMatchObject({
    rule: 'late',
    route: '3',
    state: 'shelved',
    by: 'desk-1',
    reason: 'road closed until noon',
  });
  expect(suppressed.rows[0]?.['until (UTC)']).toMatch(TIME);
});
