import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockFolder } from './folder-lock.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a second one over the same folder is refused until the first lets go', async () => {
  const data = join(folder, 'data');
  const first = await lockFolder(data);
  expect(first).not.toBeNull();
  expect(await lockFolder(data)).toBeNull();
  expect(await lockFolder(join(data, '..', 'data'))).toBeNull();
  const other = await lockFolder(join(folder, 'other'));
  expect(other).not.toBeNull();
  other?.dispose();
  first?.dispose();
  const again = await lockFolder(data);
  expect(again).not.toBeNull();
  again?.dispose();
});

test('one that was killed locks nobody out', async () => {
  const script = `const { lockFolder } = await import(${JSON.stringify(join(import.meta.dirname, 'folder-lock.ts'))});
    await lockFolder(${JSON.stringify(folder)}); console.log('held'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  expect(await lockFolder(folder)).toBeNull();
  child.kill('SIGKILL');
  await once(child, 'exit');
  const next = await lockFolder(folder);
  expect(next).not.toBeNull();
  next?.dispose();
});

test('a folder with a long name has a lock too', async () => {
  const long = join(folder, 'x'.repeat(120));
  const first = await lockFolder(long);
  expect([first === null, await lockFolder(long)]).toEqual([false, null]);
  first?.dispose();
});
