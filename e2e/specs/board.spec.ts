import type { Locator, Page } from '@playwright/test';
import { AxeBuilder } from '@axe-core/playwright';
import { plan, position, quietFleet } from '../support/fleet.ts';
import type { Gateway } from '../support/gateway.ts';
import { expect, test } from '../support/fixtures.ts';

const found = async (page: Page): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).include('.board').analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
};
const columns = (board: Locator): Promise<(string | null)[]> =>
  board.getByRole('columnheader').evaluateAll((heads) => heads.map((head) => head.classList.item(0)));
const rows = (board: Locator): Promise<(string | null)[]> =>
  board
    .locator('[data-route]')
    .evaluateAll((found) =>
      found
        .sort((a, b) => Number(a.getAttribute('aria-rowindex')) - Number(b.getAttribute('aria-rowindex')))
        .map((row) => row.getAttribute('data-route')),
    );

/** Six quiet routes, of which the third is late and the last two start in the South. */
async function fleet(gateway: Gateway): Promise<void> {
  await quietFleet(gateway, 6);
  await gateway.ingest('routes', [
    plan('3', 2, { firstIn: -15 }),
    { ...plan('5', 4), depot: 'South' },
    { ...plan('6', 5), depot: 'South' },
  ]);
  await gateway.ingest('positions', [position('3', 2, -0.4)]);
}

test('columns are chosen, ordered and widened by key, and are there after a reload', async ({
  app,
  gateway,
  picture,
}) => {
  await fleet(gateway);
  const board = app.getByTestId('board');
  await expect(board.locator('[data-route]')).toHaveCount(6);
  await app.getByTestId('panel-chart').getByRole('button', { name: /close/i }).click();
  await board.focus();
  await app.keyboard.press('v');
  const list = app.getByTestId('board-columns');
  await expect(list).toBeVisible();

  await list.locator('[data-column=depot]').focus();
  await app.keyboard.press('Space');
  await expect(list.locator('[data-column=depot]')).toHaveAttribute('aria-selected', 'true');
  for (let n = 0; n < 8; n += 1) await app.keyboard.press('Shift+ArrowUp');
  await app.keyboard.press('ArrowRight');
  await app.keyboard.press('ArrowRight');
  await list.locator('[data-column=window]').focus();
  await app.keyboard.press('Space');
  await picture('board-view');
  await app.keyboard.press('Escape');
  await expect(app.getByTestId('board-view')).toHaveCount(0);
  await expect(board).toBeFocused();
  const chosen = ['route', 'depot', 'van', 'status', 'adherence', 'done', 'next', 'eta', 'age'];
  await expect.poll(() => columns(board)).toEqual(chosen);
  const depot = board.locator('[data-route="1"] .depot');
  await expect(depot).toHaveText('North');
  const width = (await depot.boundingBox())?.width ?? 0;
  expect(width).toBeGreaterThan(90);

  await app.reload();
  await expect(board.locator('[data-route]')).toHaveCount(6);
  await expect.poll(() => columns(board)).toEqual(chosen);
  expect((await depot.boundingBox())?.width ?? 0).toBeCloseTo(width, 0);

  await app.keyboard.press('Control+k');
  await app.keyboard.type('>reset the columns');
  await app.keyboard.press('Enter');
  await expect.poll(() => columns(board)).toContain('window');
});

test('groups count what needs somebody, and fold by key', async ({ app, gateway, picture }) => {
  await fleet(gateway);
  const board = app.getByTestId('board');
  await expect(board.locator('[data-route]')).toHaveCount(6);
  await app.keyboard.press('Control+k');
  await app.keyboard.type('>group routes by depot');
  await app.keyboard.press('Enter');
  const north = board.locator('[data-group=North]');
  await expect(north).toContainText('4 routes');
  await expect(north).toContainText('1 late');
  await expect(board.locator('[data-group=South]')).toContainText('2 routes');

  await board.focus();
  await app.keyboard.press('Home');
  await app.keyboard.press('ArrowDown');
  await expect(board.locator('[data-route="3"]')).toHaveAttribute('aria-selected', 'true');
  await app.keyboard.press('ArrowLeft');
  await expect(north).toHaveAttribute('aria-expanded', 'false');
  await expect(board.locator('[data-route]')).toHaveCount(2);
  await expect(board).toHaveAttribute('aria-activedescendant', 'group-North');
  expect(await found(app)).toEqual([]);
  await picture('board-groups');
  await app.keyboard.press('ArrowRight');
  await expect(board.locator('[data-route]')).toHaveCount(6);
  await app.keyboard.press('Enter');
  await expect(north).toHaveAttribute('aria-expanded', 'false');
});

test('a filter is saved under a name, applied from the palette, and is what a new start shows', async ({
  gateway,
  launch,
}) => {
  const options = { gateway: gateway.url, token: await gateway.token('dispatcher', 'desk-1') };
  const first = await launch(options);
  const { page } = first;
  await fleet(gateway);
  const board = page.getByTestId('board');
  const panel = page.getByTestId('panel-board');
  await expect(panel.getByRole('button', { name: /^Late 1$/ })).toBeVisible();
  await panel.getByRole('button', { name: /^Late/ }).click();
  await expect(board.locator('[data-route]')).toHaveCount(1);
  await board.focus();
  await page.keyboard.press('v');
  const saved = page.getByTestId('board-saved');
  await saved.getByRole('textbox').fill('Worst first');
  await page.keyboard.press('Enter');
  await expect(saved.locator('li')).toHaveCount(1);
  await saved.getByRole('button', { name: 'Rename Worst first' }).click();
  await page.keyboard.type('Late ones');
  await page.keyboard.press('Enter');
  await saved.getByRole('button', { name: 'Start with Late ones' }).click();
  await expect(saved.getByRole('button', { name: 'Start with Late ones' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await page.keyboard.press('Escape');
  await panel.getByRole('button', { name: /^All/ }).click();
  await expect(board.locator('[data-route]')).toHaveCount(6);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('>saved filter: late');
  await page.keyboard.press('Enter');
  await expect.poll(() => rows(board)).toEqual(['3']);
  await panel.getByRole('button', { name: /^All/ }).click();
  await expect(board.locator('[data-route]')).toHaveCount(6);
  // Saved half a second after the last change.
  await page.waitForTimeout(1_000);
  await first.close();

  const second = await launch(options);
  const again = second.page.getByTestId('board');
  await expect(again.locator('[data-route="3"]')).toBeVisible();
  await expect(again.locator('[data-route]')).toHaveCount(1);
});

test('what nothing passes says so, with the way back; a changed cell is marked, a new one is not', async ({
  app,
  gateway,
}) => {
  await fleet(gateway);
  const board = app.getByTestId('board');
  await expect(board.locator('[data-route]')).toHaveCount(6);
  await app.keyboard.press('/');
  await app.keyboard.type('nobody');
  const none = app.getByTestId('board-none');
  await expect(none).toContainText('nobody');
  await expect(none).toContainText('6 routes in all');
  await none.getByRole('button').click();
  await expect(board.locator('[data-route]')).toHaveCount(6);

  await app.reload();
  await expect(board.locator('[data-route]')).toHaveCount(6);
  await expect(board.locator('[data-fresh]')).toHaveCount(0);
  await app.evaluate(() => {
    const marked: string[] = [];
    Object.assign(window, { marked });
    new MutationObserver((changes) => {
      for (const { target } of changes)
        if (target instanceof HTMLElement && target.dataset['fresh'] !== undefined)
          marked.push(`${target.parentElement?.dataset['route'] ?? ''} ${target.classList.item(0) ?? ''}`);
    }).observe(document.body, { subtree: true, attributeFilter: ['data-fresh'] });
  });
  await gateway.ingest('events', [{ routeId: '1', at: Date.now(), type: 'delivered', stop: 0 }]);
  await expect(board.locator('[data-route="1"] .of')).toHaveText('1/10');
  const marked = () => app.evaluate(() => (window as unknown as { marked: string[] }).marked);
  await expect.poll(marked).toContain('1 done');
  expect((await marked()).filter((one) => one.endsWith(' age') || one.startsWith('2 '))).toEqual([]);
  await expect(board.locator('[data-fresh]')).toHaveCount(0);
});

test('a hundred routes by the keyboard alone: the cursor is never lost and the order follows it', async ({
  app,
  gateway,
}) => {
  await quietFleet(gateway, 100);
  const board = app.getByTestId('board');
  await expect(board).toHaveAttribute('aria-rowcount', '101');
  await app.keyboard.press('/');
  await app.keyboard.press('Enter');
  await expect(board).toBeFocused();
  await app.keyboard.press('End');
  const last = board.locator('[aria-rowindex="101"]');
  await expect(last).toHaveAttribute('aria-selected', 'true');
  // Faster than the way to main: none of them is taken back by an echo.
  for (let n = 0; n < 12; n += 1) await app.keyboard.press('ArrowUp');
  await expect(board.locator('[aria-rowindex="89"]')).toHaveAttribute('aria-selected', 'true');

  const chosen = await board.locator('[aria-selected=true]').getAttribute('data-route');
  await app.keyboard.press('Control+k');
  await app.keyboard.type('>sort routes by route');
  await app.keyboard.press('Enter');
  const row = board.locator(`[data-route="${chosen ?? ''}"]`);
  await expect(row).toBeInViewport({ ratio: 1 });
  await expect(row).toHaveAttribute('aria-selected', 'true');
});
