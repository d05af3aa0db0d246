import type { Page } from '@playwright/test';
import { existsSync, readFileSync } from 'node:fs';

/** A notification that the console asked the operating system or the browser for, shown or not. */
export interface Asked {
  readonly title: string;
}

interface Recorded {
  routewatchAsked?: Asked[];
}

/** Before the page's own code: keeps what it asks the browser for. */
export async function recordBrowserNotifications(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const asked: Asked[] = [];
    (window as Recorded).routewatchAsked = asked;
    window.Notification = class extends Notification {
      constructor(title: string, options?: NotificationOptions) {
        asked.push({ title });
        super(title, options);
      }
    };
  });
}

export const browserNotifications = (page: Page): Promise<Asked[]> =>
  page.evaluate(() => (window as Recorded).routewatchAsked ?? []);

/** The host's log has each outcome; one notification may have several. */
export function loggedNotifications(log: string): Asked[] {
  const byId = new Map<string, Asked>();
  const lines = existsSync(log) ? readFileSync(log, 'utf8').split('\n') : [];
  for (const line of lines.filter((text) => text.includes('"msg":"notification"'))) {
    const { id, title } = JSON.parse(line) as { id: string; title: string };
    byId.set(id, { title });
  }
  return [...byId.values()];
}
