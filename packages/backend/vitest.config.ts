import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { base } from '../../vitest.base.js';
import packageJson from './package.json' with { type: 'json' };

const source = (path: string) => fileURLToPath(new URL(`./src/${path}`, import.meta.url));

// Each project names its own files.
const { include, ...shared } = base.test ?? {};

const define = { __PACKAGE_VERSION__: JSON.stringify(packageJson.version) };
const forNode = {
  '#bindings': source('bindings/none.ts'),
  '#crypto': source('crypto/node.ts'),
  '#revocation-list': source('revocations/create-revocation-list.ts'),
  '#transport': source('rest/transport/node.ts'),
  '#warnings': source('warnings/operator-warnings.ts'),
};
const forWeb = {
  '#bindings': source('bindings/none.ts'),
  '#crypto': source('crypto/web.ts'),
  '#revocation-list': source('revocations/create-revocation-list.ts'),
  '#transport': source('rest/transport/fetch.ts'),
  '#warnings': source('warnings/operator-warnings.ts'),
};

export default defineConfig({
  define,
  test: {
    ...shared,
    // Test files share the modules they import: to load them anew for each file took as long as half of the tests. A test that needs modules
    // that nobody has used yet loads them itself, and every test undoes what it changed in the process.
    isolate: false,
    projects: [
      {
        extends: true,
        resolve: { alias: forNode },
        test: {
          name: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/{cache,key-store,revocations}/*'],
          provide: { sources: { alias: forNode, define } },
        },
      },
      {
        extends: true,
        resolve: { alias: forNode },
        // A store is asked again and again while it fails, and a list of revocations is read while its process lives: these tests share their
        // process with no others.
        test: { name: 'stores', include: ['test/{cache,key-store,revocations}/*.test.ts'], isolate: true },
      },
      {
        extends: true,
        resolve: { alias: forWeb },
        test: {
          name: 'web',
          include: [
            'test/**/*.vectors.test.ts',
            'test/{rest,token,full-stack}/**/*.test.ts',
            'test/key-store/key-store.test.ts',
            'test/dpop/hostile-proofs.test.ts',
          ],
          // These import nothing that differs.
          exclude: ['test/rest/{encode,transport}.test.ts', 'test/token/time-limits.test.ts'],
          provide: { sources: { alias: forWeb, define } },
        },
      },
    ],
  },
});
