import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { jsonFile } from './json-file.ts';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'routewatch-json-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

test('undefined before the first save, then the last one, whole', async () => {
  const file = jsonFile(join(folder, 'deep', 'settings.json'));
  expect(await file.load()).toBeUndefined();
  await Promise.all([1, 2, 3].map((n) => file.save({ n })));
  expect(await file.load()).toEqual({ n: 3 });
  expect(await readdir(join(folder, 'deep'))).toEqual(['settings.json']);
});

test('only the user can read it', async () => {
  const path = join(folder, 'settings.json');
  await jsonFile(path).save('x');
  expect((await stat(path)).mode & 0o077).toBe(0);
});

test('a damaged file rejects, and the next save repairs it', async () => {
  const path = join(folder, 'settings.json');
  await writeFile(path, '{"cut');
  const file = jsonFile(path);
  await expect(file.load()).rejects.toThrow();
  await file.save([1]);
  expect(await file.load()).toEqual([1]);
});

test('a save that fails tells its caller and does not stop the next', async () => {
  const blocked = join(folder, 'blocked');
  await writeFile(blocked, 'a file where a folder must be');
  const file = jsonFile(join(blocked, 'settings.json'));
  await expect(file.save(1)).rejects.toThrow();
  await rm(blocked);
  await file.save(2);
  expect(await file.load()).toBe(2);
});
