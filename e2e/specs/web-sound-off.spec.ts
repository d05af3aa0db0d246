import { AxeBuilder } from '@axe-core/playwright';
import { happened } from '../support/alarms.ts';
import { expect, test } from '../support/fixtures.ts';
import { quietFleet } from '../support/fleet.ts';

test.use({ size: { width: 1_280, height: 800 } });

/** Electron plays without a click, and asks nobody for leave. */
test('says that the sound is off until it is clicked, and calls by the banner where notifications are refused', async ({
  gateway,
  launch,
}, info) => {
  await quietFleet(gateway, 4);
  const token = await gateway.token('dispatcher', 'desk-1');
  const desk = await launch({
    gateway: gateway.url,
    token,
    allowNotifications: false,
    init: () => {
      // As on a computer with a loudspeaker and a browser that waits for a click.
      navigator.mediaDevices.enumerateDevices = () =>
        Promise.resolve([{ kind: 'audiooutput', deviceId: '', groupId: '', label: '' } as MediaDeviceInfo]);
    },
    chromium: ['--autoplay-policy=document-user-activation-required'],
  });
  const { page } = desk;
  const off = page.getByTestId('sound-off');
  await expect(off).toHaveText('Sound is off until you click here');
  await gateway.ingest('events', [happened('3', 'breakdown')]);
  const banner = page.getByTestId('unanswered');
  await expect(banner).toContainText('Not shown by this computer');
  await expect(banner).toContainText('notifications are not allowed here');
  await page.screenshot({ path: info.outputPath('sound-off.png') });
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await expect.poll(() => page.title()).toContain('1 unanswered');
  await off.click();
  await expect(off).toHaveCount(0);
  await expect(page.getByTestId('caption')).toContainText('Siren');
});
