import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { newFiles as files } from './new-files.js';
import { installedMajor } from './installed-major.js';
import type { Manifest } from './manifest.js';
import { readProjectFile, type ProjectFile } from './project-file.js';
import { namesModule } from './imported-modules.js';
import { hasTags, sourceTokens } from './source-tokens.js';
import { wireConfig } from './wire-config.js';
import { wireReactRouterRoot } from './wire-react-router-root.js';
import { manual, type Wiring } from './wiring.js';

/** An application whose files are looked at. */
interface App {
  readonly folder: string;
  readonly manifest: Manifest;
  /** Whether it is written in TypeScript. */
  readonly isTyped: boolean;
}

type Wire = (app: App) => readonly Wiring[];

const wires: Readonly<Record<string, Wire>> = {
  nextjs: wireNext,
  astro: wireAstro,
  nuxt: wireNuxt,
  'react-router': wireReactRouter,
  remix: wireRemix,
  'tanstack-react-start': wireStart,
};

/** Plans the files that authenticate each request of a full-stack framework. */
export function wireFullStack(folder: string, manifest: Manifest, name: string): readonly Wiring[] {
  const isTyped = existsSync(join(folder, 'tsconfig.json'));
  return wires[name]?.({ folder, manifest, isTyped }) ?? [];
}

/** The first of some files that exists. */
function firstOf(folder: string, ...paths: readonly string[]): ProjectFile | undefined {
  return paths
    .map((path) => readProjectFile(folder, path))
    .find(({ bytes, problem }) => bytes !== undefined || problem);
}

const endings = (path: string, ...list: readonly string[]) => list.map((ending) => `${path}.${ending}`);

/** Whether a file uses our package already; undefined if that is not certain. */
function uses(file: ProjectFile, module: string): boolean {
  const tokens = file.text === undefined ? undefined : sourceTokens(file.text, hasTags(file.path));
  return tokens ? namesModule(tokens, module) : (file.text?.includes(module) ?? false);
}

/** A new file, or lines for the person if one of the kind exists. */
function newFile(found: ProjectFile | undefined, path: string, module: string, text: string): readonly Wiring[] {
  if (!found) return [{ kind: 'edit', path, text }];
  return uses(found, module) ? [] : [manual(found.path, ...text.trimEnd().split('\n'))];
}

function wireNext({ folder, manifest, isTyped }: App): readonly Wiring[] {
  const isIn = (place: string) => ['app', 'pages'].some((name) => existsSync(join(folder, place, name)));
  const place = !isIn('.') && isIn('src') ? 'src/' : '';
  const major = installedMajor(folder, 'next', manifest.ranges['next']) ?? 16;
  const paths = ['', 'src/'].flatMap((prefix) =>
    ['proxy', 'middleware'].flatMap((name) => endings(`${prefix}${name}`, 'ts', 'js', 'mjs', 'tsx', 'jsx')),
  );
  const name = major >= 16 ? 'proxy' : 'middleware';
  return newFile(
    firstOf(folder, ...paths),
    `${place}${name}.${isTyped ? 'ts' : 'js'}`,
    '@acme/nextjs',
    files.nextMiddleware,
  );
}

function wireAstro({ folder, isTyped }: App): readonly Wiring[] {
  const paths = ['src/middleware', 'src/middleware/index'].flatMap((path) => endings(path, 'ts', 'js', 'mjs', 'mts'));
  const ending = isTyped ? 'ts' : 'js';
  const middleware = newFile(
    firstOf(folder, ...paths),
    `src/middleware.${ending}`,
    '@acme/astro',
    files.astroMiddleware,
  );
  const types = firstOf(folder, 'src/env.d.ts');
  const hasTypes = !isTyped || types?.text?.includes('@acme/astro/env') === true;
  const typing = hasTypes ? [] : newFile(types, 'src/env.d.ts', '@acme/astro/env', files.astroTypes);
  const config = firstOf(folder, ...endings('astro.config', 'mjs', 'ts', 'js', 'mts', 'cjs'));
  const isServer = /\boutput\s*:\s*(['"])server\1/.test(config?.text ?? '');
  const isTrusted = /\ballowedDomains\b/.test(config?.text ?? '');
  const lines = [
    ...(isServer
      ? []
      : [
          "output: 'server', // with an adapter such as @astrojs/node: a page that is built once has no visitors to know",
        ]),
    ...(isTrusted
      ? []
      : ["security: { allowedDomains: [{ hostname: 'localhost' }] }, // in production the name of your site"]),
  ];
  return [
    ...middleware,
    ...typing,
    ...(lines.length > 0 ? [manual(config?.path ?? 'astro.config.mjs', ...lines)] : []),
  ];
}

function wireNuxt({ folder }: App): readonly Wiring[] {
  const config = firstOf(folder, ...endings('nuxt.config', 'ts', 'js', 'mjs', 'mts'));
  if (!config) return [{ kind: 'edit', path: 'nuxt.config.ts', text: files.nuxtConfig }];
  return wireConfig(config, {
    module: '@acme/nuxt',
    caller: 'defineNuxtConfig',
    path: ['modules'],
    element: '@acme/nuxt',
  });
}

function wireReactRouter({ folder, manifest, isTyped }: App): readonly Wiring[] {
  const major = installedMajor(folder, '@react-router/dev', manifest.ranges['@react-router/dev']) ?? 8;
  const root = firstOf(folder, ...endings('app/root', 'tsx', 'jsx', 'js'));
  const wiring = wireReactRouterRoot(root, isTyped);
  if (major >= 8) return wiring;
  const config = firstOf(folder, ...endings('react-router.config', 'ts', 'js', 'mjs', 'mts'));
  const path = `react-router.config.${isTyped ? 'ts' : 'js'}`;
  const text = isTyped ? files.reactRouterConfig : 'export default { future: { v8_middleware: true } };\n';
  if (!config) return [...wiring, { kind: 'edit', path, text }];
  return [
    ...wiring,
    ...wireConfig(config, {
      module: 'v8_middleware',
      caller: undefined,
      path: ['future', 'v8_middleware'],
      element: true,
    }),
  ];
}

function wireRemix({ folder, manifest, isTyped }: App): readonly Wiring[] {
  const entry = firstOf(folder, ...endings('app/entry.server', 'tsx', 'jsx', 'ts', 'js'));
  if (entry && uses(entry, '@acme/remix')) return [];
  if (!entry && isTyped && manifest.dependencies.has('@remix-run/node'))
    return [{ kind: 'edit', path: 'app/entry.server.tsx', text: files.remixEntry }];
  return [
    manual(
      entry?.path ?? 'app/entry.server.tsx',
      "import { addAuthHeaders, configureClerk } from '@acme/remix/ssr.server';",
      '',
      'configureClerk({});',
      "export { handleDataRequest } from '@acme/remix/ssr.server';",
      '',
      '// where your handleRequest(request, status, headers, remixContext, context) returns its response:',
      'return addAuthHeaders({ request, context }, response);',
    ),
  ];
}

function wireStart({ folder, isTyped }: App): readonly Wiring[] {
  const found = firstOf(folder, ...endings('src/start', 'ts', 'tsx', 'js', 'jsx'));
  return newFile(found, `src/start.${isTyped ? 'ts' : 'js'}`, '@acme/tanstack-react-start', files.startInstance);
}
