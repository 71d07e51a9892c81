import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { describe, expect, inject, it } from 'vitest';
import { packagesNeededBy } from '../src/installed-packages.js';
import { emptyFolder, run } from '../src/workspace.js';
import { hostNode } from '../../scripts/host-node.mjs';

// What users pay for a package before it does anything. A change that needs more must say so here, and in bench/README.md. The time that an
// import takes differs from machine to machine; the code that it loads does not.

const { registry, folder, installed: usual, installedForStart } = inject('released');

interface Budget {
  /** kB of the unpacked package. */
  readonly unpacked: number;
  /** Packages that are installed for it, itself included, without its peer, the framework. */
  readonly installed: number;
  /** kB of JavaScript of ours that loading it reads: with `require`, or with `import` if it has modules only. */
  readonly loaded: number;
  /** What is loaded. Default: the package by its name. */
  readonly entry?: string;
  /** What runs before. */
  readonly before?: string;
  /** Where it is installed. Default: with the others. */
  readonly place?: string;
}

/** Resolves the modules that only a build with Astro has. */
const withAstroModules = `require('node:module').register('data:text/javascript,' + encodeURIComponent(\`
  const url = 'data:text/javascript,export const getSecret = () => undefined';
  export const resolve = (name, context, next) => name.startsWith('astro:') ? { url, shortCircuit: true } : next(name, context);
\`));`;

const budgets: Readonly<Record<string, Budget>> = {
  '@acme/astro': {
    unpacked: 60,
    installed: 2,
    loaded: 354,
    entry: '@acme/astro/server',
    before: withAstroModules,
    place: installedForStart,
  },
  '@acme/backend': { unpacked: 1765, installed: 1, loaded: 299 },
  '@acme/express': { unpacked: 45, installed: 2, loaded: 328 },
  '@acme/fastify': { unpacked: 45, installed: 3, loaded: 331 },
  '@acme/hono': { unpacked: 40, installed: 2, loaded: 316 },
  '@acme/nextjs': { unpacked: 130, installed: 2, loaded: 448, entry: '@acme/nextjs/server' },
  '@acme/react-router': { unpacked: 65, installed: 2, loaded: 369, entry: '@acme/react-router/server' },
  '@acme/remix': { unpacked: 130, installed: 2, loaded: 362, entry: '@acme/remix/ssr.server' },
  '@acme/tanstack-react-start': {
    unpacked: 45,
    installed: 2,
    loaded: 345,
    entry: '@acme/tanstack-react-start/server',
    place: installedForStart,
  },
  // Nuxt brings h3 and the nine packages that h3 needs.
  '@acme/nuxt': {
    unpacked: 45,
    installed: 12,
    loaded: 402,
    entry: '@acme/nuxt/server',
    place: installedForStart,
  },
  '@acme/node-legacy': { unpacked: 215, installed: 2, loaded: 437 },
};

/** The files of ours that a program loads, which Node.js lists for measurements of test coverage. */
async function filesLoadedBy(name: string, program: string, place: string): Promise<readonly string[]> {
  const lists = emptyFolder(folder, `loaded-${name.slice('@acme/'.length)}`);
  await run(hostNode, ['-e', program], { cwd: place, env: { ...registry.env, NODE_V8_COVERAGE: lists } });
  return readdirSync(lists)
    .filter((file) => file.startsWith('coverage-'))
    .flatMap((file) => (JSON.parse(readFileSync(join(lists, file), 'utf8')) as Loaded).result)
    .flatMap(({ url }) => (url.startsWith('file:') && url.includes('@acme') ? [fileURLToPath(url)] : []));
}
interface Loaded {
  readonly result: readonly { readonly url: string }[];
}

describe.each(Object.entries(budgets))(
  '%s',
  (name, { unpacked, installed, loaded, entry = name, place = usual, before = '' }) => {
    it(`unpacks to at most ${unpacked} kB`, () => {
      const here = join(place, 'node_modules', name);
      const files = readdirSync(here, { recursive: true, withFileTypes: true }).filter((found) => found.isFile());
      const bytes = files.reduce((sum, { parentPath, name: file }) => sum + statSync(join(parentPath, file)).size, 0);
      expect(bytes).toBeGreaterThan(1000);
      expect(bytes).toBeLessThanOrEqual(unpacked * 1000);
    });

    it(`comes with at most ${installed} packages`, () => {
      expect(packagesNeededBy(place, [name], false).size).toBeLessThanOrEqual(installed);
    });

    it(`loads at most ${loaded} kB of our code`, async () => {
      const load = place === usual ? 'require' : 'import';
      const files = await filesLoadedBy(name, `${before}${load}('${entry}')`, place);
      const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
      expect(bytes).toBeGreaterThan(1000);
      expect(bytes).toBeLessThanOrEqual(loaded * 1000);
    });
  },
);

describe('a worker', () => {
  it.each([
    ['that verifies tokens', 'verifyToken', 19.5],
    ['with the whole client', 'createClerkClient', 58.5],
  ])('%s takes no more than its share of the bundle', async (_name, used, budget) => {
    const { outputFiles } = await build({
      stdin: {
        contents: `import { ${used} } from '@acme/backend'; export default { fetch: () => ${used}({}) };`,
        resolveDir: usual,
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
