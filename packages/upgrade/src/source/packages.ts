/** The packages that exist under both names, and the entries each has there. */
const entries: Readonly<Record<string, readonly string[]>> = {
  backend: ['', '/errors', '/internal', '/jwt', '/package.json', '/proxy', '/webhooks'],
  express: ['', '/env', '/package.json', '/types', '/webhooks'],
  fastify: ['', '/types', '/webhooks'],
  hono: ['', '/package.json', '/types', '/webhooks'],
};

/** Where source code is moved to: a framework for what uses the retired SDK, or back to the official names. */
export type Target = 'express' | 'fastify' | 'hono' | 'clerk';

/** All targets. */
export const targets: readonly Target[] = ['express', 'fastify', 'hono', 'clerk'];

/** Names of the retired Node SDK. */
export const legacyPackages = ['@clerk/clerk-sdk-node', '@acme/node-legacy'];

/** The names of the packages that are the same on both sides, without scope. */
export const sharedPackages = Object.keys(entries);

/** What becomes of an import of a module; undefined if it is none of ours. */
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
