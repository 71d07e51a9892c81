import { defineConfig, mergeConfig } from 'vitest/config';
import { base } from '../vitest.base.js';

export default mergeConfig(
  base,
  defineConfig({
    test: {
      globalSetup: 'test/global-setup.ts',
      // Two files at a time, and two commands at a time in each: they mostly wait for the registry.
      maxWorkers: 2,
      maxConcurrency: 2,
    },
  }),
);
