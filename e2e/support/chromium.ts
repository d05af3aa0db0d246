import { chromium } from '@playwright/test';
import { existsSync } from 'node:fs';

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Playwright's own Chromium where it is installed, else the system's; null where there is none. */
export function chromiumPath(): string | null {
  return [chromium.executablePath(), ...SYSTEM].find((path) => existsSync(path)) ?? null;
}

/**
 * As root there is no sandbox. WebGL by software, and the page itself as Chromium draws it on a computer without a graphics card: put together by the same software
 * as WebGL, one picture of a window takes 200 ms, and what is measured or waited for is that.
 */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-gpu-compositing',
];
