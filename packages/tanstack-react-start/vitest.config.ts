import { fileURLToPath } from 'node:url';
import { defineConfig, mergeConfig } from 'vitest/config';
import { base } from '../../vitest.base.js';

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default mergeConfig(
  base,
  defineConfig({
    define: { __PACKAGE_VERSION__: JSON.stringify('0.0.0-test') },
    // What a build puts there, for applications that tests serve without a build.
    resolve: {
      alias: {
        '#tanstack-start-entry': file('test/contract/start-entry.ts'),
        '#tanstack-router-entry': file('test/contract/router-entry.ts'),
        'tanstack-start-manifest:v': file('test/contract/manifest.ts'),
      },
    },
    test: {
      globalSetup: ['test/build-app.ts'],
      fileParallelism: false,
      // Test files share the modules they import; every test undoes what it changed in the process.
      isolate: false,
      server: { deps: { inline: [/@tanstack\//] } },
    },
  }),
);
