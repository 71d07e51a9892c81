import { defineConfig, mergeConfig } from 'vitest/config';
import { base } from '../vitest.base.js';

export default mergeConfig(
  base,
  defineConfig({
    test: {
      globalSetup: 'test/global-setup.ts',
      // The files publish to one registry and listen on the port that quick starts name.
      fileParallelism: false,
      testTimeout: 300_000,
      hookTimeout: 300_000,
    },
  }),
);
