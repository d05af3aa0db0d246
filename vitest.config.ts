import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [svelte()],
  test: {
    include: [
      '{contract,gateway,main,preload,renderer,scripts,bench}/**/*.spec.ts',
      'e2e/{chaos,support}/**/*.spec.ts',
    ],
    testTimeout: 20_000,
    maxWorkers: 2,
  },
});
