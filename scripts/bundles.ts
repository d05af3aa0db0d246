import { existsSync, globSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { BuildOptions } from 'rolldown';

/** Native modules of the console: never bundled, found in node_modules at run time, shipped beside the archive by electron-builder. */
export const NATIVE = ['keytar'];
/** `ws` and `engine.io-client` try these inside a try block and do without. */
const OPTIONAL = ['bufferutil', 'utf-8-validate'];

const banner = '/* Built by scripts/build.ts from the sources of the same name. */';

/** Where a build's entry points are, relative to the repository's root; a worker is any `main/**\/NAME.worker.ts`. */
export function mainEntries(root: string): Record<string, string> {
  const entries: Record<string, string> = {};
  if (existsSync(join(root, 'main/index.ts'))) entries['index'] = join(root, 'main/index.ts');
  if (existsSync(join(root, 'main/web/index.ts'))) entries['web'] = join(root, 'main/web/index.ts');
  for (const worker of globSync('main/**/*.worker.ts', { cwd: root }))
    entries[basename(worker, '.ts')] = join(root, worker);
  return entries;
}

/** `dist/main/index.mjs` (Electron), `dist/main/web.mjs` (web host) and one file for each worker; all for Node 20.18. */
export function mainBundle(root: string): BuildOptions {
  return {
    input: mainEntries(root),
    cwd: root,
    platform: 'node',
    external: ['electron', ...NATIVE, ...OPTIONAL],
    transform: { target: 'node20.18' },
    checks: { pluginTimings: false },
    output: {
      dir: join(root, 'dist/main'),
      format: 'esm',
      entryFileNames: '[name].mjs',
      chunkFileNames: 'shared-[name].mjs',
      sourcemap: true,
      minify: false,
      banner,
      cleanDir: true,
    },
  };
}

/** A sandboxed preload can load only one CommonJS file. */
export function preloadBundle(root: string): BuildOptions {
  return {
    input: join(root, 'preload/index.ts'),
    cwd: root,
    platform: 'browser',
    external: ['electron'],
    transform: { target: 'chrome128' },
    output: { file: join(root, 'dist/preload/index.cjs'), format: 'cjs', sourcemap: false, banner },
  };
}
