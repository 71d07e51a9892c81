import { defineConfig } from 'tsdown';
import { base } from '../../tsdown.base.js';

export default defineConfig(
  base({
    entry: { index: 'src/index.ts', cli: 'src/cli.ts', vitest: 'src/vitest.ts', playwright: 'src/playwright.ts' },
    // An ES module that `require` cannot load in older versions of Node 20. It stands in THIRD-PARTY-LICENSES.
    deps: { onlyBundle: ['jose'] },
  }),
);
