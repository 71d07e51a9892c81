import type { ClerkClient } from '@acme/backend';
import { createLazyClient } from '@acme/backend/adapter';

declare const __PACKAGE_VERSION__: string;

const name = '@acme/fastify';

/**
 * The client of the instance that the environment names (CLERK_SECRET_KEY, CLERK_API_URL, …); made when it is first used.
 * @see {@link https://clerk.com/docs/reference/backend/overview | JS Backend SDK}
 */
export const clerkClient: ClerkClient = createLazyClient(
  { userAgent: `${name}@${__PACKAGE_VERSION__}`, sdkMetadata: { name, version: __PACKAGE_VERSION__ } },
  () => process.env,
);
