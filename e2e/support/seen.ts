import type { Page } from '@playwright/test';

/** What a page must show: an element, or none, that has these words. */
export interface Sight {
  readonly selector: string;
  readonly there: boolean;
  readonly text?: string;
}

/** Wall ms at which the page first shows it; asked at every change of the page, and once painted. Rejects after `ms`. */
export function seenAt(page: Page, sight: Sight, ms = 15_000): Promise<number> {
  return page.evaluate(
    ({ selector, there, text, ms: most }) =>
      new Promise<number>((resolve, reject) => {
        const fits = () =>
          [...document.querySelectorAll(selector)].some((one) =>
            (one.textContent ?? '').includes(text ?? ''),
          );
        const watcher = new MutationObserver(() => look());
        const late = setTimeout(() => {
          watcher.disconnect();
          reject(new Error(`not seen: ${selector} ${text ?? ''}`));
        }, most);
        function look(): void {
          if (fits() !== there) return;
          watcher.disconnect();
          clearTimeout(late);
          requestAnimationFrame(() => setTimeout(() => resolve(Date.now()), 0));
        }
        watcher.observe(document.body, {
          childList: true,
          subtree: true,
          attributes: true,
          characterData: true,
        });
        look();
      }),
    { ...sight, ms },
  );
}

/** Wall ms at which the page gets the key that is pressed now. */
export async function press(page: Page, key: string): Promise<number> {
  // Armed before it is pressed: the answer is asked for after.
  const armed = await page.evaluateHandle(() => {
    const got: { at: number | null } = { at: null };
    window.addEventListener('keydown', () => (got.at = Date.now()), { capture: true, once: true });
    return got;
  });
  await page.keyboard.press(key);
  const at = await armed.evaluate((got) => got.at);
  if (at === null) throw new Error(`the page did not get ${key}`);
  return at;
}
