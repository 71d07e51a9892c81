import { defineConfig, mergeConfig } from 'vitest/config';
import { base } from '../vitest.base.js';

export default mergeConfig(
  base,
  defineConfig({ test: { testTimeout: 60_000, hookTimeout: 30_000, maxConcurrency: 8 } }),
);
