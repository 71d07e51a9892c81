import { createServerOnlyFn } from '@tanstack/react-start';
import { protectCurrentRequest } from './protect-current-request.js';

/**
 * Lets the request that is being answered pass, or ends it. `userId` is a string after it.
 * @param options - what is required; all of it must hold. Default: somebody who is signed in
 * @throws what TanStack Start answers the request with: a redirect to sign-in for pages, else 401, 403 or 503; {ConfigurationError}
 *   `middleware_missing`, `option_unknown`, `option_invalid`
 * @example
 * const { userId } = await protect();
 * await protect({ permission: 'org:posts:delete' });
 */
export const protect = /* @__PURE__ */ createServerOnlyFn(protectCurrentRequest);
