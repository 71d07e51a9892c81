import { createServerOnlyFn } from '@tanstack/react-start';
import { authOfRequest } from './auth-of-request.js';

/**
 * Who sends the request that is being answered; in server functions, server routes and middleware after `clerkMiddleware()`.
 * @throws {ConfigurationError} `middleware_missing`, `option_unknown`, `option_invalid`
 * @see {@link https://clerk.com/docs/reference/tanstack-react-start/auth | auth()}
 * @example
 * const whoAmI = createServerFn().handler(async () => ({ userId: (await auth()).userId }));
 */
export const auth = /* @__PURE__ */ createServerOnlyFn(authOfRequest);
