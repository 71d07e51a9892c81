import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { base } from '../../vitest.base.js';

const backend = fileURLToPath(new URL('../../packages/backend/', import.meta.url));

const define = { __PACKAGE_VERSION__: JSON.stringify('0.0.0') };
const alias = {
  '#bindings': `${backend}src/bindings/none.ts`,
  '#crypto': `${backend}src/crypto/node.ts`,
  '#revocation-list': `${backend}src/revocations/create-revocation-list.ts`,
  '#warnings': `${backend}src/warnings/operator-warnings.ts`,
  '#transport': `${backend}src/rest/transport/node.ts`,
};

/** These do not run the sources of a subject (they read files, or what is built), or take long: they try the same code thousands of times. */
export const leftOut = [
  'test/architecture.test.ts',
  'test/exports.test.ts',
  'test/index-files.test.ts',
  'test/readme.test.ts',
  'test/conformance/**',
  'test/request/processes/**',
  'test/differential/authenticate-request.test.ts',
  'test/remembered/remembered-options.test.ts',
  'test/token/attacks.fuzz.test.ts',
  'test/token/cross-check.test.ts',
  'test/token/key-rotation.test.ts',
];

const ownTests = `${backend}test/${process.env['MUTATION_SUBJECT'] ?? ''}/`;

/**
 * Recorded vectors come first: they count the calls of the network, and other files leave some in the background. Then come the tests of
 * the changed sources, which notice most.
 */
class LikelyFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) =>
      moduleId.includes('.vectors.') ? 0 : moduleId.startsWith(ownTests) ? 1 : 2;
    return Promise.resolve([...files].sort((a, b) => rank(a) - rank(b) || (a.moduleId < b.moduleId ? -1 : 1)));
  }
}

export default defineConfig({
  root: backend,
  define,
  resolve: { alias },
  test: {
    provide: { sources: { alias, define } },
    include: ['test/**/*.test.ts'],
    setupFiles: base.test?.setupFiles ?? [],
    // The last ones are for the second look: they run little of the subjects.
    exclude: [...leftOut, 'test/rest/**'],
    testTimeout: 20_000,
    // Modules stay loaded: a run of one change costs a third less.
    isolate: false,
    sequence: { sequencer: LikelyFirst },
  },
});
