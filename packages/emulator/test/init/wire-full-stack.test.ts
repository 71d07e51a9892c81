import { afterEach, describe, expect, it } from 'vitest';
import { readManifest } from '../../src/init/manifest.js';
import { readProjectFile } from '../../src/init/project-file.js';
import { wireFullStack } from '../../src/init/wire-full-stack.js';
import type { Wiring } from '../../src/init/wiring.js';
import { AppFolder } from './app-folder.js';

let app: AppFolder | undefined;
afterEach(() => app?.remove());

function wire(framework: string, files: Readonly<Record<string, string>>): readonly Wiring[] {
  app = new AppFolder({ 'package.json': '{}', ...files });
  return wireFullStack(app.folder, readManifest(readProjectFile(app.folder, 'package.json')), framework);
}

const dependency = (name: string, range: string) => JSON.stringify({ dependencies: { [name]: range } });
/** The text that a plan gives to its only file. */
const textOf = (wirings: readonly Wiring[]) =>
  wirings.map((one) => (one.kind === 'edit' ? one.text : one.lines.join('\n'))).join('');

describe('Next.js', () => {
  it.each([
    ['^16.0.0', { 'tsconfig.json': '{}', 'app/page.tsx': '' }, 'proxy.ts'],
    ['latest', { 'pages/index.js': '' }, 'proxy.js'],
    ['~15.5.1', { 'tsconfig.json': '{}', 'src/app/page.tsx': '' }, 'src/middleware.ts'],
    ['canary', { 'node_modules/next/package.json': '{ "version": "15.1.0" }' }, 'middleware.js'],
  ])('%s gets a file of the right name', (range, files, path) => {
    const wirings = wire('nextjs', { 'package.json': dependency('next', range), ...files });
    expect(wirings).toMatchObject([{ kind: 'edit', path }]);
    expect(textOf(wirings)).toContain("matcher: ['/((?!_next|.*\\\\..*).*)']");
  });

  it('keeps a middleware that is there', () => {
    expect(wire('nextjs', { 'src/middleware.ts': 'export function middleware() {}' })).toMatchObject([
      { kind: 'manual', where: 'src/middleware.ts' },
    ]);
    app?.remove();
    expect(wire('nextjs', { 'proxy.ts': "export { default } from '@acme/nextjs/server';" })).toEqual([]);
  });
});

describe('Astro', () => {
  it('gets a middleware and its types, and says what its configuration lacks', () => {
    const files = { 'tsconfig.json': '{}', 'astro.config.mjs': "export default { output: 'static' };" };
    expect(wire('astro', files)).toMatchObject([
      { kind: 'edit', path: 'src/middleware.ts' },
      { kind: 'edit', path: 'src/env.d.ts' },
      {
        kind: 'manual',
        where: 'astro.config.mjs',
        lines: [expect.stringContaining('output'), expect.stringContaining('allowedDomains')],
      },
    ]);
  });

  it('keeps a middleware and types that are there', () => {
    const files = {
      'tsconfig.json': '{}',
      'src/middleware/index.ts': 'export const onRequest = () => {};',
      'src/env.d.ts': '/// <reference types="astro/client" />',
      'astro.config.ts': 'export default { output: "server", security: { allowedDomains: [] } };',
    };
    expect(wire('astro', files)).toMatchObject([
      { kind: 'manual', where: 'src/middleware/index.ts' },
      { kind: 'manual', where: 'src/env.d.ts' },
    ]);
  });
});

describe('Nuxt', () => {
  it.each([
    ['export default defineNuxtConfig({})\n', "export default defineNuxtConfig({ modules: ['@acme/nuxt'] })\n"],
    ['export default defineNuxtConfig({\n})\n', "export default defineNuxtConfig({\n  modules: ['@acme/nuxt'],\n})\n"],
    [
      'export default defineNuxtConfig({\n  ssr: true, // yes\n})\n',
      "export default defineNuxtConfig({\n  modules: ['@acme/nuxt'],\n  ssr: true, // yes\n})\n",
    ],
    [
      "export default defineNuxtConfig({ modules: ['@nuxt/ui'] })\n",
      "export default defineNuxtConfig({ modules: ['@acme/nuxt', '@nuxt/ui'] })\n",
    ],
    [
      "export default defineNuxtConfig({\n  modules: [\n    // ours\n    '@nuxt/ui',\n  ],\n})\n",
      "export default defineNuxtConfig({\n  modules: [\n    // ours\n    '@acme/nuxt',\n    '@nuxt/ui',\n  ],\n})\n",
    ],
    [
      'export default defineNuxtConfig({ modules: [] })\n',
      "export default defineNuxtConfig({ modules: ['@acme/nuxt'] })\n",
    ],
    [
      'export default defineNuxtConfig({ vite: { modules: [] } })\n',
      "export default defineNuxtConfig({ modules: ['@acme/nuxt'], vite: { modules: [] } })\n",
    ],
  ])('gets the module in %j', (before, after) => {
    expect(wire('nuxt', { 'nuxt.config.ts': before })).toEqual([{ kind: 'edit', path: 'nuxt.config.ts', text: after }]);
  });

  it.each([
    'const config = {};\nexport default defineNuxtConfig(config);\n',
    'export default defineNuxtConfig({ ...base });\n',
    'export default defineNuxtConfig({ modules: list });\n',
    'export default defineNuxtConfig({ modules });\n',
    'export default { modules: [] };\n',
    'export default defineNuxtConfig({ modules: [ });\n',
  ])('says what to add to %j', (before) => {
    expect(wire('nuxt', { 'nuxt.config.ts': before })).toEqual([
      { kind: 'manual', where: 'nuxt.config.ts', lines: ["modules: ['@acme/nuxt'],"] },
    ]);
  });

  it('gets a configuration if there is none, and none twice', () => {
    expect(wire('nuxt', {})).toMatchObject([{ kind: 'edit', path: 'nuxt.config.ts' }]);
    app?.remove();
    expect(wire('nuxt', { 'nuxt.config.js': 'export default defineNuxtConfig({ modules: ["@acme/nuxt"] })' })).toEqual(
      [],
    );
  });
});

const root = `import { Links, Outlet } from "react-router";
import type { Route } from "./+types/root";

export function Layout({ children }: { children: React.ReactNode }) {
  return <html lang="en"><body className={'x'}>{children}</body></html>;
}
export default function App() {
  return <Outlet />;
}
`;

describe('React Router', () => {
  it('gets the middleware in its root, and the flag of version 7', () => {
    const files = {
      'package.json': dependency('@react-router/dev', '^7.9.0'),
      'tsconfig.json': '{}',
      'app/root.tsx': root,
      'react-router.config.ts': 'export default {\n  ssr: true,\n} satisfies Config;\n',
    };
    const wirings = wire('react-router', files);
    expect(wirings).toMatchObject([
      { kind: 'edit', path: 'app/root.tsx' },
      {
        kind: 'edit',
        text: 'export default {\n  future: { v8_middleware: true },\n  ssr: true,\n} satisfies Config;\n',
      },
    ]);
    expect(textOf(wirings)).toContain(`import type { Route } from "./+types/root";
`);
    expect(textOf(wirings)).toContain(`import { clerkMiddleware } from "@acme/react-router/server";

export const middleware = [clerkMiddleware()];
export const loader = () => null;
`);
  });

  it('needs no flag in version 8, and keeps the loader', () => {
    const text = `${root}export async function loader() {}\n`;
    const wirings = wire('react-router', {
      'package.json': dependency('@react-router/dev', '8.0.0'),
      'app/root.tsx': text,
    });
    expect(wirings).toHaveLength(1);
    expect(textOf(wirings)).not.toContain('loader = ');
  });

  it.each([
    ['a middleware', `${root}export const middleware = [];\n`],
    ['a loader in another form', `${root}export { loader } from './loader';\n`],
    ['no import', 'export default () => null;\n'],
  ])('says what to add to a root with %s', (_what, text) => {
    const files = { 'package.json': dependency('@react-router/dev', '8.0.0'), 'app/root.tsx': text };
    expect(wire('react-router', files)).toMatchObject([{ kind: 'manual', where: 'app/root.tsx' }]);
  });

  it.each([
    [
      'export default { future: { unstable_x: true } };',
      'export default { future: { v8_middleware: true, unstable_x: true } };',
    ],
    ['export default { future: {} };', 'export default { future: { v8_middleware: true } };'],
  ])('gets the flag beside others in %j', (before, after) => {
    const files = {
      'package.json': dependency('@react-router/dev', '7.9.0'),
      'app/root.tsx': root,
      'react-router.config.js': before,
    };
    expect(wire('react-router', files)[1]).toMatchObject({ kind: 'edit', text: after });
  });

  it.each([
    'export default { future: { v8_middleware: false } };',
    'export default { future };',
    'export default make();',
  ])('says what to add to %j', (before) => {
    const files = {
      'package.json': dependency('@react-router/dev', '7.9.0'),
      'app/root.tsx': root,
      'react-router.config.js': before,
    };
    expect(wire('react-router', files)[1]).toMatchObject({
      kind: 'manual',
      lines: ['future: { v8_middleware: true },'],
    });
  });
});

describe('Remix and TanStack Start', () => {
  it('get a new file', () => {
    const files = { 'package.json': dependency('@remix-run/node', '^2.0.0'), 'tsconfig.json': '{}' };
    expect(wire('remix', files)).toMatchObject([{ kind: 'edit', path: 'app/entry.server.tsx' }]);
    app?.remove();
    expect(wire('tanstack-react-start', { 'tsconfig.json': '{}' })).toMatchObject([
      { kind: 'edit', path: 'src/start.ts' },
    ]);
  });

  it('keep a file that is there', () => {
    const lines = expect.arrayContaining([expect.stringContaining('clerk')]) as unknown;
    expect(wire('remix', { 'app/entry.server.jsx': 'export default () => {};' })).toMatchObject([{ kind: 'manual' }]);
    app?.remove();
    expect(wire('tanstack-react-start', { 'src/start.ts': 'export {};' })).toMatchObject([{ kind: 'manual', lines }]);
  });
});
