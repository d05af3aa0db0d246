import { chromium } from '@playwright/test';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { CHROMIUM_FLAGS, chromiumPath } from '../e2e/support/chromium.ts';
import type { Kind } from './lib/chart-page.ts';
import { percentile, table } from './lib/stats.ts';

/**
 * What one more point costs a chart that shows 100,000 points, over one that shows 10,000: append, update and draw, in a real
 * Chromium. Sizes take turns in one run, so that the ratio does not hang on what else the computer does.
 */
const SIZES = [10_000, 100_000];
const GOAL = 1.25;
/** The lower quartile: what else runs on the computer only ever adds. */
const QUIET = 0.25;
const KINDS: readonly { readonly kind: Kind; readonly name: string; readonly rounds: number }[] = [
  { kind: 'ring', name: 'min/max ring feeding Chart.js', rounds: 120 },
  { kind: 'ring-band', name: 'the same with its usual band', rounds: 120 },
  { kind: 'decimated', name: 'Chart.js, its own decimation', rounds: 24 },
  { kind: 'plain', name: 'Chart.js, every point', rounds: 4 },
];

type Measure = (kind: Kind, sizes: readonly number[], rounds: number) => number[][];

const executablePath = chromiumPath();
if (executablePath === null)
  throw new Error('no Chromium: apt-get install chromium, or npx playwright install chromium');
const bundle = await rolldown({ input: join(import.meta.dirname, 'lib/chart-page.ts'), platform: 'browser' });
const { output } = await bundle.generate({ format: 'iife' });
await bundle.close();
const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
try {
  const page = await browser.newPage({ viewport: { width: 1_100, height: 800 } });
  await page.setContent('<!doctype html><body></body>');
  await page.addScriptTag({ content: output[0].code });
  const rows = [['chart of 1,000 x 300 px', '10k ms', '100k ms', '100k p99', 'ratio']];
  for (const { kind, name, rounds } of KINDS) {
    const [small = [], large = []] = await page.evaluate(
      ([kind, sizes, rounds]) => (window as unknown as { measure: Measure }).measure(kind, sizes, rounds),
      [kind, SIZES, rounds] as const,
    );
    const [few, many] = [percentile(small, QUIET), percentile(large, QUIET)];
    const ratio = many / few;
    const ms = [few, many, percentile(large, 0.99)].map((value) => value.toFixed(2));
    rows.push([name, ...ms, ratio.toFixed(2)]);
    // The page's own line, which is the one that is promised.
    if (kind === 'ring' && ratio > GOAL) process.exitCode = 1;
  }
  console.log(`one more point, drawn; goal of the ring: at most ${GOAL}`);
  console.log(table(rows));
} finally {
  await browser.close();
}
