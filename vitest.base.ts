import { fileURLToPath } from 'node:url';
import type { ViteUserConfig } from 'vitest/config';

/**
 * Test settings every package shares. A package's `vitest.config.ts` is `export default defineConfig(base)`, or merges
 * its own settings over it with `mergeConfig`.
 */
export const base: ViteUserConfig = {
  test: {
    include: ['test/**/*.test.ts'],
    // Closes at the end of each file what it has opened.
    setupFiles: [fileURLToPath(new URL('./tooling/testing/src/setup-file.ts', import.meta.url))],
    // `npm test` sums the JSON files; turbo keeps them with a package's cached result.
    reporters: ['default', 'json'],
    // A machine ten times slower must not fail a test: these limits only end what hangs, and no test has its own.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    teardownTimeout: 60_000,
    outputFile: { json: 'test-results.json' },
  },
};
