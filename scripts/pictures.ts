import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { dataDir } from '../bench/lib/data-dir.ts';
import { openGateway } from '../e2e/support/gateway.ts';
import { launchWeb, type Desk } from '../e2e/support/hosts.ts';
import { root } from './lib/root.ts';

/**
 * `npm run pictures [-- NAME...]`: the pictures of docs/pictures, taken of the real console on a real gateway.
 * Those of the recorded day need ROUTEWATCH_DATA.
 */
const OUT = join(root, 'docs/pictures');
const THEMES = ['dark', 'light'] as const;
const WALL = { width: 3840, height: 2160 };
const DESK = { width: 1920, height: 1080 };
const SMALL = { width: 1280, height: 800 };

interface Scene {
  readonly name: string;
  readonly flags: readonly string[];
  readonly size: { readonly width: number; readonly height: number };
  /** Wall seconds of live data before the picture. */
  readonly settle: number;
  readonly prepare?: (page: Page, gateway: { kill(): Promise<void> }) => Promise<void>;
}

const afternoon = ['--input', 'simulator', '--seed', '7', '--start-time', '16:20', '--date', '2026-11-20'];

async function chooseFirstLate(page: Page): Promise<void> {
  const late = page.getByTestId('board').locator('[data-mark=late]').first();
  if ((await late.count()) > 0) await late.click();
  await page.mouse.move(0, 0);
}

const scenes: Scene[] = [
  { name: 'day', flags: afternoon, size: DESK, settle: 20, prepare: chooseFirstLate },
  { name: 'day-small', flags: afternoon, size: SMALL, settle: 10, prepare: chooseFirstLate },
  { name: 'day-4k', flags: [...afternoon, '--vans', '500'], size: WALL, settle: 15 },
  { name: 'nothing-yet', flags: ['--input', 'none'], size: SMALL, settle: 4 },
  {
    name: 'feed-dead',
    flags: afternoon,
    size: DESK,
    settle: 10,
    prepare: async (page, gateway) => {
      await gateway.kill();
      await page.getByTestId('banner').waitFor();
      await sleep(9_000);
    },
  },
];

const austin = dataDir('austin-capmetro', console.log);
if (austin !== null) {
  scenes.push({
    name: 'recording-2015-03-07',
    flags: [
      ...['--input', 'recording', '--speed', '600'],
      ...['--positions', join(austin, 'vehicle_positions_2015-03-07.csv.gz')],
      ...['--schedule', join(austin, 'schedule_20140824_20150606.csv.gz')],
      ...['--stops', join(austin, 'stops_20140824_20150606.csv.gz')],
    ],
    size: DESK,
    // Sixty-six seconds are eleven hours of this day.
    settle: 66,
    prepare: chooseFirstLate,
  });
}

async function take(scene: Scene, theme: (typeof THEMES)[number]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'routewatch-pictures-'));
  const gateway = await openGateway(join(folder, 'gateway'), scene.flags);
  let desk: Desk | null = null;
  try {
    const token = await gateway.token('dispatcher', 'desk-2');
    const userData = join(folder, 'desk');
    desk = await launchWeb({ gateway: gateway.url, token, userData, size: scene.size });
    const { page } = desk;
    await page.getByTestId('link').waitFor();
    if (theme === 'light') await page.getByRole('button', { name: 'Light' }).click();
    await sleep(scene.settle * 1_000);
    await scene.prepare?.(page, gateway);
    await sleep(2_000);
    await page.screenshot({ path: join(OUT, `${scene.name}-${theme}.png`) });
    console.log(`${scene.name}-${theme}.png`);
  } finally {
    await desk?.close();
    await gateway.end();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

mkdirSync(OUT, { recursive: true });
const asked = process.argv.slice(2);
for (const scene of scenes) {
  if (asked.length > 0 && !asked.includes(scene.name)) continue;
  for (const theme of THEMES) await take(scene, theme);
}
