/** The packages that exist under both scopes, and their entries. */
const entries: Readonly<Record<string, readonly string[]>> = {
  backend: ['', '/errors', '/internal', '/jwt', '/package.json', '/proxy', '/webhooks'],
  express: ['', '/env', '/package.json', '/types', '/webhooks'],
  fastify: ['', '/types', '/webhooks'],
  hono: ['', '/package.json', '/types', '/webhooks'],
};

/** A framework that code of the retired SDK can be migrated to. */
export type Framework = 'express' | 'fastify' | 'hono';

/** What to migrate to: a framework (for code of the retired SDK), or back to the official names. */
export type Target = Framework | 'clerk';

/** All targets. */
export const targets: readonly Target[] = ['express', 'fastify', 'hono', 'clerk'];

/** Names of the retired Node SDK. */
export const legacyPackages = ['@clerk/clerk-sdk-node', '@acme/node-legacy'];

/** The names, without scope, of the packages that exist under both scopes. */
export const sharedPackages = Object.keys(entries);

/** The new name of an imported module; undefined if the module is not ours. */
export type Renaming =
  { readonly kind: 'renamed'; readonly to: string } | { readonly kind: 'unknown-entry' } | undefined;

/** Name of a module under the other scope. */
export function renameModule(specifier: string, target: Target): Renaming {
  const [from, to] = target === 'clerk' ? ['@acme', '@clerk'] : ['@clerk', '@acme'];
  if (!specifier.startsWith(`${from}/`)) return undefined;
  if (target === 'clerk' && specifier === '@acme/node-legacy') return { kind: 'renamed', to: '@clerk/clerk-sdk-node' };
  const [, name = ''] = specifier.split('/', 2);
  const known = entries[name];
  if (!known) return undefined;
  const entry = specifier.slice(from.length + 1 + name.length);
  if (!known.includes(entry)) return { kind: 'unknown-entry' };
  return { kind: 'renamed', to: `${to}/${name}${entry}` };
}
