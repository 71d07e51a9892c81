import type { ClerkClient } from '@acme/backend';
import { createLazyClient } from '@acme/backend/adapter';
import { processEnvironment } from './bindings.js';

declare const __PACKAGE_VERSION__: string;

const name = '@acme/hono';

/** What calls to the Backend API say about this package. */
export const identity = {
  userAgent: `${name}@${__PACKAGE_VERSION__}`,
  sdkMetadata: { name, version: __PACKAGE_VERSION__ },
} as const;

/**
 * The client of the instance that the process's environment names (CLERK_SECRET_KEY, CLERK_API_URL, …); made when it is first
 * used. In a worker use `c.get('clerk')`, which knows the bindings.
 * @see {@link https://clerk.com/docs/reference/backend/overview | JS Backend SDK}
 */
export const clerkClient: ClerkClient = createLazyClient(identity, processEnvironment);
