import { defineConfig } from '@playwright/test';
import type { HostOptions } from './support/fixtures.ts';

/**
 * The same specs on both hosts, and `electron-*.spec.ts` for what only Electron has: `npm run e2e -- --project web` and `--project electron`. `packed` drives what
 * `npm run pack` made: its fuses keep Playwright's Electron launcher out, so it goes by Chromium's debugging port.
 */
export default defineConfig<HostOptions>({
  testDir: './specs',
  outputDir: '../test-results/e2e',
  timeout: 90_000,
  expect: { timeout: 15_000 },
  // Two consoles, two gateways and what draws them: more than two at once measure each other.
  workers: 2,
  // On a computer that is shared, once more; what then passes is called flaky, not good.
  retries: process.env['CI'] ? 1 : 0,
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list'], ['json', { outputFile: process.env['E2E_REPORT'] ?? '../test-results/e2e.json' }]],
  projects: [
    { name: 'web', use: { host: 'web' }, testIgnore: 'electron-*.spec.ts', workers: 2 },
    // What a page of its own or the browser's own notifications show has nothing of Electron in it.
    {
      name: 'electron',
      use: { host: 'electron' },
      workers: 2,
      testIgnore: 'web-*.spec.ts',
    },
    { name: 'packed', testDir: './packed', workers: 1 },
  ],
});
