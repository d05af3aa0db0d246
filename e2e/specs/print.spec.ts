import { expect, test } from '../support/fixtures.ts';
import { makeLate, quietFleet } from '../support/fleet.ts';
import type { Desk } from '../support/hosts.ts';

test.use({ deskName: 'Desk 1' });

/** What the host's own engine would put on paper now. */
async function pdf({ page, electron }: Desk): Promise<Buffer> {
  if (electron === null) return await page.pdf({ format: 'A4', printBackground: true });
  const base64 = await electron.evaluate(async ({ BrowserWindow }) => {
    const made = await BrowserWindow.getAllWindows()[0]?.webContents.printToPDF({ pageSize: 'A4' });
    return made?.toString('base64') ?? '';
  });
  return Buffer.from(base64, 'base64');
}
const pages = (file: Buffer): number => file.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;

test('a handover is printed by itself: black on white, one page, nothing of the window', async ({
  app,
  desk,
  gateway,
  host,
}, info) => {
  await quietFleet(gateway, 3);
  await makeLate(gateway, 1);
  await expect(app.getByTestId('panel-alarms').locator('[data-alarm]')).toHaveCount(1);
  await app.keyboard.press('j');
  await app.getByTestId('panel-alarm-desk').getByRole('button', { name: 'Handover', exact: true }).click();
  await app.getByTestId('handover-note').fill('Gate 4 is closed until noon');
  await app.getByRole('button', { name: 'hand over' }).click();
  await expect(app.getByTestId('handover-paper')).toContainText('Gate 4 is closed until noon');

  // The system's dialog would hold the spec up: what stands on paper while it is open is looked at instead.
  await app.evaluate(() => {
    window.print = () => void (document.documentElement.dataset['printed'] = 'yes');
  });
  await app.getByTestId('panel-alarm-desk').getByRole('button', { name: 'print' }).click();
  await expect(app.locator('html')).toHaveAttribute('data-printed', 'yes');
  await app.emulateMedia({ media: 'print' });
  const paper = app.locator('body > .on-paper');
  await expect(paper).toBeVisible();
  await expect(paper).toContainText('desk-1 (Desk 1)');
  await expect(paper).toContainText('Gate 4 is closed until noon');
  await expect(paper).toContainText('Route 1 is late');
  await expect(app.getByTestId('panel-alarms')).toBeHidden();
  const ink = await paper.evaluate((one) => {
    const { color, backgroundColor } = getComputedStyle(one);
    return { color, backgroundColor };
  });
  expect(ink.backgroundColor).toBe('rgb(255, 255, 255)');
  expect(Math.max(...(ink.color.match(/\d+/g) ?? ['255']).slice(0, 3).map(Number))).toBeLessThan(80);
  await app.screenshot({ path: info.outputPath(`paper-${host}.png`) });
  const file = await pdf(desk);
  expect(file.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pages(file)).toBe(1);

  await app.emulateMedia({ media: null });
  await app.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect(paper).toHaveCount(0);
  await expect(app.getByTestId('panel-alarms')).toBeVisible();
});
