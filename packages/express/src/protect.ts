import { refusalOf, type ProtectOptions } from '@acme/backend/adapter';
import { nodeHead, sendResponse } from '@acme/backend/node-http';
import type { Request, RequestHandler } from 'express';
import { clerkMiddleware } from './clerk-middleware.js';
import { stateOf } from './request-state.js';

/**
 * Guards a route: 401 with `WWW-Authenticate` without a valid credential, 403 if it does not suffice, 503 with `Retry-After` if it
 * could not be checked. Page navigations are sent to sign-in where `signInUrl` is given. Works alone or after `clerkMiddleware()`.
 * @param options - what the route asks for; everything given must hold. Nothing: somebody who is signed in.
 * Mistakes in the environment are reported by the requests that need it.
 * @example
 * app.delete('/posts/:id', protect({ permission: 'org:posts:delete' }), handler);
 * app.post('/jobs', protect({ token: ['api_key', 'm2m_token'] }), handler);
 */
export function protect<Req extends Request = Request>(options: ProtectOptions = {}): RequestHandler<Req['params']> {
  const authenticate = authenticateIfNeeded();
  return (req, res, next) =>
    authenticate(req as Request, res, (error?: unknown) => {
      const state = stateOf(req);
      if (error || !state) return next(error);
      const refusal = refusalOf(state, nodeHead(req, req.originalUrl), options);
      if (refusal) sendResponse(res, refusal);
      else next();
    });
}

/** After `clerkMiddleware(options)` the environment alone need not be enough, so it is read only if there was none before. */
function authenticateIfNeeded(): RequestHandler {
  let authenticate: RequestHandler | undefined;
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
