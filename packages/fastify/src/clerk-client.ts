import { createAdapterClient, type ClerkClient } from '@acme/backend/adapter';

declare const __PACKAGE_VERSION__: string;

/** This package, as calls to the Backend API name it. */
export const adapter = { name: '@acme/fastify', version: __PACKAGE_VERSION__ } as const;

/**
 * The client of the instance that the environment names (CLERK_SECRET_KEY, CLERK_API_URL, …); created when it is first used.
 * @see {@link https://clerk.com/docs/reference/backend/overview | JS Backend SDK}
 */
export const clerkClient: ClerkClient = createAdapterClient(adapter);
