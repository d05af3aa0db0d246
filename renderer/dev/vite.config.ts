import { resolve } from 'node:path';
import { mergeConfig, type UserConfig } from 'vite';
import product from '../../vite.config.ts';

/** The product's window over the fake bridge; never part of the product's bundle. */
const dev: UserConfig = {
  build: {
    outDir: resolve(import.meta.dirname, '../../dist/renderer-dev'),
    rolldownOptions: { input: resolve(import.meta.dirname, 'index.html') },
  },
};
export default mergeConfig(product, dev);
