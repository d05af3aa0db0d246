import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumPath } from '../../e2e/support/chromium.ts';
import { start } from '../lib/child.ts';
import { findElectron } from '../lib/electron.ts';
import { playwrightCommand } from '../lib/playwright.ts';
import { hasDisplay, which } from '../lib/system.ts';
import type { EndToEndCheck } from './item.ts';
import type { Ran } from './outcome.ts';

type Project = EndToEndCheck['project'];

/** Why the specs of a project cannot run here; null where they can. */
export function lacking(root: string, project: Project): string | null {
  if (project === 'web') return chromiumPath() === null ? 'no Chromium on this computer' : null;
  const electron = findElectron(root, { download: false });
  if ('missing' in electron) return electron.missing;
  if (!hasDisplay() && which('xvfb-run') === null) return 'no display, and no xvfb-run';
  if (project === 'packed' && globSync('release/*unpacked/*', { cwd: root }).length === 0)
    return 'nothing is packed: npm run pack';
  return null;
}

interface Suite {
  readonly suites?: readonly Suite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly tests: readonly {
      readonly annotations: readonly { readonly description?: string }[];
      readonly results: readonly {
        readonly status: string;
        readonly errors: readonly { readonly message?: string }[];
      }[];
    }[];
  }[];
}

/** What Playwright says of the specs of `files` on a host. A failure says all that went wrong, as soft assertions do. */
export async function runLive(
  root: string,
  project: Project,
  files: readonly string[],
): Promise<readonly Ran[]> {
  const folder = mkdtempSync(join(tmpdir(), 'routewatch-security-'));
  const report = join(folder, 'report.json');
  const more = ['--output', join(folder, 'results'), ...files];
  const { command, args } = playwrightCommand(root, project, more);
  try {
    await start(command, args, {
      cwd: root,
      stdio: 'ignore',
      env: { ...process.env, E2E_REPORT: report },
    }).ended;
    return existsSync(report) ? ranOf(JSON.parse(readFileSync(report, 'utf8')) as Suite) : [];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function ranOf({ suites = [], specs = [] }: Suite): Ran[] {
  const own = specs.flatMap(({ title, tests }) =>
    tests.map(({ annotations, results }): Ran => {
      const last = results.at(-1);
      const why = (last?.errors ?? []).map(({ message = '' }) => message).join('\n');
      const skipped = annotations.map(({ description = '' }) => description).join('; ');
      if (last?.status === 'passed') return { title, state: 'passed', why: '' };
      if (last?.status === 'skipped') return { title, state: 'skipped', why: skipped };
      return { title, state: 'failed', why: why || 'it did not end' };
    }),
  );
  return [...own, ...suites.flatMap(ranOf)];
}
