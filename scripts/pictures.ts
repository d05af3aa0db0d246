import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { build, preview } from 'vite';
import { dataDir } from '../bench/lib/data-dir.ts';
import { CHROMIUM_FLAGS, chromiumPath } from '../e2e/support/chromium.ts';
import { openGateway } from '../e2e/support/gateway.ts';
import { launchWeb } from '../e2e/support/hosts.ts';
import { root } from './lib/root.ts';
import {
  bridgeScenes,
  fileOf,
  gatewayScenes,
  type BridgeScene,
  type GatewayScene,
  type Scene,
} from './pictures/scenes.ts';
import { pageOf } from './pictures/page.ts';
import { shrink } from './pictures/small.ts';
import { stateScenes } from './pictures/states.ts';

/**
 * `npm run pictures [-- NAME...]`: the pictures of docs/pictures and the page that lists them; those that are asked for by name, or
 * all with `--all`, come to test-results/pictures where they are not kept. Most are of the real console on a real gateway; states
 * that pass too fast to be caught are of the same window over the development bridge. Those of the recorded day need ROUTEWATCH_DATA.
 */
const KEPT = join(root, 'docs/pictures');
const OTHERS = join(root, 'test-results/pictures');

async function keep(page: Page, scene: Scene, file: string): Promise<void> {
  const path = join(scene.kept === false ? OTHERS : KEPT, file);
  await page.screenshot({ path, timeout: 90_000 });
  if (scene.kept !== false) shrink(path);
  console.log(`${file}: ${Math.round(statSync(path).size / 1024)} KiB`);
}

/** By the settings, whose fields are the same in every language. */
async function wear(page: Page, theme: Scene['themes'][number]): Promise<void> {
  await page.emulateMedia({ colorScheme: theme === 'light' ? 'light' : 'dark' });
  if ((await page.locator('html').getAttribute('data-theme')) === theme) return;
  await page.keyboard.press('Control+,');
  await page.locator(`[data-setting=theme] input[value=${theme}]`).check({ force: true });
  await page.keyboard.press('Escape');
  await page.locator(`html[data-theme=${theme}]`).waitFor();
  // The map's ground is drawn anew, by software where there is no graphics card.
  await page.waitForTimeout(3_500);
}

async function ofGateway(scene: GatewayScene): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'routewatch-pictures-'));
  const gateway = await openGateway(join(folder, 'gateway'), scene.flags);
  try {
    const token = await gateway.token('dispatcher', 'desk-2');
    const desk = await launchWeb({
      gateway: gateway.url,
      token,
      userData: join(folder, 'desk'),
      size: scene.size,
    });
    try {
      const { page } = desk;
      await page.getByTestId('link').waitFor();
      await page.waitForTimeout(scene.settle * 1_000);
      await scene.prepare?.(page, gateway);
      await page.waitForTimeout(2_000);
      for (const theme of scene.themes) {
        await wear(page, theme);
        await keep(page, scene, fileOf(scene, theme));
      }
    } finally {
      await scene.after?.(gateway);
      await desk.close();
    }
  } finally {
    await gateway.end();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function ofBridge(scenes: readonly BridgeScene[]): Promise<void> {
  if (scenes.length === 0) return;
  const executablePath = chromiumPath();
  if (executablePath === null) throw new Error('no Chromium: apt-get install chromium');
  const configFile = join(root, 'renderer/dev/vite.config.ts');
  await build({ configFile, logLevel: 'error' });
  const server = await preview({ configFile, preview: { port: 0, host: '127.0.0.1' }, logLevel: 'warn' });
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
  try {
    for (const scene of scenes)
      for (const theme of scene.themes) {
        const page = await browser.newPage({ viewport: scene.size, reducedMotion: 'reduce' });
        await page.goto(
          `${server.resolvedUrls?.local[0] ?? ''}dev/index.html?still=1&theme=${theme}&${scene.query}`,
        );
        await page.waitForTimeout(scene.kept !== false || scene.query.includes('map') ? 5_000 : 1_500);
        for (const key of scene.keys ?? [])
          await (key.startsWith('>') || key.startsWith('"')
            ? page.keyboard.type(key.replace(/^"/, ''))
            : page.keyboard.press(key));
        await page.waitForTimeout(scene.keys === undefined ? 0 : 1_500);
        await keep(page, scene, fileOf(scene, theme));
        await page.close();
      }
  } finally {
    await browser.close();
    await server.close();
  }
}

for (const folder of [KEPT, OTHERS]) mkdirSync(folder, { recursive: true });
const asked = process.argv.slice(2);
const wanted = ({ name, kept }: Scene): boolean =>
  asked.includes('--all') || (asked.length === 0 ? kept !== false : asked.includes(name));
const austin = dataDir('austin-capmetro', console.log);
const real = gatewayScenes(austin);
for (const scene of real.filter(wanted)) await ofGateway(scene);
await ofBridge([...bridgeScenes, ...stateScenes].filter(wanted));
// Those that were made elsewhere are listed too.
writeFileSync(join(KEPT, 'README.md'), pageOf([...gatewayScenes(austin ?? ''), ...bridgeScenes], KEPT));
