import { fileURLToPath } from 'node:url';
import { defineConfig, mergeConfig } from 'vitest/config';
import { base } from '../vitest.base.js';

export default mergeConfig(
  base,
  defineConfig({
    test: {
      include: ['scripts/test/**/*.test.ts'],
      root: fileURLToPath(new URL('..', import.meta.url)),
    },
  }),
);
