import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Locator, type Page } from '@playwright/test';

export const panelOf = (page: Page, name: string): Locator => page.getByTestId(`panel-${name}`);

/**
 * Runs what the palette finds first for these words, which are those of the window's language; `first`: what that must be, where
 * the words alone would find another one too.
 */
export async function command(page: Page, words: string, first?: RegExp): Promise<void> {
  await page.keyboard.press('Control+k');
  // At once: typing is slow where the console runs on another system's emulation.
  await page.keyboard.insertText(`>${words}`);
  const best = page.getByTestId('palette').getByRole('option').first();
  await expect(best).toBeVisible();
  if (first !== undefined) await expect(best).toContainText(first);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('palette')).toHaveCount(0);
}

/** What axe finds in the whole page, or in a part of it. In legacy mode: Electron opens no second page for it to work in. */
export async function findings(page: Page, part?: string): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  const { violations } = await (part === undefined ? axe : axe.include(part)).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
}
