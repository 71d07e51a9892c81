import { fileURLToPath } from 'node:url';
import { defineConfig, mergeConfig } from 'vitest/config';
import { base } from '../../vitest.base.js';

export default mergeConfig(
  base,
  defineConfig({
    define: { __PACKAGE_VERSION__: JSON.stringify('0.0.0-test') },
    // Astro makes this module in a build; tests run the sources without one.
    resolve: { alias: { 'astro:env/server': fileURLToPath(new URL('test/astro-env.ts', import.meta.url)) } },
    test: { globalSetup: ['test/build-app.ts'], fileParallelism: false },
  }),
);
