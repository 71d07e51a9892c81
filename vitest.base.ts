import type { ViteUserConfig } from 'vitest/config';

/**
 * Test settings every package shares. A package's `vitest.config.ts` is `export default defineConfig(base)`, or merges
 * its own settings over it with `mergeConfig`.
 */
export const base: ViteUserConfig = {
  test: {
    include: ['test/**/*.test.ts'],
    // `npm test` sums the JSON files; turbo keeps them with a package's cached result.
    reporters: ['default', 'json'],
    // A busy machine must not fail a test: limits only end what hangs.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    outputFile: { json: 'test-results.json' },
  },
};
