import { createServerOnlyFn } from '@tanstack/react-start';
import { clientOfRequest } from './client-of-request.js';

/**
 * The client of the Backend API, with the options of `clerkMiddleware()` for the request that is being answered, else with the environment. It is
 * the same one each time.
 * @param options - of a client of its own; each overrides that of the middleware or of the environment
 * @throws {ConfigurationError} for options and keys that cannot be used
 * @see {@link https://clerk.com/docs/reference/backend/overview | JS Backend SDK}
 * @example
 * const user = await clerkClient().users.getUser(userId);
 */
export const clerkClient = /* @__PURE__ */ createServerOnlyFn(clientOfRequest);
