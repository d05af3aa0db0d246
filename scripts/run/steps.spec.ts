import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { countOf, run, total } from './steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'routewatch-steps-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const report = (value: unknown): string => {
  const path = join(folder, 'report.json');
  writeFileSync(path, JSON.stringify(value));
  return path;
};

test('counts vitest’s report', () => {
  const path = report({ numPassedTests: 7, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 });
  expect(countOf(path)).toMatchObject({ passed: 7, failed: 1, skipped: 3 });
});

test('counts Playwright’s nested report, with each reason once', () => {
  const skipped = {
    status: 'skipped',
    annotations: [{ type: 'skip', description: 'what only Electron has' }],
  };
  const expected = { status: 'expected', annotations: [] };
  const path = report({
    errors: [],
    suites: [
      { specs: [{ tests: [expected] }], suites: [{ specs: [{ tests: [skipped] }, { tests: [skipped] }] }] },
      { specs: [{ tests: [{ status: 'unexpected', annotations: [] }] }] },
    ],
  });
  expect(countOf(path)).toEqual({
    passed: 1,
    failed: 1,
    skipped: 2,
    why: ['2 specs: what only Electron has'],
  });
});

test('an error outside of any spec is a failure', () => {
  expect(countOf(report({ errors: [{ message: 'no tests found' }], suites: [] }))?.failed).toBe(1);
});

test('no report, no count', () => {
  expect(countOf(join(folder, 'none.json'))).toBeNull();
  expect(countOf(undefined)).toBeNull();
});

test('adds up', () => {
  const count = { passed: 1, failed: 2, skipped: 3, why: ['x'] };
  expect(total([count, count])).toEqual({ passed: 2, failed: 4, skipped: 6, why: ['x', 'x'] });
});

test.each([
  ['process.exit(0)', true],
  ['process.exit(3)', false],
])('%s', async (code, ok) => {
  expect(await run(folder, { name: 'x', command: process.execPath, args: ['-e', code] })).toBe(ok);
});
