import { rmSync, statSync, globSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { build as bundle } from 'rolldown';
import { build as pages } from 'vite';
import { licences } from './licences.ts';
import { markBuilt, sourcesHash } from './lib/stamp.ts';
import { mainBundle, mainEntries, preloadBundle } from './bundles.ts';

const root = resolve(import.meta.dirname, '..');

/** What is built is independent: one that fails does not keep the others from being there. */
const targets: Record<string, () => Promise<unknown>> = {
  main: async () => {
    if (Object.keys(mainEntries(root)).length === 0) throw new Error('no entry point in main/');
    await bundle(mainBundle(root));
  },
  preload: async () => {
    rmSync(join(root, 'dist/preload'), { recursive: true, force: true });
    await bundle(preloadBundle(root));
  },
  renderer: async () => {
    await pages({
      configFile: join(root, 'vite.config.ts'),
      logLevel: 'warn',
      // How long plugins take says more about this computer than about the build.
      build: { rolldownOptions: { checks: { pluginTimings: false } } },
    });
    writeFileSync(join(root, 'dist/renderer/licences.txt'), licences(root));
  },
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in targets));
if (unknown.length > 0) {
  console.error(
    `build: unknown target ${unknown.join(', ')}; there are ${Object.keys(targets).join(', ')} (none: all)`,
  );
  process.exit(2);
}

const size = (folder: string): string => {
  const files = globSync('**/*.{mjs,cjs,js,css,html}', { cwd: join(root, 'dist', folder) });
  const bytes = files.reduce((sum, file) => sum + statSync(join(root, 'dist', folder, file)).size, 0);
  return `${files.length} files, ${Math.round(bytes / 1024)} KiB`;
};

const hash = sourcesHash(root);
for (const [name, run] of Object.entries(targets)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const from = performance.now();
  try {
    await run();
    console.log(`build ${name}: ${size(name)}, ${((performance.now() - from) / 1000).toFixed(1)} s`);
  } catch (error) {
    console.error(`build ${name} failed: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
if (asked.length === 0 && process.exitCode === undefined) markBuilt(root, hash);
