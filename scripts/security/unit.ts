import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { start } from '../lib/child.ts';
import type { UnitCheck } from './item.ts';
import type { Ran } from './outcome.ts';

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly title: string;
      readonly status: string;
      readonly failureMessages: readonly string[] | null;
    }[];
  }[];
}

/** What vitest says of the specs of `files` in `root`, by file. `only` is a name's beginning. */
export async function runUnits(
  root: string,
  files: readonly string[],
  only?: string,
): Promise<ReadonlyMap<string, readonly Ran[]>> {
  const folder = mkdtempSync(join(tmpdir(), 'routewatch-security-'));
  const report = join(folder, 'report.json');
  const args = [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    ...files,
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...(only === undefined ? [] : ['-t', escape(only)]),
  ];
  try {
    await start(process.execPath, args, { cwd: root, stdio: 'ignore' }).ended;
    const ran = new Map<string, Ran[]>();
    if (!existsSync(report)) return ran;
    for (const { name, assertionResults } of (JSON.parse(readFileSync(report, 'utf8')) as Report)
      .testResults) {
      ran.set(
        relative(root, name).replaceAll('\\', '/'),
        assertionResults.map(({ title, status, failureMessages }) => ({
          title,
          state: status === 'passed' ? 'passed' : status === 'failed' ? 'failed' : 'skipped',
          why: failureMessages?.[0] ?? '',
        })),
      );
    }
    return ran;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

export const filesOf = (checks: readonly UnitCheck[]): string[] => [
  ...new Set(checks.map(({ file }) => file)),
];
