import { createAdapterClient, type ClerkClient } from '@acme/backend/adapter';

declare const __PACKAGE_VERSION__: string;

/** This package, as calls to the Backend API name it. */
export const adapter = { name: '@acme/hono', version: __PACKAGE_VERSION__ } as const;

/**
 * The client of the instance that the process's environment names (CLERK_SECRET_KEY, CLERK_API_URL, …); created when it is first
 * used. In a worker use `c.get('clerk')`, which knows the bindings.
 * @see {@link https://clerk.com/docs/reference/backend/overview | JS Backend SDK}
 */
export const clerkClient: ClerkClient = createAdapterClient(adapter);
