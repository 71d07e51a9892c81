import { createServerOnlyFn } from '@tanstack/react-start';
import { authOf } from './auth-of-request.js';

/**
 * Returns who sends a request. `auth()` does the same without the request.
 * @param request - one that `clerkMiddleware()` has seen, as server routes and `getRequest()` give it; in a unit test also an object whose
 *   `auth` is an auth object, or a function that returns one
 * @throws {ConfigurationError} `middleware_missing`, `option_unknown`, `option_invalid`
 * @example
 * const { isAuthenticated, userId } = getAuth(request);
 */
export const getAuth = /* @__PURE__ */ createServerOnlyFn(authOf);
