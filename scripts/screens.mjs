// Pictures of the fake bridge's window, and what axe finds in it: screens.mjs [OUT [NAME-PART...]]. CHROMIUM names another
// browser than the one that is found, SETTLE_MS the wait before a picture (software rendering is slow), SKIP_BUILD=1 takes the last build.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright';
import { build, preview } from 'vite';
import { CHROMIUM_FLAGS, chromiumPath } from '../e2e/support/chromium.ts';

const config = resolve(import.meta.dirname, '../renderer/dev/vite.config.ts');
const [out = 'test-results/screens', ...parts] = process.argv.slice(2);
const HD = [1920, 1080];
const scenes = {
  'dark-1920': ['theme=dark&select=4', HD],
  'light-1920': ['theme=light&select=4', HD],
  'dark-1280': ['theme=dark&select=4', [1280, 800]],
  'light-1280': ['theme=light', [1280, 800]],
  'contrast-1920': ['theme=contrast&select=4', HD],
  'contrast-1280': ['theme=contrast&select=4&density=comfortable&textSize=130', [1280, 800]],
  'compact-1920': ['density=compact&textSize=90&select=4', HD],
  'large-1920': ['density=comfortable&textSize=150&select=4&language=de&clock=h12', HD],
  'dark-3840': ['theme=dark&select=4', [3840, 2160]],
  'light-3840': ['theme=light&select=4', [3840, 2160]],
  empty: ['routes=0', HD],
  'five-thousand': ['routes=5000', HD],
  stale: ['phase=stale&select=4', HD],
  waiting: ['phase=waiting&theme=light', HD],
  'catching-up': ['phase=catching-up', HD],
  'signed-out': ['phase=signed-out', [1280, 800]],
  refused: ['phase=refused&theme=light', [1280, 800]],
  'route-dark-1920': ['theme=dark&select=4&panels=map,board,alarms,capacity,chart,route', HD],
  'route-light-1920': ['theme=light&select=13&panels=map,board,alarms,capacity,chart,route', HD],
  'route-dark-1280': ['theme=dark&select=4&panels=map,board,alarms,capacity,chart,route', [1280, 800]],
  'route-light-1280': ['theme=light&select=38&panels=map,board,alarms,capacity,chart,route', [1280, 800]],
  'route-none': ['panels=map,board,alarms,route', [1280, 800]],
  'route-unknown': ['panels=map,board,alarms,route&select=none', [1280, 800]],
  'route-stale': ['phase=stale&select=4&panels=map,board,alarms,route', [1280, 800]],
  'route-catching-up': ['phase=catching-up&select=4&panels=map,board,alarms,route', [1280, 800]],
  ...Object.fromEntries(
    ['calm', 'busy', 'flood'].flatMap((mood) => [
      [`alarms-${mood}-dark-1920`, [`theme=dark&alarms=${mood}&acts=1`, HD]],
      [`alarms-${mood}-light-1280`, [`theme=light&alarms=${mood}`, [1280, 800]]],
    ]),
  ),
  'alarm-desk-dark-1920': ['theme=dark&panels=map,board,alarms,alarm-desk', HD],
  'alarm-desk-light-1280': ['theme=light&panels=alarms,alarm-desk', [1280, 800]],
  'alarm-health-dark-1920': [
    'panels=alarms,alarm-desk&alarms=flood',
    HD,
    ['Control+k', '>alarm health', 'Enter'],
  ],
  'alarm-shift-light-1280': [
    'theme=light&panels=alarms,alarm-desk',
    [1280, 800],
    ['Control+k', '>hand over', 'Enter'],
  ],
  'alarm-shelve-dark-1280': ['', [1280, 800], ['n', 's']],
  'alarm-bulk-de-1920': ['language=de&alarms=flood', HD, ['b']],
  'gap-dark-1920': ['theme=dark&select=4&gaps=1', HD],
  'gap-light-1280': ['theme=light&gaps=3', [1280, 800]],
  'gap-report-dark-1920': ['theme=dark&gaps=1&press=o', HD],
  'gap-report-light-1280': ['theme=light&gaps=3&press=o', [1280, 800]],
  'board-groups': ['board={"group":"depot","folds":{"all":false,"except":["Bayview"]}}&select=4', HD],
  'board-status-5000-light': [
    'routes=5000&theme=light&panels=board,alarms&board={"group":"status","columns":[{"id":"van","width":null},{"id":"depot","width":9},{"id":"status","width":null},{"id":"conditions","width":null},{"id":"alarms","width":null},{"id":"adherence","width":null},{"id":"risk","width":null},{"id":"slack","width":null},{"id":"done","width":null},{"id":"next","width":null},{"id":"eta","width":null},{"id":"window","width":null},{"id":"age","width":null}]}',
    HD,
  ],
  'board-wide-1280': [
    'select=4&board={"columns":[{"id":"van","width":14},{"id":"depot","width":9},{"id":"status","width":9},{"id":"conditions","width":10},{"id":"alarms","width":8},{"id":"adherence","width":null},{"id":"risk","width":null},{"id":"slack","width":null},{"id":"done","width":12}]}',
    [1280, 800],
  ],
  'board-view-1280': ['', [1280, 800], ['t', 'v']],
  'board-none': ['board={"filter":"dwell","search":"okafor"}&theme=light', [1280, 800]],
  'board-3840': ['routes=5000&panels=board,alarms&board={"group":"depot"}', [3840, 2160]],
  'no-map': ['panels=board,alarms,chart,capacity', HD],
  ...Object.fromEntries(
    ['dark', 'light', 'contrast'].flatMap((theme) => [
      [`settings-${theme}`, [`theme=${theme}&density=compact`, [1280, 800], ['Control+,']]],
      [`about-${theme}`, [`theme=${theme}`, [1280, 800], ['Control+k', '>about', 'Enter']]],
      [`diagnostics-${theme}`, [`theme=${theme}`, [1280, 800], ['Control+k', '>diagn', 'Enter']]],
    ]),
  ),
  'settings-de': ['language=de&textSize=120', HD, ['Control+,', 'Tab', 'Tab', 'ArrowUp']],
  'settings-wrong': ['theme=light', [1280, 800], ['Control+,', 'Tab', 'Tab', 'Tab', 'Backspace']],
  'settings-signed-out': ['phase=signed-out', [1280, 800], ['Control+,']],
  'two-panels': ['panels=board,alarms', HD],
};

process.env['NODE_ENV'] = 'production';
if (process.env['SKIP_BUILD'] !== '1') await build({ configFile: config, logLevel: 'warn' });
let found = 0;
const server = await preview({
  configFile: config,
  preview: { port: 0, host: '127.0.0.1' },
  logLevel: 'warn',
});
const base = server.resolvedUrls.local[0];
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? chromiumPath() ?? undefined,
  args: CHROMIUM_FLAGS,
});
mkdirSync(out, { recursive: true });
try {
  for (const [name, [query, [width, height], keys = []]] of Object.entries(scenes)) {
    if (parts.length > 0 && !parts.some((part) => name.includes(part))) continue;
    const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' });
    const page = await context.newPage();
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) console.log(`${name}: ${message.text()}`);
    });
    page.on('pageerror', (error) => console.log(`${name}: ${error.stack}`));
    await page.goto(`${base}dev/index.html?still=1&${query}`);
    const press = new URLSearchParams(query).get('press');
    await page.waitForTimeout(Number(process.env['SETTLE_MS'] ?? '2500'));
    if (press !== null) await page.keyboard.press(press);
    for (const key of keys) await (key.startsWith('>') ? page.keyboard.type(key) : page.keyboard.press(key));
    if (keys.length > 0) await page.waitForTimeout(1_500);
    await page.screenshot({ path: join(out, `${name}.png`), timeout: 90_000 });
    const { violations } = await new AxeBuilder({ page }).analyze();
    for (const { id, nodes } of violations)
      for (const node of nodes.slice(0, 4))
        console.log(`${name}: axe ${id}: ${node.html.slice(0, 160)} ${node.failureSummary}`);
    found += violations.length;
    console.log(`${name}: ${violations.length} axe violations`);
    await context.close();
  }
} finally {
  await browser.close();
  await server.close();
}
if (found > 0) process.exitCode = 1;
