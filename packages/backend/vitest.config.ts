import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import packageJson from './package.json' with { type: 'json' };

const source = (path: string) => fileURLToPath(new URL(`./src/${path}`, import.meta.url));

export default defineConfig({
  define: { __PACKAGE_VERSION__: JSON.stringify(packageJson.version) },
  test: {
    reporters: ['default', 'json'],
    outputFile: { json: 'test-results.json' },
    projects: [
      {
        extends: true,
        resolve: { alias: { '#crypto': source('crypto/node.ts'), '#transport': source('rest/transport/node.ts') } },
        test: { name: 'node', include: ['test/**/*.test.ts'] },
      },
      {
        extends: true,
        resolve: { alias: { '#crypto': source('crypto/web.ts'), '#transport': source('rest/transport/fetch.ts') } },
        test: { name: 'web', include: ['test/**/*.vectors.test.ts', 'test/rest/**/*.test.ts'] },
      },
    ],
  },
});
