import { existsSync, readFileSync } from 'node:fs';
import { start } from '../lib/child.ts';

export interface Step {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** JSON report of vitest or Playwright that the step writes. */
  readonly report?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Reasons of the skipped ones, each once. */
  readonly why: readonly string[];
}

/** Runs one step with its output on ours. Says whether it ended well. */
export async function run(cwd: string, { command, args, env }: Step): Promise<boolean> {
  const shell = process.platform === 'win32' && command === 'npm';
  const child = start(command, args, { cwd, stdio: 'inherit', shell, env: { ...process.env, ...env } });
  const stop = (): void => void child.end().then(() => process.exit(143));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  const code = await child.ended;
  process.off('SIGINT', stop);
  process.off('SIGTERM', stop);
  return code === 0;
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
}
interface Suite {
  readonly suites?: readonly Suite[];
  readonly specs?: readonly { readonly tests: readonly PlaywrightTest[] }[];
}
interface PlaywrightTest {
  readonly status: 'skipped' | 'expected' | 'unexpected' | 'flaky';
  readonly annotations: readonly { readonly type: string; readonly description?: string }[];
}
interface PlaywrightReport extends Suite {
  readonly errors: readonly unknown[];
}

/** What a report says; null where the step ended before it wrote one. */
export function countOf(path: string | undefined): Count | null {
  if (path === undefined || !existsSync(path)) return null;
  const report = JSON.parse(readFileSync(path, 'utf8')) as VitestReport | PlaywrightReport;
  return 'numPassedTests' in report ? ofVitest(report) : ofPlaywright(report);
}

function ofVitest(report: VitestReport): Count {
  const skipped = report.numPendingTests + report.numTodoTests;
  const why = skipped === 0 ? [] : [`${skipped} unit specs, reasons above`];
  return { passed: report.numPassedTests, failed: report.numFailedTests, skipped, why };
}

function ofPlaywright(report: PlaywrightReport): Count {
  const tests = testsOf(report);
  const is = (...status: readonly string[]): number =>
    tests.filter((test) => status.includes(test.status)).length;
  const reasons = tests
    .filter((test) => test.status === 'skipped')
    .map((test) => test.annotations.find(({ type }) => type === 'skip')?.description ?? 'no reason given');
  return {
    passed: is('expected', 'flaky'),
    failed: is('unexpected') + report.errors.length,
    skipped: is('skipped'),
    why: [...new Set(reasons)].map(
      (why) => `${reasons.filter((other) => other === why).length} specs: ${why}`,
    ),
  };
}

function testsOf(suite: Suite): PlaywrightTest[] {
  const own = (suite.specs ?? []).flatMap((spec) => spec.tests);
  return [...own, ...(suite.suites ?? []).flatMap(testsOf)];
}

export const total = (counts: readonly Count[]): Count => ({
  passed: counts.reduce((sum, { passed }) => sum + passed, 0),
  failed: counts.reduce((sum, { failed }) => sum + failed, 0),
  skipped: counts.reduce((sum, { skipped }) => sum + skipped, 0),
  why: counts.flatMap(({ why }) => why),
});
