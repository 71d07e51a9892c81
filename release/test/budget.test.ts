import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { describe, expect, inject, it } from 'vitest';
import { packagesNeededBy } from '../src/installed-packages.js';
import { run } from '../src/workspace.js';
import { hostNode } from '../../scripts/host-node.mjs';

// What users pay for a package before it does anything. A change that needs more must say so here, and in bench/README.md. The time that an
// import takes differs from machine to machine; the code that it loads does not.

const { registry, installed: place } = inject('released');

interface Budget {
  /** kB of the unpacked package. */
  readonly unpacked: number;
  /** Packages that are installed for it, itself included, without its peer, the framework. */
  readonly installed: number;
  /** kB of JavaScript of ours that `require` of it loads. */
  readonly loaded: number;
  /** What is loaded. Default: the package by its name. */
  readonly entry?: string;
}
const budgets: Readonly<Record<string, Budget>> = {
  '@acme/backend': { unpacked: 1520, installed: 1, loaded: 265 },
  '@acme/express': { unpacked: 45, installed: 2, loaded: 285 },
  '@acme/fastify': { unpacked: 45, installed: 3, loaded: 285 },
  '@acme/hono': { unpacked: 40, installed: 2, loaded: 265 },
  '@acme/nextjs': { unpacked: 125, installed: 2, loaded: 395, entry: '@acme/nextjs/server' },
  '@acme/react-router': { unpacked: 60, installed: 2, loaded: 330, entry: '@acme/react-router/server' },
  '@acme/remix': { unpacked: 130, installed: 2, loaded: 330, entry: '@acme/remix/ssr.server' },
  '@acme/node-legacy': { unpacked: 215, installed: 2, loaded: 385 },
};

describe.each(Object.entries(budgets))('%s', (name, { unpacked, installed, loaded, entry: required = name }) => {
  it(`unpacks to at most ${unpacked} kB`, () => {
    const here = join(place, 'node_modules', name);
    const files = readdirSync(here, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const bytes = files.reduce((sum, { parentPath, name: file }) => sum + statSync(join(parentPath, file)).size, 0);
    expect(bytes).toBeGreaterThan(1000);
    expect(bytes).toBeLessThanOrEqual(unpacked * 1000);
  });

  it(`comes with at most ${installed} packages`, () => {
    expect(packagesNeededBy(place, [name], false).size).toBeLessThanOrEqual(installed);
  });

  it(`loads at most ${loaded} kB of our code`, async () => {
    const count = `require('${required}'); let bytes = 0;
for (const file of Object.keys(require.cache)) if (file.includes('@acme')) bytes += require('fs').statSync(file).size;
console.log(bytes)`;
    const bytes = Number(await run(hostNode, ['-e', count], { cwd: place, env: registry.env }));
    expect(bytes).toBeGreaterThan(1000);
    expect(bytes).toBeLessThanOrEqual(loaded * 1000);
  });
});

describe('a worker', () => {
  it.each([
    ['that verifies tokens', 'verifyToken', 13.5],
    ['with the whole client', 'createClerkClient', 48],
  ])('%s takes no more than its share of the bundle', async (_name, used, budget) => {
    const { outputFiles } = await build({
      stdin: {
        contents: `import { ${used} } from '@acme/backend'; export default { fetch: () => ${used}({}) };`,
        resolveDir: place,
      },
      bundle: true,
      write: false,
      minify: true,
      format: 'esm',
      conditions: ['workerd', 'worker'],
    });
    expect(gzipSync(outputFiles[0]?.contents ?? '').length).toBeLessThanOrEqual(budget * 1000);
  });
});
