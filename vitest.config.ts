import { svelte } from '@sveltejs/vite-plugin-svelte';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Those that put something in the place of a module: what is mocked for one file stands for it alone. */
const MOCKING = ['main/electron/**/*.spec.ts', 'preload/**/*.spec.ts'];
/** Minutes of a real gateway and real consoles: `npm run sabotage` and `npm run faults`. */
const FAULTS = ['e2e/chaos/sabotage.spec.ts', 'e2e/chaos/sound.spec.ts'];
const OURS = [
  '{contract,gateway,main,preload,renderer,scripts,bench}/**/*.spec.ts',
  'e2e/{chaos,support}/**/*.spec.ts',
];

export default defineConfig({
  plugins: [svelte()],
  test: {
    testTimeout: 20_000,
    maxWorkers: 2,
    unstubGlobals: true,
    // Commands that specs start read the same sources again and again: Node keeps what it made of them.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules/.cache/node') },
    projects: [
      // Modules do no work at import and keep nothing: files share them, and a worker of its own for each would cost more than its tests.
      {
        extends: true,
        test: { name: 'unit', include: OURS, exclude: [...MOCKING, ...FAULTS], isolate: false },
      },
      { extends: true, test: { name: 'mocking', include: MOCKING } },
      { extends: true, test: { name: 'faults', include: FAULTS } },
    ],
  },
});
