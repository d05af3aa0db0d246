import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** The command itself, for the shortest time in which the kind meets something. */
export function chaos(args: readonly string[]): { readonly code: number | null; readonly out: string } {
  const command = [join(import.meta.dirname, 'index.ts'), '--seed', '1', '--consoles', '4', ...args];
  const { status, stdout } = spawnSync(process.execPath, command, { encoding: 'utf8', timeout: 110_000 });
  return { code: status, out: stdout };
}
