import { mergeConfig, type UserConfig } from 'vite';
import product from '../../vite.config.ts';

/** The product's window over the fake bridge; never part of the product's bundle. */
const dev: UserConfig = {
  build: {
    outDir: `${import.meta.dirname}/../../dist/renderer-dev`,
    rolldownOptions: { input: ['index', 'marks'].map((name) => `${import.meta.dirname}/${name}.html`) },
  },
};
export default mergeConfig(product, dev);
