import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const backend = fileURLToPath(new URL('../../packages/backend/', import.meta.url));

const define = { __PACKAGE_VERSION__: JSON.stringify('0.0.0') };
const alias = { '#crypto': `${backend}src/crypto/node.ts`, '#transport': `${backend}src/rest/transport/node.ts` };

export default defineConfig({
  root: backend,
  define,
  resolve: { alias },
  test: {
    provide: { sources: { alias, define } },
    include: ['test/**/*.test.ts'],
    // These try the same code thousands of times, or do not run these sources at all.
    exclude: [
      'test/architecture.test.ts',
      'test/exports.test.ts',
      'test/index-files.test.ts',
      'test/readme.test.ts',
      'test/conformance/**',
      'test/rest/**',
      'test/remembered/remembered-options.test.ts',
      'test/request/processes/**',
      'test/token/attacks.fuzz.test.ts',
      'test/token/cross-check.test.ts',
      'test/differential/authenticate-request.test.ts',
      'test/token/key-rotation.test.ts',
    ],
    testTimeout: 20_000,
  },
});
