import { spawnSync } from 'node:child_process';
import { renameSync, rmSync, statSync } from 'node:fs';

/** Few colours are on a screen of grey: 256 of them are all of a picture but a map's last shades. The first of these that is installed. */
const TOOLS: readonly (readonly [string, (from: string, to: string) => readonly string[]])[] = [
  ['pngquant', (from, to) => ['--force', '--nofs', '--speed', '1', '--output', to, '256', from]],
  ['magick', (from, to) => [from, '-dither', 'None', '-colors', '256', '-strip', `png8:${to}`]],
  ['convert', (from, to) => [from, '-dither', 'None', '-colors', '256', '-strip', `png8:${to}`]],
];

/** Makes the picture at `path` smaller where a tool for it is installed; false where it stays as it is. */
export function shrink(path: string): boolean {
  const small = `${path}.small.png`;
  for (const [tool, args] of TOOLS) {
    const { status, error } = spawnSync(tool, args(path, small), { stdio: 'ignore' });
    if (error !== undefined || status !== 0) continue;
    const better = statSync(small).size < statSync(path).size;
    if (better) renameSync(small, path);
    else rmSync(small);
    return better;
  }
  return false;
}
