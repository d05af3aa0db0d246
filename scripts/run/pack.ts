import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Step } from './steps.ts';

/**
 * Packing with the Electron that is there, without a download: the override's distribution (for the system that it is for), else the
 * installed one. The fuses are set and read back by `after-pack.mjs`.
 */
export function packCommand(root: string): Step | { readonly missing: string } {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  const installed = join(root, 'node_modules/electron/dist');
  const dist = override
    ? [join(override, 'dist'), override].find((path) => existsSync(join(path, 'version')))
    : installed;
  if (dist === undefined || !existsSync(join(dist, 'version')))
    return { missing: 'no Electron distribution to pack' };
  const version = readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '');
  const system = existsSync(join(dist, 'electron.exe')) ? ['--win', '--x64'] : [];
  const options = [...system, `-c.electronDist=${dist}`, `-c.electronVersion=${version}`];
  return { name: 'pack', command: 'npm', args: ['run', 'pack', '--', ...options] };
}
