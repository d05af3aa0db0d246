import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { root } from '../../scripts/lib/root.ts';
import { expect, test } from '../support/fixtures.ts';
import { makeLate, plan, position, quietFleet } from '../support/fleet.ts';
import { trailOf } from '../support/alarms.ts';

test.use({
  gatewayFlags: ['--input', 'none', '--alarm-rules', join(root, 'e2e/support/alarm-rules.json')],
  deskName: 'Desk 1',
});

const alarms = (page: Page) => page.getByTestId('panel-alarms').locator('[data-alarm]');
const refused = (page: Page) => page.getByTestId('alarm-refused');

test('a claim is seen by the other desk, and the slower one is told who was quicker', async ({
  app,
  gateway,
  launch,
  folder,
  picture,
}) => {
  await quietFleet(gateway, 3);
  const token = await gateway.token('dispatcher', 'desk-2');
  const other = await launch({
    gateway: gateway.url,
    token,
    userData: join(folder, 'desk-2'),
    deskName: 'Desk 2',
  });
  await makeLate(gateway, 1);
  for (const page of [app, other.page]) {
    await expect(alarms(page)).toHaveCount(1);
    await page.keyboard.press('n');
  }

  // What the other desk is asked stands from before the claim and the acknowledgement.
  await other.page.keyboard.press('i');
  await other.page.getByTestId('comment-field').fill('Called the driver');
  const pressed = Date.now();
  await app.keyboard.press('t');
  await expect(other.page.getByTestId('claim')).toContainText('Desk 1');
  console.log(`claim seen by the other desk ${Date.now() - pressed} ms after the key`);

  await app.keyboard.press('a');
  await expect(alarms(app)).toHaveAttribute('data-state', 'acknowledged');
  await other.page.getByTestId('comment-field').press('Enter');
  await expect(refused(other.page)).toContainText(/not acknowledged: Desk 1 was quicker, at \d\d:\d\d:\d\d/);
  await refused(other.page).getByRole('button', { name: 'Read' }).click();
  await expect(refused(other.page)).toHaveText('');

  // Both at once: whoever comes second is told, whoever that is.
  await app.keyboard.press('t');
  for (const page of [app, other.page]) await expect(page.getByTestId('claim')).toHaveCount(0);
  await Promise.all([app, other.page].map((page) => page.keyboard.press('t')));
  const told = () =>
    Promise.all([app, other.page].map((page) => refused(page).textContent())).then((texts) =>
      texts.filter((text) => /not claimed: Desk [12] was quicker/.test(text ?? '')),
    );
  await expect.poll(async () => (await told()).length).toBe(1);
  await picture('alarm-claim');
});

test('what is shelved leaves the list, is on the board with its owner, comes back by key and by itself', async ({
  app,
  gateway,
  picture,
}) => {
  await quietFleet(gateway, 3);
  await makeLate(gateway, 1);
  await expect(alarms(app)).toHaveCount(1);
  const shelve = async (): Promise<void> => {
    await app.keyboard.press('n');
    await app.keyboard.press('s');
    const sheet = app.getByTestId('sheet-shelve');
    await expect(sheet).toContainText('at most 6 s');
    await app.getByTestId('reason-field').fill('known, road works');
    await app.getByTestId('reason-field').press('Enter');
    await expect(alarms(app)).toHaveCount(0);
  };
  await shelve();
  await expect(app.getByTestId('suppressed-count')).toContainText('1 suppressed');
  await app.keyboard.press('j');
  const board = app.getByTestId('suppression-board');
  await expect(board.locator('[data-point]')).toContainText('known, road works');
  await expect(board.locator('[data-point]')).toContainText('Desk 1');
  await board.focus();
  await board.press('ArrowDown');
  await board.press('u');
  await expect(alarms(app)).toHaveCount(1);

  await shelve();
  await expect(board.locator('[data-point]')).toHaveCount(1);
  await picture('alarm-shelved');
  // Its time is up.
  await expect(alarms(app)).toHaveCount(1, { timeout: 15_000 });
  await expect(app.getByTestId('suppressed-count')).toHaveCount(0);
});

test('many at once: the flood is grouped, and what is acknowledged is what was listed', async ({
  app,
  desk,
  gateway,
  host,
  picture,
}) => {
  await quietFleet(gateway, 14);
  await makeLate(gateway, ...Array.from({ length: 12 }, (_, n) => n + 1));
  await expect(alarms(app)).toHaveCount(12);
  await expect(app.getByTestId('flood')).toContainText('Flood: 12 in 10 min');
  await expect(app.getByTestId('flood-group')).toContainText('Depot North');
  await expect(app.getByTestId('panel-alarms')).toContainText('first out');
  await picture('alarm-flood');

  await app.keyboard.press('b');
  const sheet = app.getByTestId('sheet-bulk');
  await expect(sheet.locator('li')).toHaveCount(12);
  await makeLate(gateway, 13);
  await expect(alarms(app)).toHaveCount(13);
  await expect(sheet.locator('li')).toHaveCount(12);
  await app.getByTestId('bulk-comment').press('Enter');
  await expect(app.locator('[data-alarm][data-state="acknowledged"]')).toHaveCount(12);
  await expect(app.locator('[data-alarm][data-state="unacknowledged"]')).toHaveCount(1);

  await app.getByTestId('health-strip').getByRole('button').click();
  await expect(app.getByTestId('health-detail')).toContainText('priority 2');
  const axe = new AxeBuilder({ page: app });
  if (host === 'electron') axe.setLegacyMode(true);
  expect((await axe.analyze()).violations).toEqual([]);
  expect(desk.problems.unexpected()).toEqual([]);
});

test('an acknowledgement without a line waits on its row and is sent when there is one', async ({
  app,
  desk,
  gateway,
}) => {
  await quietFleet(gateway, 3);
  await makeLate(gateway, 1);
  await expect(alarms(app)).toHaveCount(1);
  await app.keyboard.press('n');
  desk.problems.expect(/ERR_CONNECTION_REFUSED|WebSocket/);
  await gateway.kill();
  await expect(app.getByTestId('panel-alarms')).toContainText(/Nothing heard|Disconnected/, {
    timeout: 30_000,
  });
  await app.keyboard.press('a');
  await expect(app.getByTestId('pending')).toContainText('waits for the line');
  await expect(alarms(app)).toHaveAttribute('data-state', 'unacknowledged');
  await gateway.restart();
  await expect(alarms(app)).toHaveAttribute('data-state', 'acknowledged', { timeout: 60_000 });
  await expect(app.getByTestId('pending')).toHaveCount(0);
});

test('a shift is handed over and countersigned by the next one', async ({
  app,
  gateway,
  launch,
  folder,
  picture,
}) => {
  await quietFleet(gateway, 3);
  await makeLate(gateway, 1);
  await expect(alarms(app)).toHaveCount(1);
  const part = async (page: Page, name: string): Promise<void> => {
    await page.keyboard.press('j');
    await page.getByTestId('panel-alarm-desk').getByRole('button', { name, exact: true }).click();
  };
  await part(app, 'Handover');
  await app.getByTestId('handover-note').fill('Gate 4 is closed until noon');
  await app.getByRole('button', { name: 'hand over' }).click();
  const paper = (page: Page) => page.getByTestId('handover-paper');
  await expect(paper(app)).toContainText('Gate 4 is closed until noon');
  await expect(paper(app)).toContainText('Route 1 is late');
  await expect(app.getByTestId('handover')).toContainText('The next shift countersigns');

  const token = await gateway.token('dispatcher', 'desk-2');
  const next = await launch({
    gateway: gateway.url,
    token,
    userData: join(folder, 'desk-2'),
    deskName: 'Desk 2',
  });
  await expect(alarms(next.page)).toHaveCount(1);
  await part(next.page, 'Handover');
  await expect(paper(next.page)).toContainText('not countersigned');
  await next.page.getByRole('button', { name: 'countersign' }).click();
  await expect(paper(next.page)).toContainText('countersigned by desk-2 (Desk 2)');
  await expect(paper(app)).toContainText('countersigned by desk-2 (Desk 2)');
  await picture('alarm-handover');
});

test('in German the desk speaks German', async ({ app, gateway }) => {
  await quietFleet(gateway, 3);
  await makeLate(gateway, 1);
  await expect(alarms(app)).toHaveCount(1);
  await app.keyboard.press('Control+,');
  await app.getByRole('radio', { name: 'Deutsch' }).check();
  await app.keyboard.press('Escape');
  await expect(app.getByTestId('panel-alarms')).toContainText('Alarme');
  await app.keyboard.press('n');
  await app.keyboard.press('r');
  await expect(app.getByTestId('sheet-runbook')).toContainText('Anleitung');
  await app.keyboard.press('Escape');
  await app.keyboard.press('s');
  await expect(app.getByTestId('sheet-shelve')).toContainText('höchstens 6 s');
  await app.keyboard.press('Escape');
  await expect(app.getByTestId('health-strip')).toContainText('Güte der Alarme');
});

test('what comes and goes three times in a minute proposes to shelve it', async ({
  app,
  gateway,
  picture,
}) => {
  await quietFleet(gateway, 3);
  const row = alarms(app);
  for (let n = 0; n < 3; n += 1) {
    await makeLate(gateway, 1);
    await expect(row).toHaveAttribute('data-state', 'unacknowledged');
    if (n === 2) break;
    await gateway.ingest('routes', [plan('1', 0)]);
    await gateway.ingest('positions', [position('1', 0, -0.3 + n / 100)]);
    await expect(row).toHaveAttribute('data-state', 'returned-unacknowledged');
  }
  const proposal = row.getByRole('button', { name: 'chattering: shelve it' });
  await expect(proposal).toBeVisible();
  await picture('alarm-chatter');
  await proposal.click();
  await expect(app.getByTestId('sheet-shelve')).toContainText('at most 6 s');
  await app.getByTestId('reason-field').fill('a sensor, reported');
  await app.getByTestId('reason-field').press('Enter');
  await expect(row).toHaveCount(0);
});

test('the desk is named in the settings, and others read it', async ({ app, gateway, launch, folder }) => {
  await quietFleet(gateway, 3);
  await makeLate(gateway, 1);
  await expect(alarms(app)).toHaveCount(1);
  await app.keyboard.press('Control+,');
  const name = app.locator('[data-setting="deskName"] input');
  await expect(name).toHaveValue('Desk 1');
  await name.fill('x'.repeat(65));
  await name.press('Enter');
  await expect(app.locator('[data-setting="deskName"]')).toContainText('is longer than 64 characters');
  await name.fill('Night desk');
  await name.press('Enter');
  await app.keyboard.press('Escape');
  const token = await gateway.token('dispatcher', 'desk-2');
  const other = await launch({ gateway: gateway.url, token, userData: join(folder, 'desk-2') });
  await expect(alarms(other.page)).toHaveCount(1);
  await app.keyboard.press('n');
  await app.keyboard.press('t');
  await expect(other.page.getByTestId('claim')).toContainText('Night desk');
  const supervisor = await gateway.token('supervisor', 'sue');
  const trail = await trailOf(gateway, supervisor);
  expect(trail.find(({ action }) => action === 'claimed')).toMatchObject({
    by: 'desk-1',
    console: 'Night desk',
  });
});
