import type { Framework } from '../source/rename-module.js';

/** The module that exports a name. Hono's package exports only what concerns Hono; the rest comes from the backend package. */
export function moduleOf(name: string, framework: Framework, entry = ''): string {
  if (entry === '/webhooks') return `@acme/${framework}${entry}`;
  if (entry) return `@acme/backend${entry}`;
  const own = framework !== 'hono' || name === 'clerkMiddleware' || name === 'getAuth';
  return own ? `@acme/${framework}` : '@acme/backend';
}
