import { readFileSync, readdirSync } from 'node:fs';
import { checkArchitecture } from 'testing';
import { describe, expect, it } from 'vitest';

/** The files of each adapter, lowest first. */
const adapters = {
  express: {
    layers: [
      ['clerk-client.ts', 'get-auth.ts', 'protected-resource-handler-clerk.ts'],
      ['auth-property.ts'],
      ['clerk-middleware-options.ts'],
      ['clerk-middleware.ts'],
      ['protect.ts'],
    ],
    doors: ['index.ts', 'types.ts', 'webhooks.ts', 'env.ts'],
  },
  fastify: {
    layers: [
      [
        'clerk-client.ts',
        'clerk-plugin-options.ts',
        'get-auth.ts',
        'protected-resource-handler-clerk.ts',
        'response-of.ts',
      ],
      ['protect.ts'],
      ['watch-routes.ts'],
      ['clerk-plugin.ts'],
    ],
    doors: ['index.ts', 'types.ts', 'webhooks.ts'],
  },
  hono: {
    layers: [
      ['bindings-of.ts', 'clerk-middleware-options.ts', 'protected-resource-handler-clerk.ts'],
      ['clerk-client.ts', 'get-auth.ts'],
      ['clerk-middleware.ts', 'protect.ts'],
    ],
    doors: ['index.ts', 'types.ts', 'webhooks.ts'],
  },
} as const;

interface Package {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, unknown>>;
}

const packageUrl = (name: string) => new URL(`../../packages/${name}/`, import.meta.url);
const packageJson = (name: string) =>
  JSON.parse(readFileSync(new URL('package.json', packageUrl(name)), 'utf8')) as Package;

const doorsOfBackend = Object.keys(packageJson('backend').exports).map((door) => door.replace('.', '@acme/backend'));

/** What a file of an adapter imports from elsewhere. */
function importsOf(folder: URL, file: string): readonly string[] {
  const text = readFileSync(new URL(file, folder), 'utf8');
  const all = Array.from(text.matchAll(/(?:from|import\() ?'([^']+)'/g), ([, name = '']) => name);
  return all.filter((name) => !/^(?:\.\/|node:)/.test(name));
}

describe.each(Object.entries(adapters))('the adapter for %s', (name, { layers, doors }) => {
  const folder = new URL('src/', packageUrl(name));

  it('is in order: layers, no circle, names, members, length of functions', () => {
    expect(checkArchitecture({ folder, layers, doors })).toEqual([]);
  });

  it('imports entries of the backend, its framework, and nothing else', () => {
    const { dependencies, peerDependencies } = packageJson(name);
    const allowed = new Set([...doorsOfBackend, ...Object.keys({ ...dependencies, ...peerDependencies })]);
    const imports = readdirSync(folder).flatMap((file) => importsOf(folder, file));
    expect(imports.length).toBeGreaterThan(10);
    expect(imports.filter((each) => !allowed.has(each))).toEqual([]);
  });
});
