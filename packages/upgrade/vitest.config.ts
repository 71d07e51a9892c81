import { defineConfig, mergeConfig } from 'vitest/config';
import { base } from '../../vitest.base.js';
import { allPackages } from './ranges.config.js';

export default mergeConfig(
  base,
  defineConfig({
    define: { __OUR_PACKAGES__: JSON.stringify(allPackages) },
    // Test files share the modules they import: to load the compiler anew for each file took a third of their time.
    test: { isolate: false },
  }),
);
