import { fileURLToPath } from 'node:url';
import { defineConfig, mergeConfig } from 'vitest/config';
import { base } from '../../vitest.base.js';

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default mergeConfig(
  base,
  defineConfig({
    define: { __PACKAGE_VERSION__: JSON.stringify('0.0.0-test') },
    // Astro makes these modules in a build; tests run the sources without one.
    resolve: {
      alias: { 'astro:env/server': file('test/astro-env.ts'), 'astro:env/client': file('test/astro-env-client.ts') },
    },
    test: { globalSetup: ['test/build-app.ts'], fileParallelism: false },
  }),
);
