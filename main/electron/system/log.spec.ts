import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fileLog } from './log.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'routewatch-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a line is JSON, and holds no token, password or user’s name, wherever in it they were', () => {
  const log = fileLog(folder, false);
  const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJkZXNrLTIifQ.c2lnbmF0dXJl';
  log.error('crash', { error: `Error: ${token}\n    at run (${homedir()}/x.mjs:1:1)`, password: 'hunter2' });
  const text = readFileSync(join(folder, 'console.log'), 'utf8');
  for (const secret of [token, 'hunter2', homedir()]) expect(text).not.toContain(secret);
  expect(JSON.parse(text)).toMatchObject({ msg: 'crash', password: '[redacted]' });
});

test('a window that floods it fills two files and no more', () => {
  const log = fileLog(folder, false, 10_000);
  for (let n = 0; n < 2_000; n++) log.warn('navigation refused', { n });
  expect(readdirSync(folder).sort()).toEqual(['console.log', 'console.log.old']);
  for (const name of readdirSync(folder))
    expect(statSync(join(folder, name)).size).toBeLessThanOrEqual(10_000);
});
