import type { ElectronApplication } from '@playwright/test';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openFaultProxy } from '../chaos/proxy.ts';
import { auditOf, happened } from '../support/alarms.ts';
import { expect, test } from '../support/fixtures.ts';
import { quietFleet } from '../support/fleet.ts';

type Answer = 'shown' | 'nothing';
interface Asked {
  routewatchAsked?: string[];
}

/** What the system says of notifications from now on, whatever this computer's would: and which were asked for, by their titles. */
const systemSays = (electron: ElectronApplication, answer: Answer) =>
  electron.evaluate(({ Notification }, says) => {
    const asked = ((globalThis as Asked).routewatchAsked ??= []);
    Notification.isSupported = () => true;
    Notification.prototype.show = function () {
      asked.push(this.title);
      if (says === 'shown') this.emit('show', {});
    };
  }, answer);

const asked = (electron: ElectronApplication) =>
  electron.evaluate(() => (globalThis as Asked).routewatchAsked ?? []);

/** Outcomes of one alarm's notification, over all lives of the console. */
function outcomes(log: string, alarmId: string): string[] {
  const lines = existsSync(log) ? readFileSync(log, 'utf8').split('\n') : [];
  return lines
    .filter((line) => line.includes('"msg":"notification"'))
    .map((line) => JSON.parse(line) as { id: string; outcome: string })
    .filter(({ id }) => id === alarmId)
    .map(({ outcome }) => outcome);
}

test('what is under way when Electron is killed is done once, and nothing of it is lost', async ({
  gateway,
  launch,
  folder,
}) => {
  const proxy = await openFaultProxy(() => gateway.port);
  try {
    const userData = join(folder, 'desk');
    const log = join(userData, 'logs/console.log');
    const signedIn = {
      gateway: `http://127.0.0.1:${String(proxy.port)}`,
      token: await gateway.token('dispatcher', 'desk-1'),
      userData,
    };
    const supervisor = await gateway.token('supervisor', 'boss');
    await quietFleet(gateway, 4);

    const { page, electron, problems } = await launch(signedIn);
    if (electron === null) throw new Error('not Electron');
    problems.expect(/closed|ERR_|WebSocket/);
    await expect(page.getByTestId('link')).toHaveText(/live/i);
    const rows = page.getByTestId('panel-alarms').locator('[data-alarm]');

    await systemSays(electron, 'shown');
    await gateway.ingest('events', [happened('1', 'breakdown')]);
    await expect(rows).toHaveCount(1);
    const first = (await rows.getAttribute('data-alarm')) ?? '';
    await expect.poll(() => outcomes(log, first)).toEqual(['shown']);

    // The command waits in the outbox: what the console says is swallowed, what it hears is not.
    proxy.set('blackhole-out');
    await page.keyboard.press('n');
    await page.keyboard.press('a');
    await expect(page.getByTestId('pending')).toBeVisible();

    await systemSays(electron, 'nothing');
    await gateway.ingest('events', [happened('2', 'breakdown')]);
    await expect.poll(async () => (await asked(electron)).length).toBe(2);
    const second =
      (await page.locator(`[data-alarm]:not([data-alarm="${first}"])`).first().getAttribute('data-alarm')) ??
      '';
    const gone = electron.waitForEvent('close');
    // By its own hand, and as hard: no handler of its own runs any more. The call is never answered.
    electron.evaluate(() => process.kill(process.pid, 'SIGKILL')).catch(() => undefined);
    await gone;
    expect(outcomes(log, second), 'nobody had said a word of it').toEqual([]);
    expect(await auditOf(gateway, supervisor, first)).not.toContain('acknowledged');

    await gateway.ingest('events', [happened('3', 'breakdown')]);
    proxy.set('open');
    const again = await launch(signedIn);
    const after = again.page.getByTestId('panel-alarms').locator('[data-alarm]');
    await expect(after).toHaveCount(3, { timeout: 30_000 });
    await expect(again.page.locator(`[data-alarm="${first}"][data-state="acknowledged"]`)).toBeVisible();
    const ids = await after.evaluateAll((all) => all.map((row) => row.getAttribute('data-alarm') ?? ''));
    const third = ids.find((id) => id !== first && id !== second) ?? '';
    // Raised while it was dead: told. Asked for and never answered: told once more, as nobody can say that it was seen.
    await expect.poll(() => outcomes(log, third).length).toBeGreaterThan(0);
    await expect.poll(() => outcomes(log, second).length).toBeGreaterThan(0);
    await expect.poll(() => auditOf(gateway, supervisor, third)).toContain('received');
    expect(outcomes(log, first), 'shown before, and so never again').toEqual(['shown']);
    const trail = await auditOf(gateway, supervisor, first);
    expect(trail.filter((action) => action === 'acknowledged')).toHaveLength(1);
  } finally {
    await proxy.close();
  }
});
