import { assertCalled, createGuard, type Guard, type ProtectOptions, type Verdict } from '@acme/backend/adapter';
import { nodeHead, sendResponse, withholdBody, type NodeMiddleware } from '@acme/backend/node-http';
import type { Request } from 'express';
import { clerkMiddleware } from './clerk-middleware.js';
import { stateOf } from './request-state.js';

/**
 * Guards a route: 401 with `WWW-Authenticate` without a valid credential, 403 if it does not suffice, 503 with `Retry-After` if it
 * could not be checked. Page navigations are sent to sign-in where `signInUrl` is given. Works alone or after `clerkMiddleware()`.
 * CORS preflights pass, past the handlers of the guarded route, to a CORS middleware that comes later.
 * @param given - what the route asks for; everything given must hold. Nothing: somebody who is signed in.
 * Mistakes in the environment are reported by the requests that need it.
 * @throws {ConfigurationError} for unknown members and unusable values, `undefined` among them; `middleware_not_called`
 * @example
 * app.delete('/posts/:id', protect({ permission: 'org:posts:delete' }), handler);
 * app.post('/jobs', protect({ token: ['api_key', 'm2m_token'] }), handler);
 */
export function protect(...given: readonly [options?: ProtectOptions]): NodeMiddleware {
  assertCalled(given, 'protect', "app.get('/', protect(), handler)");
  const guard = createGuard(given.length === 0 ? {} : given[0], 'protect');
  const authenticate = authenticateIfNeeded();
  return (req, res, next) =>
    authenticate(req, res, (error?: unknown) => {
      if (error || !stateOf(req)) return next(error);
      carryOut(guard, req, res, next);
    });
}

/** Lets a decided request through, or answers it. */
export function carryOut(guard: Guard, ...[req, res, next]: Parameters<NodeMiddleware>): void {
  const state = stateOf(req);
  if (!state) return next();
  let verdict: Verdict;
  try {
    verdict = guard(state, nodeHead(req, (req as Request).originalUrl));
  } catch (error) {
    return next(error);
  }
  if (verdict.kind === 'refuse') return sendResponse(res, verdict.response);
  if (verdict.kind === 'pass') return next();
  withholdBody(res);
  // In a route this skips its other handlers; elsewhere it is the same as next().
  next('route');
}

/** After `clerkMiddleware(options)` the environment alone need not be enough, so it is read only if there was none before. */
function authenticateIfNeeded(): NodeMiddleware {
  let authenticate: NodeMiddleware | undefined;
  return (req, res, next) => {
    if (stateOf(req)) return next();
    try {
      authenticate ??= clerkMiddleware();
    } catch (error) {
      return next(error);
    }
    return authenticate(req, res, next);
  };
}
