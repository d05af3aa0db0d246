import type { Page } from '@playwright/test';
import { PANELS } from '../../contract/bridge.ts';
import { de } from '../../contract/strings/de.ts';
import { strayEnglish } from '../support/english.ts';
import { expect, test } from '../support/fixtures.ts';
import { command, findings, panelOf } from '../support/window.ts';

test.use({ gatewayFlags: ['--input', 'simulator', '--seed', '7', '--start-time', '16:20', '--vans', '40'] });

async function isGood(page: Page, where: string): Promise<void> {
  expect(await strayEnglish(page), `${where}: English words`).toEqual([]);
  expect(await findings(page), `${where}: axe`).toEqual([]);
}

/** What lies over the panels: its test id, and the key or the command that opens it. */
const OVER: readonly (readonly [string, string])[] = [
  ['help', '?'],
  ['palette', 'Control+k'],
  ['settings', 'Control+,'],
  ['layouts', de['command.layouts']],
  ['about', de['command.about']],
  ['diagnostics', de['command.diagnostics']],
  ['test-alarms', de['command.testAlarms']],
];

test('a walk through every panel and every window over them in German: no English word, nothing that axe finds', async ({
  app,
  picture,
}) => {
  test.setTimeout(600_000);
  const board = app.getByTestId('board');
  await expect(board.locator('[data-route]').first()).toBeVisible({ timeout: 30_000 });
  await app.keyboard.press('Control+,');
  await app
    .getByTestId('settings')
    .locator('[data-setting="language"] input[value=de]')
    .check({ force: true });
  await expect(app.locator('html')).toHaveAttribute('lang', 'de');
  await app.keyboard.press('Escape');
  // A route is chosen: the map has its card, its own panel its stops.
  await board.locator('[data-route]').first().click();
  await app.keyboard.press('d');
  await expect(panelOf(app, 'route').getByTestId('route-stops')).toBeVisible();
  await isGood(app, 'the desk');
  await picture('german-desk');

  for (const panel of PANELS) {
    const name = de[`panel.${panel}`];
    const open = (await panelOf(app, panel).count()) > 0;
    await command(app, (open ? de['command.goTo'] : de['command.open']).replace('{panel}', name));
    await expect(panelOf(app, panel)).toBeVisible();
    await command(app, de['command.goTo'].replace('{panel}', name));
    await command(app, de['command.maximize'].replace('{panel}', name));
    await expect(app.locator('[data-panel][data-order]')).toHaveCount(1);
    await expect(panelOf(app, panel)).toBeVisible();
    await isGood(app, panel);
    await picture(`german-${panel}`);
    await command(app, de['command.restore'].replace('{panel}', name));
  }

  for (const [testid, how] of OVER) {
    if (how === '?' || how.startsWith('Control+')) await app.keyboard.press(how);
    else await command(app, how);
    await expect(app.getByTestId(testid)).toBeVisible();
    await isGood(app, testid);
    await app.keyboard.press('Escape');
    await expect(app.getByTestId(testid)).toHaveCount(0);
  }
});
