import { test as base, type Page, type TestInfo } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openGateway, type Gateway } from './gateway.ts';
import { electronPath, launchElectron, launchWeb, type Desk, type Launch } from './hosts.ts';

export interface HostOptions {
  host: 'web' | 'electron';
  /** Flags of the fresh gateway of each spec: `test.use({ gatewayFlags: ['--input', 'none'] })`. */
  gatewayFlags: readonly string[];
  size: { readonly width: number; readonly height: number };
  /** Of `desk`; undefined: it goes by the computer's name. */
  deskName: string | undefined;
}

interface Fixtures {
  /** A folder of this spec alone. */
  folder: string;
  gateway: Gateway;
  /** Starts a console; several in one spec are fine, with the same `userData` one after the other. */
  launch: (options?: Partial<Launch>) => Promise<Desk>;
  /** A console signed in to `gateway`, with `desk.electron` and `desk.problems`. */
  desk: Desk;
  /** Its page. */
  app: Page;
  /** Keeps a picture with the results: `NAME-HOST.png`. */
  picture: (name: string) => Promise<void>;
}

export const test = base.extend<Fixtures & HostOptions>({
  host: ['web', { option: true }],
  gatewayFlags: [['--input', 'none'], { option: true }],
  size: [{ width: 1_600, height: 900 }, { option: true }],
  deskName: [undefined, { option: true }],

  folder: async ({ host }, use) => {
    const folder = mkdtempSync(join(tmpdir(), `routewatch-e2e-${host}-`));
    await use(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  },

  gateway: async ({ folder, gatewayFlags }, use) => {
    const gateway = await openGateway(join(folder, 'gateway'), gatewayFlags);
    await use(gateway);
    await gateway.end();
  },

  launch: async ({ host, folder, size }, use, info) => {
    const electron = electronPath();
    skipWithoutElectron(host, electron, info);
    const desks: Desk[] = [];
    await use(async (options = {}) => {
      const launch = { gateway: null, token: null, userData: join(folder, 'desk'), size, ...options };
      const desk =
        host === 'electron' && electron !== undefined
          ? await launchElectron(electron, launch)
          : await launchWeb(launch);
      desks.push(desk);
      return desk;
    });
    const problems = desks.flatMap((desk) => desk.problems.unexpected());
    for (const desk of desks) await desk.close();
    if (problems.length > 0) throw new Error(`the page had problems:\n${problems.join('\n')}`);
  },

  desk: async ({ gateway, launch, deskName }, use) => {
    const token = await gateway.token('dispatcher', 'desk-1');
    await use(await launch({ gateway: gateway.url, token, ...(deskName === undefined ? {} : { deskName }) }));
  },

  app: async ({ desk }, use) => use(desk.page),

  picture: async ({ desk, host }, use, info) => {
    await use(async (name) => {
      const path = info.outputPath(`${name}-${host}.png`);
      await desk.page.screenshot({ path });
      await info.attach(name, { path, contentType: 'image/png' });
    });
  },
});
export { expect } from '@playwright/test';

/** Where Electron was promised, a skipped spec would be a lie. */
function skipWithoutElectron(host: string, path: string | undefined, info: TestInfo): void {
  info.skip(host === 'electron' && path === undefined, 'no Electron binary: set ELECTRON_OVERRIDE_DIST_PATH');
}
