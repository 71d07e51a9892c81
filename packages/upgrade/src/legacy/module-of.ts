import type { Framework } from '../source/rename-module.js';

/** Whether the package of a framework exports a default client. */
export function exportsClient(framework: Framework): boolean {
  return framework === 'express' || framework === 'fastify';
}

/** The module that exports a name. Hono's package exports only what concerns Hono; the rest comes from the backend package. */
export function moduleOf(name: string, framework: Framework, entry = ''): string {
  if (entry === '/webhooks') return `@acme/${framework}${entry}`;
  if (entry) return `@acme/backend${entry}`;
  const own = exportsClient(framework) || (framework === 'hono' && /^(?:clerkMiddleware|getAuth)$/.test(name));
  return own ? `@acme/${framework}` : '@acme/backend';
}
