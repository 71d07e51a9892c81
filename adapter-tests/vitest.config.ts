import { defineConfig, mergeConfig } from 'vitest/config';
import { base } from '../vitest.base.js';

// The servers of the adapters are started from their sources.
export default mergeConfig(
  base,
  defineConfig({
    // The longest of these tests would otherwise wait for each other while a core is free.
    test: { maxWorkers: 2 },
    define: { __PACKAGE_VERSION__: JSON.stringify('0.0.0-test') },
  }),
);
