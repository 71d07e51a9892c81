/** What a package of ours replaces. */
export interface PackageRow {
  /** The entries that have the same exports as those of the official package; `''` is the main one. */
  readonly entries: readonly string[];
  /** The official package has other entries that ours does not replace (for browsers): they are left, and so is the dependency. */
  readonly isPartial?: true;
}

/**
 * The packages that exist under both scopes. A package that replaces only the server of a framework is one row more:
 * `nextjs: { entries: ['/server', '/webhooks'], isPartial: true }`.
 */
export const packageTable: Readonly<Record<string, PackageRow>> = {
  backend: { entries: ['', '/errors', '/internal', '/jwt', '/package.json', '/proxy', '/webhooks'] },
  express: { entries: ['', '/env', '/package.json', '/types', '/webhooks'] },
  fastify: { entries: ['', '/types', '/webhooks'] },
  hono: { entries: ['', '/package.json', '/types', '/webhooks'] },
};

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

/** Name of a module under the other scope. @param table - the packages that exist under both scopes */
export function renameModule(specifier: string, target: Target, table = packageTable): Renaming {
  const [from, to] = target === 'clerk' ? ['@acme', '@clerk'] : ['@clerk', '@acme'];
  if (!specifier.startsWith(`${from}/`)) return undefined;
  if (target === 'clerk' && specifier === '@acme/node-legacy') return { kind: 'renamed', to: '@clerk/clerk-sdk-node' };
  const [, name = ''] = specifier.split('/', 2);
  const row = Object.hasOwn(table, name) ? table[name] : undefined;
  if (!row) return undefined;
  const entry = specifier.slice(from.length + 1 + name.length);
  if (row.entries.includes(entry)) return { kind: 'renamed', to: `${to}/${name}${entry}` };
  // The rest of such a package is not ours to replace.
  return row.isPartial ? undefined : { kind: 'unknown-entry' };
}
