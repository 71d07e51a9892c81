import { ourPackages } from './our-packages.js';

/** What a package of ours replaces. */
export interface PackageRow {
  /** The entries that have the same exports as those of the official package; `''` is the main one. */
  readonly entries: readonly string[];
  /** The official package has other entries that ours does not replace (for browsers): they are left, and so is the dependency. */
  readonly isPartial?: true;
  /** Names for browsers that entries of the official package have, and ours do not: an import with one of them is left. */
  readonly left?: Readonly<Record<string, readonly string[]>>;
}

const rows: Readonly<Record<string, PackageRow>> = {
  astro: { entries: ['/env', '/server', '/webhooks'], isPartial: true },
  backend: { entries: ['', '/errors', '/internal', '/jwt', '/package.json', '/proxy', '/webhooks'] },
  express: { entries: ['', '/env', '/package.json', '/types', '/webhooks'] },
  fastify: { entries: ['', '/types', '/webhooks'] },
  hono: { entries: ['', '/package.json', '/types', '/webhooks'] },
  nextjs: {
    entries: ['/errors', '/server', '/webhooks'],
    isPartial: true,
    left: {
      '/errors': [
        'ClerkOfflineError',
        'ClerkRuntimeError',
        'EmailLinkErrorCode',
        'EmailLinkErrorCodeStatus',
        'isClerkRuntimeError',
        'isEmailLinkError',
        'isKnownError',
        'isMetamaskError',
        'isReverificationCancelledError',
      ],
    },
  },
  nuxt: { entries: ['/server', '/webhooks'], isPartial: true },
  'react-router': { entries: ['/api.server', '/server', '/ssr.server', '/webhooks'], isPartial: true },
  remix: { entries: ['/api.server', '/ssr.server', '/webhooks'], isPartial: true },
  'tanstack-react-start': { entries: ['/server', '/webhooks'], isPartial: true },
};

/** The packages that exist under both scopes. One that is not published yet is left out: nobody could install it. */
export const packageTable: Readonly<Record<string, PackageRow>> = Object.fromEntries(
  Object.entries(rows).filter(([name]) => Object.hasOwn(ourPackages, `@acme/${name}`)),
);

/** What code of the retired SDK can be migrated to: a web framework, or `backend` if it needs none. */
export type Framework = 'express' | 'fastify' | 'hono' | 'backend';

/** What to migrate to: a framework (for code of the retired SDK), or back to the official names. */
export type Target = Framework | 'clerk';

/** All targets. */
export const targets: readonly Target[] = ['express', 'fastify', 'hono', 'backend', 'clerk'];

/** Names of the retired Node SDK. */
export const legacyPackages = ['@clerk/clerk-sdk-node', '@acme/node-legacy'];

/** The community's middleware for Hono. */
export const honoClerkAuth = '@hono/clerk-auth';

/** The names, without scope, of the packages that exist under both scopes. */
export const sharedPackages = Object.keys(packageTable);

/** The new name of an imported module; undefined if the module is not ours. */
export type Renaming =
  { readonly kind: 'renamed'; readonly to: string } | { readonly kind: 'unknown-entry' } | undefined;

/** The entries of a package that is replaced in part, as modules of a scope. */
export const partialEntries = (scope: string, name: string): readonly string[] =>
  packageTable[name]?.isPartial ? packageTable[name].entries.map((entry) => `${scope}/${name}${entry}`) : [];

/** Whether an import of a module takes a name that only the official package has. */
export function isLeft(specifier: string, names: readonly string[]): boolean {
  const [, name = '', ...entry] = specifier.split('/');
  const left = packageTable[name]?.left?.[`/${entry.join('/')}`] ?? [];
  return specifier.startsWith('@clerk/') && names.some((one) => left.includes(one));
}

/** Name of a module under the other scope. */
export function renameModule(specifier: string, target: Target): Renaming {
  const [from, to] = target === 'clerk' ? ['@acme', '@clerk'] : ['@clerk', '@acme'];
  if (!specifier.startsWith(`${from}/`)) return undefined;
  if (target === 'clerk' && specifier === '@acme/node-legacy') return { kind: 'renamed', to: '@clerk/clerk-sdk-node' };
  const [, name = ''] = specifier.split('/', 2);
  const row = Object.hasOwn(packageTable, name) ? packageTable[name] : undefined;
  if (!row) return undefined;
  const entry = specifier.slice(from.length + 1 + name.length);
  if (row.entries.includes(entry)) return { kind: 'renamed', to: `${to}/${name}${entry}` };
  // The rest of such a package is not ours to replace.
  return row.isPartial ? undefined : { kind: 'unknown-entry' };
}
