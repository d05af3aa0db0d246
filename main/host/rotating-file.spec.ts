import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { rotatingFile } from './rotating-file.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'routewatch-log-'));
  path = join(folder, 'logs/console.log');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const line = (n: number): string => `${String(n).padStart(9, '0')}\n`;

test('a year of lines is two files of the bound, and the last lines are there', () => {
  const log = rotatingFile(path, 1_000);
  for (let n = 0; n < 10_000; n++) {
    log.write(line(n));
    if (n % 500 === 0) expect(statSync(path).size).toBeLessThanOrEqual(1_000);
  }
  expect(statSync(`${path}.old`).size).toBeLessThanOrEqual(1_000);
  const kept = readFileSync(`${path}.old`, 'utf8') + readFileSync(path, 'utf8');
  const first = 10_000 - kept.length / 10;
  expect(kept).toBe(Array.from({ length: kept.length / 10 }, (_, n) => line(first + n)).join(''));
});

test('another start goes on where the last one ended', () => {
  rotatingFile(path, 1_000).write(line(1));
  rotatingFile(path, 1_000).write(line(2));
  expect(readFileSync(path, 'utf8')).toBe(line(1) + line(2));
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('a disk that takes nothing stops nobody, and what was lost is said as soon as there is room', () => {
  const log = rotatingFile(path, 1_000);
  writeFileSync(join(folder, 'logs'), 'a file where the folder should be');
  for (let n = 0; n < 3; n++) expect(() => log.write(line(n))).not.toThrow();
  rmSync(join(folder, 'logs'));
  log.write(line(4));
  const [said, last] = readFileSync(path, 'utf8').split('\n');
  expect(JSON.parse(said ?? '')).toMatchObject({ msg: 'lines of the log were lost', lines: 3 });
  expect(last).toBe('000000004');
});

test('the bound holds where the old file cannot be moved', () => {
  mkdirSync(`${path}.old`, { recursive: true });
  const log = rotatingFile(path, 100);
  for (let n = 0; n < 95; n++) log.write(line(n));
  expect(statSync(path).size).toBeLessThanOrEqual(100);
  expect(readFileSync(path, 'utf8')).toContain('000000094');
});
