import type { ClerkClient } from '@acme/backend';
import { createAdapterClient, createMiddlewareClient, type MiddlewareOptionsSource } from '@acme/backend/adapter';

declare const __PACKAGE_VERSION__: string;

const adapter = { name: '@acme/fastify', version: __PACKAGE_VERSION__ };

/**
 * The client of the instance that the environment names (CLERK_SECRET_KEY, CLERK_API_URL, …); created when it is first used.
 * @see {@link https://clerk.com/docs/reference/backend/overview | JS Backend SDK}
 */
export const clerkClient: ClerkClient = createAdapterClient(adapter);

/** The client at `request.clerk`: the exported one, unless the plugin has options of its own. */
export function clientFor<Native>(source: MiddlewareOptionsSource<Native>): ClerkClient {
  const isDefault = typeof source === 'function' || Object.keys(source).length === 0;
  return isDefault ? clerkClient : createMiddlewareClient(source, adapter);
}
