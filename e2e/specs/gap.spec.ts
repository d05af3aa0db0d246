import { io } from 'socket.io-client';
import { v7 as uuidv7 } from 'uuid';
import type { Result } from '../../contract/result.ts';
import type { SubAnswer } from '../../contract/wire.ts';
import { openProxy } from '../../main/console/testing/proxy.ts';
import { quietFleet, until } from '../support/fleet.ts';
import { expect, test } from '../support/fixtures.ts';
import type { Gateway } from '../support/gateway.ts';

const happened = (routeId: string, type: 'breakdown' | 'recovered') => ({
  routeId,
  type,
  stop: null,
  at: Date.now(),
});

/** A colleague on another line acknowledges the alarm of a route as soon as it stands. */
async function acknowledge(gateway: Gateway, routeId: string): Promise<void> {
  const socket = io(`${gateway.url}/alerts`, {
    transports: ['websocket'],
    extraHeaders: { Authorization: `Bearer ${await gateway.token('supervisor', 'colleague')}` },
  });
  try {
    const ask = async (): Promise<string | undefined> => {
      const answer = (await socket
        .timeout(5_000)
        .emitWithAck('sub', { stream: 'alerts', epoch: null, seq: 0 })) as Result<SubAnswer>;
      if (!answer.ok || answer.value.kind !== 'snapshot') throw new Error(JSON.stringify(answer));
      return answer.value.entries.find(([, alarm]) => alarm['routeId'] === routeId)?.[0];
    };
    const alarmId = await until(ask, (id) => id !== undefined);
    const id = uuidv7();
    const command = { id, type: 'acknowledge', args: { alarmId }, expiresAt: Date.now() + 60_000 };
    expect(await socket.timeout(5_000).emitWithAck('cmd', command)).toMatchObject({ ok: true });
  } finally {
    socket.disconnect();
  }
}

test('after a cut the console says what happened meanwhile, what came and went included', async ({
  gateway,
  launch,
}, info) => {
  await quietFleet(gateway, 3);
  const line = await openProxy(gateway.url);
  try {
    const desk = await launch({ gateway: line.url, token: await gateway.token('dispatcher', 'desk-1') });
    const { page } = desk;
    await expect(page.getByTestId('link')).toHaveText(/live/i);
    await expect(page.getByTestId('board').locator('[data-route]')).toHaveCount(3);
    await expect(page.getByTestId('gap-card')).toHaveCount(0);

    line.down(true);
    await expect(page.getByTestId('banner')).toBeVisible();
    await gateway.ingest('events', [happened('1', 'breakdown'), happened('2', 'breakdown')]);
    await acknowledge(gateway, '2');
    await gateway.ingest('events', [happened('2', 'recovered')]);
    line.down(false);

    await expect(page.getByTestId('link')).toHaveText(/live/i, { timeout: 30_000 });
    const card = page.getByTestId('gap-card');
    await expect(card).toContainText(/offline \d\d:\d\d–\d\d:\d\d: 2 alarms, 1 status change/i);
    await page.screenshot({ path: info.outputPath('gap-card.png') });

    await page.keyboard.press('o');
    const report = page.getByTestId('gap-report');
    const alarms = report.locator('[data-alarm]');
    await expect(alarms).toHaveCount(2);
    await expect(alarms.nth(0)).toContainText('needs you');
    await expect(alarms.nth(1)).toContainText('raised and closed meanwhile');
    await expect(report.locator('[data-route="1"]')).toContainText('exception');
    await page.screenshot({ path: info.outputPath('gap-report.png') });

    // The first has the keys; the arrows move, Enter selects.
    await expect(alarms.nth(0)).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await expect(report).toHaveCount(0);
    await expect(page.getByTestId('board').locator('[data-route="1"]')).toHaveAttribute(
      'aria-selected',
      'true',
    );

    await page.keyboard.press('x');
    await expect(card).toHaveCount(0);
  } finally {
    await line.close();
  }
});
