import { createRouteGuard, type Guard, type ProtectOptions, type Verdict } from '@acme/backend/adapter';
import { nodeHead, sendResponse, withholdBody, type NodeMiddleware } from '@acme/backend/node-http';
import type { Request } from 'express';
import { clerkMiddleware } from './clerk-middleware.js';
import { requestStates } from './get-auth.js';

/**
 * Guards a route: 401 with `WWW-Authenticate` without a valid credential, 403 if it does not suffice, 503 with `Retry-After` if it
 * could not be checked. Page navigations are redirected to sign-in where `signInUrl` is given. Works alone or after `clerkMiddleware()`.
 * CORS preflights skip the handlers of the guarded route and reach a CORS middleware that comes later.
 * Mistakes in the environment are reported by the requests that need it.
 * @param given - what the route requires; all of it must hold. Default: somebody who is signed in
 * @throws {ConfigurationError} for unknown members and unusable values, `undefined` among them; `middleware_not_called`
 * @example
 * app.delete('/posts/:id', protect({ permission: 'org:posts:delete' }), handler);
 * app.post('/jobs', protect({ token: ['api_key', 'm2m_token'] }), handler);
 */
export function protect(...given: readonly [options?: ProtectOptions]): NodeMiddleware {
  const guard = createRouteGuard(given, "app.get('/', protect(), handler)");
  let authenticate: NodeMiddleware | undefined;
  return (req, res, next) => {
    if (requestStates.state(req)) return guardRequest(guard, req, res, next);
    try {
      // Created late: after `clerkMiddleware(options)` the environment alone need not be enough.
      authenticate ??= clerkMiddleware();
    } catch (error) {
      return next(error);
    }
    return authenticateThenGuard(authenticate, guard, req, res, next);
  };
}

/** Guards a request when a middleware has authenticated it. */
export function authenticateThenGuard(
  authenticate: NodeMiddleware,
  guard: Guard,
  ...[req, res, next]: Parameters<NodeMiddleware>
): void | Promise<void> {
  return authenticate(req, res, (error?: unknown) => (error ? next(error) : guardRequest(guard, req, res, next)));
}

function guardRequest(guard: Guard, ...[req, res, next]: Parameters<NodeMiddleware>): void {
  let verdict: Verdict;
  try {
    verdict = guard(requestStates.require(req), nodeHead(req, (req as Request).originalUrl));
  } catch (error) {
    return next(error);
  }
  if (verdict.kind === 'refuse') return sendResponse(res, verdict.response);
  if (verdict.kind === 'pass') return next();
  withholdBody(res);
  // In a route this skips its other handlers; elsewhere it is the same as next().
  next('route');
}
