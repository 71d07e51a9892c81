import type { ClerkClient } from '@acme/backend';
import {
  createAdapterClient,
  createMiddlewareClient,
  type MiddlewareOptions,
  type MiddlewareOptionsSource,
} from '@acme/backend/adapter';

declare const __PACKAGE_VERSION__: string;

const adapter = { name: '@acme/fastify', version: __PACKAGE_VERSION__ };

/**
 * The client of the instance that the environment names (CLERK_SECRET_KEY, CLERK_API_URL, …); created when it is first used.
 * @see {@link https://clerk.com/docs/reference/backend/overview | JS Backend SDK}
 */
export const clerkClient: ClerkClient = createAdapterClient(adapter);

/** The client at `request.clerk`: the exported one, unless the plugin has a client, or options of one. */
export function clientFor<Native>(source: MiddlewareOptionsSource<Native>): ClerkClient {
  const {
    clerkClient: given,
    debug,
    frontendApiProxy,
    ...own
  }: MiddlewareOptions = typeof source === 'function' ? {} : source;
  return given || Object.keys(own).length > 0 ? createMiddlewareClient(source, adapter) : clerkClient;
}
