import type { ClerkClient } from '@acme/backend';
import { createAdapterClient } from '@acme/backend/adapter';

declare const __PACKAGE_VERSION__: string;

/**
 * The client of the instance that the environment names (CLERK_SECRET_KEY, CLERK_API_URL, …); created when it is first used.
 * @see {@link https://clerk.com/docs/reference/backend/overview | JS Backend SDK}
 */
export const clerkClient: ClerkClient = createAdapterClient({ name: '@acme/express', version: __PACKAGE_VERSION__ });
