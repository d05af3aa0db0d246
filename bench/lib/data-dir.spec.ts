import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { dataDir } from './data-dir.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'routewatch-data-'));
  mkdirSync(join(root, 'some-city'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

it('finds a set below the folder that was named, and says nothing', () => {
  const said: string[] = [];
  expect(dataDir('some-city', (line) => said.push(line), root)).toBe(join(root, 'some-city'));
  expect(said).toEqual([]);
});

it.each([['named'], ['unnamed']])('says what is absent and how to give it (folder %s)', (named) => {
  const said: string[] = [];
  const set = 'nowhere-at-all';
  expect(dataDir(set, (line) => said.push(line), named === 'named' ? root : '')).toBeNull();
  expect(said).toEqual([expect.stringContaining(`set ROUTEWATCH_DATA to the folder that holds ${set}/`)]);
});
