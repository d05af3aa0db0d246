import { join } from 'node:path';
import { root } from '../../scripts/lib/root.ts';
import { expect, test } from '../support/fixtures.ts';
import { makeLate, quietFleet } from '../support/fleet.ts';
import { opened, record } from '../support/hostile.ts';

const LISTED = 'https://wiki.example/late';
const OTHER = 'https://elsewhere.example/late';

test.use({
  gatewayFlags: [
    ...['--input', 'none', '--alarm-rules', join(root, 'e2e/support/runbook-rules.json')],
    ...['--runbook-hosts', 'wiki.example,elsewhere.example'],
  ],
});

test('a runbook leads to a site of the list, and says why to no other', async ({
  gateway,
  host,
  launch,
}, info) => {
  const token = await gateway.token('dispatcher', 'desk-1');
  const desk = await launch({ gateway: gateway.url, token, externalHosts: ['wiki.example'] });
  const { page, electron } = desk;
  const asked: string[] = [];
  if (electron === null)
    await page.context().route(/^https:/, (route) => {
      asked.push(route.request().url());
      return route.fulfill({ body: 'the book' });
    });
  else await record(electron);
  const led = async (): Promise<string[]> => (electron === null ? asked : opened(electron));

  await quietFleet(gateway, 3);
  await makeLate(gateway, 1);
  await expect(page.getByTestId('panel-alarms').locator('[data-alarm]')).toHaveCount(1);
  await page.keyboard.press('n');
  await page.keyboard.press('r');
  const sheet = page.getByTestId('sheet-runbook');
  await expect(sheet.getByRole('link')).toHaveText(['Who to call']);
  const refused = sheet.getByTestId('runbook-refused');
  await expect(refused).toContainText('The other book');
  await expect(refused).toContainText(OTHER);
  await expect(refused).toContainText('elsewhere.example is not among the sites that this console may open');
  await page.screenshot({ path: info.outputPath(`runbook-${host}.png`) });

  await sheet.getByRole('link').click();
  await expect.poll(led).toEqual([LISTED]);
  // A page that would ask nevertheless.
  if (electron !== null) {
    await page.evaluate((url) => window.open(url), OTHER);
    expect(await led()).toEqual([LISTED]);
  }

  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+,');
  await expect(page.getByTestId('sites')).toContainText('wiki.example');
  await page.getByRole('searchbox').fill('wiki');
  await expect(page.getByTestId('sites')).toBeVisible();
  await page.screenshot({ path: info.outputPath(`sites-${host}.png`) });
});
