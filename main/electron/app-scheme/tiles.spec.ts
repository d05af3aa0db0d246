import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tilesResponse } from './tiles.ts';

let folder: string;
let path: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'routewatch-tiles-'));
  path = join(folder, 'a.pmtiles');
  await writeFile(
    path,
    Uint8Array.from({ length: 1_000 }, (_, i) => i % 256),
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('answers a range with 206 and exactly those bytes', async () => {
  const response = await tilesResponse(path, 'bytes=10-13');
  expect(response.status).toBe(206);
  expect(response.headers.get('content-range')).toBe('bytes 10-13/1000');
  expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([10, 11, 12, 13]);
});

test('answers a range past the end with 416 and the size', async () => {
  const response = await tilesResponse(path, 'bytes=1000-1010');
  expect(response.status).toBe(416);
  expect(response.headers.get('content-range')).toBe('bytes */1000');
});

test('answers the whole of a small file without a range', async () => {
  const response = await tilesResponse(path, null);
  expect(response.status).toBe(200);
  expect((await response.arrayBuffer()).byteLength).toBe(1_000);
});

test('a missing file is an error for the caller', async () => {
  await expect(tilesResponse(join(folder, 'none'), null)).rejects.toThrow('ENOENT');
});
