import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';
import { makeLate, quietFleet } from '../support/fleet.ts';
import { press, seenAt, type Sight } from '../support/seen.ts';

/** Of all acts: one of them may meet a computer that does something else just then, and is printed. */
const MEDIAN_MS = 1_000;

test('what an operator does at one desk is painted at the other within a second', async ({
  gateway,
  launch,
  folder,
}) => {
  test.setTimeout(90_000);
  await quietFleet(gateway, 3);
  const [one, two] = [
    await launch({
      gateway: gateway.url,
      token: await gateway.token('supervisor', 'sue'),
      userData: join(folder, 'one'),
      deskName: 'Desk 1',
    }),
    await launch({
      gateway: gateway.url,
      token: await gateway.token('dispatcher', 'ana'),
      userData: join(folder, 'two'),
      deskName: 'Desk 2',
    }),
  ];
  const alarm = '[data-testid="panel-alarms"] [data-alarm]';
  await makeLate(gateway, 1);
  for (const { page } of [one, two]) await expect(page.locator(alarm)).toHaveCount(1);
  await two.page.keyboard.press('j');
  await expect(two.page.getByTestId('panel-alarm-desk')).toBeVisible();
  // Where nothing moves any more: the panels are drawn, the map has its tiles.
  await two.page.waitForTimeout(3_000);

  const took: Record<string, number> = {};
  /** Everything that one key is seen by. */
  const timed = async (key: string, sights: Readonly<Record<string, Sight>>): Promise<void> => {
    const seen = Object.entries(sights).map(([what, sight]) => [what, seenAt(two.page, sight)] as const);
    const pressed = await press(one.page, key);
    for (const [what, at] of seen) took[what] = (await at) - pressed;
  };
  const reason = async (page: Page): Promise<void> => {
    await page.getByTestId('reason-field').fill('road works');
  };
  const claim = '[data-testid="claim"]';
  const point = '[data-testid="suppression-board"] [data-point]';

  await one.page.keyboard.press('n');
  await timed('t', { claim: { selector: claim, there: true, text: 'Desk 1' } });
  // The same key gives back what this desk knows to be its own.
  await expect(one.page.locator(claim)).toHaveCount(1);
  await timed('t', { release: { selector: claim, there: false } });
  await one.page.keyboard.press('s');
  await reason(one.page);
  await timed('Enter', {
    shelve: { selector: alarm, there: false },
    'shelve, the board': { selector: point, there: true, text: 'Desk 1' },
  });
  await one.page.keyboard.press('j');
  const board = one.page.getByTestId('suppression-board');
  const restore = async (what: string): Promise<void> => {
    await expect(board.locator('[data-point]')).toHaveCount(1);
    await board.focus();
    await board.press('ArrowDown');
    await timed('u', {
      [what]: { selector: alarm, there: true },
      [`${what}, the board`]: { selector: point, there: false },
    });
  };
  await restore('unshelve');
  await one.page.keyboard.press('n');
  await one.page.keyboard.press('w');
  await reason(one.page);
  await timed('Enter', {
    'out of service': { selector: alarm, there: false },
    'out of service, the board': { selector: point, there: true, text: 'Desk 1' },
  });
  await restore('return to service');
  await one.page.keyboard.press('n');
  await timed('a', {
    acknowledge: { selector: `${alarm}[data-state="acknowledged"]`, there: true, text: 'Desk 1' },
  });

  console.log('ms from the key to the other desk', JSON.stringify(took));
  const all = Object.values(took).sort((a, b) => a - b);
  expect(all[0]).toBeGreaterThan(0);
  expect(all[all.length >> 1]).toBeLessThan(MEDIAN_MS);
});
