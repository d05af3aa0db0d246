import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where a command of the PATH is; null where it is not. */
export function which(command: string): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, command)).find((path) => existsSync(path)) ?? null;
}

export const isRoot = (): boolean => process.getuid?.() === 0;
export const hasDisplay = (): boolean =>
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);

/**
 * Installs Debian packages where this may (root, apt). Else says, as the answer, what the user would have to type.
 * @returns null when they are there now
 */
export function aptInstall(packages: readonly string[], why: string): string | null {
  const command = `apt-get install -y --no-install-recommends ${packages.join(' ')}`;
  if (which('apt-get') === null) return `${why} needs ${packages.join(', ')} of your system`;
  if (!isRoot()) return `${why} needs: sudo ${command}`;
  console.log(`${why}: ${command}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const run = (args: string[]): boolean =>
    spawnSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env,
      timeout: 600_000,
    }).status === 0;
  const install = ['install', '-y', '--no-install-recommends', ...packages];
  if (run(install) || (run(['update']) && run(install))) return null;
  return `${why} needs: ${command} (it failed here)`;
}
