import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const INPUTS = [
  '{main,preload,renderer,contract}/**/*',
  'scripts/{build,bundles}.ts',
  'vite.config.ts',
  'package-lock.json',
];
const STAMP = 'dist/.sources';

/** Changes whenever a file that the build reads does, by name or content. */
export function sourcesHash(root: string): string {
  const hash = createHash('sha256');
  const files = globSync(INPUTS, { cwd: root, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const path of files.map((entry) => join(entry.parentPath, entry.name)).sort()) {
    if (path.endsWith('.spec.ts')) continue;
    hash.update(`${path}\0`).update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

export const isBuilt = (root: string): boolean =>
  existsSync(join(root, STAMP)) && readFileSync(join(root, STAMP), 'utf8') === sourcesHash(root);

/** @param hash of the sources before the build began */
export const markBuilt = (root: string, hash: string): void => writeFileSync(join(root, STAMP), hash);
