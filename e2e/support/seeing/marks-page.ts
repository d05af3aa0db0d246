import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { build, preview } from 'vite';
import { root } from '../../../scripts/lib/root.ts';
import { CHROMIUM_FLAGS, chromiumPath } from '../chromium.ts';
import { watchProblems } from '../problems.ts';
import type { Picture } from './apart.ts';

const configFile = join(root, 'renderer/dev/vite.config.ts');

/** A row of marks as Chromium has painted it: each mark's pixels by its name, and the ground that they stand on. */
export interface Row {
  readonly marks: ReadonlyMap<string, Picture>;
  readonly ground: Picture;
}

export interface MarksPage {
  painted(theme: string): Promise<{ readonly rows: ReadonlyMap<string, Row>; readonly png: Buffer }>;
  close(): Promise<void>;
}

/** The page of marks, built and served for this once, at one device pixel to a CSS pixel: the coarsest display. */
export async function openMarks(): Promise<MarksPage> {
  const executablePath = chromiumPath();
  if (executablePath === null) throw new Error('no Chromium: apt-get install chromium');
  const outDir = mkdtempSync(join(tmpdir(), 'routewatch-marks-'));
  const rolldownOptions = {
    input: join(root, 'renderer/dev/marks.html'),
    checks: { pluginTimings: false },
  };
  await build({ configFile, logLevel: 'warn', build: { outDir, rolldownOptions } });
  const server = await preview({
    configFile,
    build: { outDir },
    preview: { port: 0, host: '127.0.0.1' },
    logLevel: 'warn',
  });
  const base = server.resolvedUrls?.local[0] ?? '';
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
  const page = await browser.newPage({ viewport: { width: 1000, height: 320 }, deviceScaleFactor: 1 });
  const problems = watchProblems(page);
  return {
    painted: async (theme) => {
      await page.goto(`${base}dev/marks.html?theme=${theme}`);
      await page.locator('main[data-drawn=true]').waitFor();
      await page.evaluate(() => document.fonts.ready.then(() => undefined));
      const found = problems.unexpected();
      if (found.length > 0) throw new Error(`the page of marks had problems:\n${found.join('\n')}`);
      const png = await page.screenshot();
      return { rows: await readRows(page, png), png };
    },
    close: async () => {
      await browser.close();
      await server.close();
      rmSync(outDir, { recursive: true, force: true });
    },
  };
}

async function readRows(page: Page, png: Buffer): Promise<Map<string, Row>> {
  const read = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const paper = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d', {
      willReadFrequently: true,
    });
    if (paper === null) throw new Error('no 2D context');
    paper.drawImage(bitmap, 0, 0);
    return [...document.querySelectorAll<HTMLElement>('[data-row]')].map((row) => {
      const { x, y, width, height } = row.getBoundingClientRect();
      const names = (row.dataset['names'] ?? '').split(' ');
      const cell = width / names.length;
      const cells = names.map((name, i) => ({
        name,
        width: cell,
        height,
        data: [...paper.getImageData(x + i * cell, y, cell, height).data],
      }));
      return { row: row.dataset['row'] ?? '', cells };
    });
  }, png.toString('base64'));
  return new Map(
    read.map(({ row, cells }) => {
      const ground = cells.find(({ name }) => name === '');
      if (ground === undefined) throw new Error(`row ${row} has no empty cell`);
      const marks = new Map(cells.filter(({ name }) => name !== '').map((cell) => [cell.name, cell]));
      return [row, { marks, ground }];
    }),
  );
}
