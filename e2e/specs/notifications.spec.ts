import { AxeBuilder } from '@axe-core/playwright';
import type { Page, TestInfo } from '@playwright/test';
import { happened, trailOf } from '../support/alarms.ts';
import { expect, test } from '../support/fixtures.ts';
import { quietFleet } from '../support/fleet.ts';
import { journalLines } from '../support/dunst.ts';
import type { Desk } from '../support/hosts.ts';

test.use({ size: { width: 1_280, height: 800 }, deskName: 'Desk 1' });

/** Picture and axe of what stands now, in both themes. */
async function look(desk: Desk, name: string, info: TestInfo): Promise<void> {
  const { page } = desk;
  for (const theme of ['light', 'dark']) {
    if ((await page.locator('html').getAttribute('data-theme')) !== theme && (await noDialog(page))) {
      await page.keyboard.press('Control+k');
      await page.keyboard.type(theme === 'light' ? '>Light theme' : '>Dark theme');
      await page.keyboard.press('Enter');
      await expect(page.getByTestId('palette')).toHaveCount(0);
    }
    if (await noDialog(page)) await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    await page.screenshot({ path: info.outputPath(`${name}-${theme}.png`) });
    // Electron's pages can't open the second one that axe puts its answers together in.
    const axe = new AxeBuilder({ page }).setLegacyMode(desk.electron !== null);
    expect((await axe.analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual(
      [],
    );
    if (!(await noDialog(page))) return;
  }
}
const noDialog = async (page: Page): Promise<boolean> => (await page.locator('dialog[open]').count()) === 0;

test('a priority 1 that nobody answers gets banner and sound; silence is no acknowledgement', async ({
  app,
  desk,
  gateway,
}, info) => {
  test.setTimeout(120_000);
  await quietFleet(gateway, 6);
  await gateway.ingest('events', [happened('2', 'breakdown')]);
  const alarm = app.getByTestId('panel-alarms').locator('[data-alarm]');
  await expect(alarm).toHaveCount(1);
  const banner = app.getByTestId('unanswered');
  await expect(banner).toContainText('Breakdown reported', { timeout: 50_000 });
  await expect(banner).toContainText('Route 2');
  await expect(banner).toContainText(/no other desk has been called yet|escalated to/);
  await look(desk, 'unanswered', info);

  const sound = app.getByTestId('sound');
  await expect(sound).toBeVisible();
  await app.keyboard.press('q');
  await expect(sound).toContainText('1 alarm silenced, not acknowledged');
  await expect(alarm).toHaveAttribute('data-state', 'unacknowledged');
  await expect(banner).toBeVisible();
  await look(desk, 'silenced', info);

  await banner.getByRole('button', { name: 'Acknowledge' }).click();
  await expect(banner).toHaveCount(0);
  await expect(alarm).toHaveAttribute('data-state', 'acknowledged');
  await expect(sound).toBeHidden();
});

test('a flood is one notification that is brought up to date, and a line that says what came first', async ({
  app,
  desk,
  gateway,
}, info) => {
  await quietFleet(gateway, 24);
  await expect(app.getByTestId('board').locator('[data-route]').first()).toBeVisible();
  await expect(app.getByTestId('link')).toHaveText(/live/i);
  await gateway.ingest('events', [happened('1', 'breakdown')]);
  await expect.poll(async () => (await desk.notifications()).length).toBe(1);
  for (let route = 2; route <= 24; route += 1)
    await gateway.ingest('events', [happened(String(route), 'breakdown')]);
  await app.getByTestId('panel-alarms').locator('header .close').click();
  const flood = app.getByTestId('flood-call');
  await expect(flood).toContainText('24 alarms in 10 min');
  await expect(flood).toContainText('first: Breakdown reported');
  await expect
    .poll(async () => (await desk.notifications()).at(-1)?.title, { timeout: 10_000 })
    .toBe('24 alarms in 10 min');
  // Six by name before it was one, then the summary and its updates: never one for each.
  expect((await desk.notifications()).length).toBeLessThanOrEqual(12);
  await look(desk, 'flood', info);
});

test('every channel is tried, asked about and recorded', async ({ app, desk, folder, gateway }, info) => {
  await quietFleet(gateway, 2);
  await expect(app.getByTestId('link')).toHaveText(/live/i);
  await app.keyboard.press('Control+k');
  await app.keyboard.type('test my alarms');
  await app.keyboard.press('Enter');
  const page = app.getByTestId('test-alarms');
  await expect(page).toContainText('Never tested on this console');
  await page.getByRole('button', { name: 'Start' }).click();
  const rows = page.locator('[data-channel]');
  await expect(rows).toHaveCount(7);
  const done = page.getByText('Recorded in this console\u2019s journal and the gateway\u2019s audit trail.');
  const yes = page.getByRole('button', { name: 'Yes' });
  for (;;) {
    await expect(yes.or(done)).toBeVisible({ timeout: 20_000 });
    if (await done.isVisible()) break;
    const asked = page.locator('[data-channel]', { has: app.getByRole('button', { name: 'Yes' }) });
    if ((await asked.getAttribute('data-channel')) === 'banner') await look(desk, 'test-alarms', info);
    await yes.click();
  }
  for (const row of await rows.all()) await expect(row).toHaveAttribute('data-outcome', /./);
  await app.screenshot({ path: info.outputPath('test-done.png') });
  const [record] = journalLines(`${folder}/desk`).filter(({ k }) => k === 'test');
  expect((record?.['test'] as { results: unknown[] } | undefined)?.results).toHaveLength(7);
  const supervisor = await gateway.token('supervisor', 'sue');
  const entry = (await trailOf(gateway, supervisor)).find(({ action }) => action === 'tested');
  expect(entry).toMatchObject({ by: 'desk-1', console: 'Desk 1' });
  expect(entry?.details.results).toHaveLength(7);
  expect(entry?.details.results?.every(({ outcome }) => outcome !== '')).toBe(true);
  await app.keyboard.press('Escape');
  await app.keyboard.press('Control+k');
  await app.keyboard.type('test my alarms');
  await app.keyboard.press('Enter');
  await expect(page).toContainText('Last tested');
});
