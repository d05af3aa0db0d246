import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readyUrl, start, type Child } from './child.ts';

export interface Running {
  readonly url: string;
  readonly child: Child;
}

/** @param flags of the gateway; `--data-dir` among them. Its log goes to our standard error, or nowhere. */
export async function startGateway(
  root: string,
  flags: readonly string[],
  log: 'inherit' | 'ignore' | 'pipe' = 'inherit',
): Promise<Running> {
  const args = [join(root, 'gateway/cli/gateway.ts'), '--ready-json', ...flags];
  // Where the benchmarks' recordings are is no setting of the gateway's, and it warns of what it does not know.
  const { ROUTEWATCH_DATA: _, ...env } = process.env;
  const child = start(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', log], env });
  try {
    return { url: await readyUrl(child, 'the gateway'), child };
  } catch (error) {
    await child.end();
    throw error;
  }
}

export interface TokenFor {
  readonly dataDir: string;
  readonly role: string;
  readonly sub: string;
  readonly tenant: string;
}

/** A token of the gateway whose key is in `dataDir`. It is never printed. */
export async function makeToken(root: string, { dataDir, role, sub, tenant }: TokenFor): Promise<string> {
  const cli = join(root, 'gateway/cli/token.ts');
  const args = [cli, '--data-dir', dataDir, '--role', role, '--sub', sub, '--tenant', tenant];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root });
  return stdout.trim();
}

/** The value of `--name value` or `--name=value`; undefined where it is not given. */
export function flagValue(flags: readonly string[], name: string): string | undefined {
  const at = flags.findIndex((flag) => flag === name || flag.startsWith(`${name}=`));
  const flag = flags[at];
  return flag === name ? flags[at + 1] : flag?.slice(name.length + 1);
}
