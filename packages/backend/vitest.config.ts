import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { base } from '../../vitest.base.js';
import packageJson from './package.json' with { type: 'json' };

const source = (path: string) => fileURLToPath(new URL(`./src/${path}`, import.meta.url));

// Each project names its own files.
const { include, ...shared } = base.test ?? {};

export default defineConfig({
  define: { __PACKAGE_VERSION__: JSON.stringify(packageJson.version) },
  test: {
    ...shared,
    projects: [
      {
        extends: true,
        resolve: { alias: { '#crypto': source('crypto/node.ts'), '#transport': source('rest/transport/node.ts') } },
        test: { name: 'node', include: ['test/**/*.test.ts'] },
      },
      {
        extends: true,
        resolve: { alias: { '#crypto': source('crypto/web.ts'), '#transport': source('rest/transport/fetch.ts') } },
        test: { name: 'web', include: ['test/**/*.vectors.test.ts', 'test/{rest,token}/**/*.test.ts'] },
      },
    ],
  },
});
