import { join } from 'node:path';
import { mkdirSync } from 'node:fs';
import { dunstMissing, journalLines, startDunst } from '../support/dunst.ts';
import { expect, test } from '../support/fixtures.ts';
import { quietFleet, until } from '../support/fleet.ts';
import { auditOf, happened } from '../support/alarms.ts';

/** A real daemon answers over D-Bus; in the web host, where the browser is the one that asks it. */
test('the daemon shows the toast, dunstctl clicks it, and journal and gateway have shown and clicked', async ({
  folder,
  gateway,
  launch,
}, info) => {
  const missing = dunstMissing();
  test.skip(missing !== null, missing ?? '');
  const desktop = join(folder, 'desktop');
  mkdirSync(desktop);
  const dunst = await startDunst(desktop);
  try {
    await quietFleet(gateway, 3);
    const userData = join(folder, 'desk');
    const token = await gateway.token('dispatcher', 'desk-1');
    const desk = await launch({ gateway: gateway.url, token, userData, desktop: dunst.env });
    const { page } = desk;
    await expect(page.getByTestId('link')).toHaveText(/live/i);
    await gateway.ingest('events', [happened('2', 'breakdown')]);
    await until(dunst.displayed, (n) => n === 1);
    const alarm = page.getByTestId('panel-alarms').locator('[data-alarm]');
    await expect(alarm).toHaveCount(1);
    const id = (await alarm.getAttribute('data-alarm')) ?? '';
    const supervisor = await gateway.token('supervisor', 'sup-1');
    const audit = () => auditOf(gateway, supervisor, id);
    await until(audit, (entries) => entries.includes('notified shown'));
    // Nobody has clicked: the toast is still there, and nothing calls louder.
    expect(await dunst.displayed()).toBe(1);
    await expect(page.getByTestId('unanswered')).toHaveCount(0);

    await dunst.ctl('action', '0');
    await until(audit, (entries) => entries.includes('notified clicked'));
    expect((await audit()).filter((entry) => /received|notified/.test(entry))).toEqual(
      expect.arrayContaining(['received', 'notified shown', 'notified clicked']),
    );
    const reported = journalLines(userData).filter(({ k }) => k === 'report');
    expect(reported.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['received', 'shown', 'clicked']),
    );
    await expect(page.getByTestId('board').locator('[data-route="2"]')).toHaveAttribute(
      'aria-selected',
      'true',
    );
    await until(dunst.displayed, (n) => n === 0);
    const [toast] = await dunst.history();
    expect(toast?.summary).toBe('Breakdown reported');
    expect(toast?.body).toContain('Route 2');

    await page.screenshot({ path: info.outputPath('clicked.png') });
  } finally {
    await dunst.end();
  }
});
