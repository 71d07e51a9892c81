import { createRouteGuard, type GuardOptions } from '@acme/backend/adapter';
import { toResponse, withoutBody } from '@acme/backend/web';
import type { MiddlewareHandler } from 'hono';
import { headOf } from './bindings-of.js';
import { requestStates } from './get-auth.js';

/**
 * Guards a route: 401 with `WWW-Authenticate` without a valid credential, 403 if it does not suffice, 503 with `Retry-After` if it
 * could not be checked. Page navigations are redirected to sign-in where `signInUrl` is given;
 * `refusalPage` gives the page that others see. CORS preflights pass, for a CORS middleware
 * that comes later.
 * @param given - what the route requires; all of it must hold. Default: somebody who is signed in
 * @throws {ConfigurationError} for unknown members and unusable values, `undefined` among them; `middleware_not_called`; and
 *   `middleware_missing`, when a request comes
 * @example
 * app.delete('/posts/:id', protect({ permission: 'org:posts:delete' }), handler);
 * app.post('/jobs', protect({ token: ['api_key', 'm2m_token'] }), handler);
 */
export function protect(...given: readonly [options?: GuardOptions]): MiddlewareHandler {
  const guard = createRouteGuard(given, "app.get('/', protect(), handler)");
  return async function protectRoute(c, next) {
    const verdict = guard(requestStates.require(c), headOf(c));
    if (verdict.kind === 'pass') return next();
    if (verdict.kind === 'refuse') return toResponse(verdict.response);
    await next();
    const answer = withoutBody(c.res);
    // Otherwise Hono adds the headers of the former answer to the new one.
    c.res = undefined;
    c.res = answer;
  };
}
