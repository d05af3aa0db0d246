import { spawnSync } from 'node:child_process';
import type { Outcome } from './outcome.ts';

interface Audit {
  readonly error?: { readonly summary?: string; readonly code?: string };
  readonly message?: string;
  readonly metadata?: { readonly vulnerabilities?: Readonly<Record<string, number>> };
}

/** What is worth failing for. */
const BAD = ['high', 'critical'];

/** What the registry knows of what the program ships. Where its audit cannot be asked, that is said and is no failure. */
export function readAudit(stdout: string): Outcome {
  let audit: Audit;
  try {
    audit = JSON.parse(stdout) as Audit;
  } catch {
    return { is: 'skipped', why: 'npm audit said nothing that can be read' };
  }
  const counts = audit.metadata?.vulnerabilities;
  if (counts === undefined)
    return {
      is: 'skipped',
      why: `the registry’s audit could not be asked (${audit.error?.code ?? 'no answer'})`,
    };
  const bad = BAD.filter((level) => (counts[level] ?? 0) > 0).map(
    (level) => `${String(counts[level])} ${level}`,
  );
  return bad.length === 0 ? { is: 'passed' } : { is: 'failed', why: `npm audit: ${bad.join(', ')}` };
}

export function auditDependencies(root: string): Outcome {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const args = ['audit', '--omit', 'dev', '--json', '--fetch-retries', '0', '--fetch-timeout', '20000'];
  const { stdout } = spawnSync(npm, args, {
    cwd: root,
    encoding: 'utf8',
    timeout: 60_000,
    shell: process.platform === 'win32',
  });
  return readAudit(stdout ?? '');
}
