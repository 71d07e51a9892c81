import { defineConfig, mergeConfig } from 'vitest/config';
import { base } from '../../vitest.base.js';

export default mergeConfig(
  base,
  defineConfig({
    define: { __PACKAGE_VERSION__: JSON.stringify('0.0.0-test') },
    test: { globalSetup: ['test/build-app.ts'], fileParallelism: false },
  }),
);
