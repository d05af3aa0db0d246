import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { boundCrashDumps, keepCrashesHere } from './crash-dumps.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'routewatch-dumps-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));
const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() };

async function dumps(count: number, bytes = 10): Promise<void> {
  await mkdir(join(folder, 'completed'));
  for (let n = 0; n < count; n++) {
    const path = join(folder, 'completed', `${n}.dmp`);
    await writeFile(path, Buffer.alloc(bytes));
    await writeFile(path.replace('.dmp', '.meta'), '');
    await utimes(path, n, n);
  }
}

test('nothing is sent anywhere', () => {
  const start = vi.fn();
  keepCrashesHere({ start });
  expect(start.mock.calls[0]?.[0]).toMatchObject({ uploadToServer: false });
  expect(start.mock.calls[0]?.[0]).not.toHaveProperty('submitURL');
});

test('the newest five are kept', async () => {
  await dumps(9);
  await writeFile(join(folder, 'settings.dat'), '');
  expect(await boundCrashDumps(folder, log)).toBe(4);
  const left = await readdir(join(folder, 'completed'));
  expect(left.sort()).toEqual([4, 5, 6, 7, 8].flatMap((n) => [`${n}.dmp`, `${n}.meta`]));
  expect(await readdir(folder)).toContain('settings.dat');
});

test('together no more than the bound', async () => {
  await dumps(4, 100);
  expect(await boundCrashDumps(folder, log, { most: 10, bytes: 250 })).toBe(2);
});

test('no folder is no dump, and no folder at all is said', async () => {
  expect(await boundCrashDumps(join(folder, 'none'), log)).toBe(0);
  expect(log.warn).not.toHaveBeenCalled();
  await writeFile(join(folder, 'file'), '');
  expect(await boundCrashDumps(join(folder, 'file'), log)).toBe(0);
  expect(log.warn).toHaveBeenCalledOnce();
});
