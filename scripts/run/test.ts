import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromiumPath } from '../../e2e/support/chromium.ts';
import { findElectron } from '../lib/electron.ts';
import { playwrightCommand, type PlaywrightProject } from '../lib/playwright.ts';
import { root } from '../lib/root.ts';
import { aptInstall, hasDisplay, which } from '../lib/system.ts';
import { packCommand } from './pack.ts';
import { countOf, run, total, type Count, type Step } from './steps.ts';

/**
 * `npm test`: everything that can be shown on this computer. What cannot is listed with its reason, and is a failure where Electron
 * was promised by ELECTRON_OVERRIDE_DIST_PATH.
 */
const results = join(root, 'test-results');
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

const promised = Boolean(process.env['ELECTRON_OVERRIDE_DIST_PATH']);
const counts: Count[] = [];
const failures: string[] = [];
const skipped: string[] = [];

const unit = join(results, 'unit.json');
const vitest = ['--reporter=default', '--reporter=json', `--outputFile.json=${unit}`];
// The parts of `npm run check`, each for itself: a line that is too long hides no broken type.
await step(script('check:types'));
await step(script('check:svelte'));
await step(script('lint'));
await step(script('format:check'));
await step({ ...script('unit', vitest), report: unit });
const built = await step(script('build'));
if (built) {
  await step({
    name: 'chaos',
    command: process.execPath,
    args: ['e2e/chaos/index.ts', '--seed', '1', '--minutes', '1', '--consoles', '4'],
  });
  await step({ name: 'fuzz', command: process.execPath, args: ['e2e/fuzz/index.ts', '--count', '10000'] });
  const sabotage = join(results, 'sabotage.json');
  const flags = ['--reporter=default', '--reporter=json', `--outputFile.json=${sabotage}`];
  await step({ ...script('sabotage', flags), report: sabotage });
  await endToEnd(
    'web',
    chromiumPath() !== null ? null : aptInstall(['chromium'], 'the browser of the e2e specs'),
  );
  const electron = findElectron(root);
  const lacking = 'missing' in electron ? electron.missing : display();
  await endToEnd('electron', lacking);
  const pack = packCommand(root);
  if ('command' in pack) {
    if (await step(pack)) await endToEnd('packed', display());
  } else skip('pack', pack.missing);
}

const sum = total(counts);
if (skipped.length > 0) console.log(`\nSkipped:\n${skipped.map((line) => `  ${line}`).join('\n')}`);
if (failures.length > 0) console.log(`\nFailed: ${failures.join(', ')}`);
console.log(`\n${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
process.exitCode = failures.length > 0 || sum.failed > 0 ? 1 : 0;

function script(name: string, flags: readonly string[] = []): Step {
  return { name, command: 'npm', args: ['run', '--silent', name, '--', ...flags] };
}

async function step(what: Step): Promise<boolean> {
  console.log(`\n== ${what.name}`);
  const begun = performance.now();
  const ok = await run(root, what);
  console.log(`${what.name}: ${((performance.now() - begun) / 1_000).toFixed(0)} s`);
  const count = countOf(what.report);
  if (count !== null) counts.push(count);
  if (!ok) failures.push(what.name);
  if (!ok && (count === null || count.failed === 0))
    counts.push({ passed: 0, failed: 1, skipped: 0, why: [] });
  for (const why of count?.why ?? []) skip(what.name, why);
  return ok;
}

function skip(name: string, why: string): void {
  skipped.push(`${name}: ${why}`);
}

/** One host's specs. @param lacking why they cannot run; null when they can */
async function endToEnd(host: PlaywrightProject, lacking: string | null): Promise<void> {
  const name = `e2e ${host}`;
  if (lacking !== null) {
    skip(name, lacking);
    if (host !== 'web' && promised) failures.push(`${name} (promised by ELECTRON_OVERRIDE_DIST_PATH)`);
    counts.push({ passed: 0, failed: 0, skipped: 1, why: [] });
    return;
  }
  const report = join(results, `e2e-${host}.json`);
  await step({ name, ...playwrightCommand(root, host), report, env: { E2E_REPORT: report } });
  if (host !== 'web' && promised && (countOf(report)?.skipped ?? 0) > 0) {
    failures.push(`${name}: specs were skipped though ELECTRON_OVERRIDE_DIST_PATH is set`);
  }
}

function display(): string | null {
  if (hasDisplay() || which('xvfb-run') !== null) return null;
  return aptInstall(['xvfb', 'xauth'], 'Electron without a display');
}
