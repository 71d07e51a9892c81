import { refusalOf, requestHead, type ProtectOptions } from '@acme/backend/adapter';
import type { MiddlewareHandler } from 'hono';
import { requireState } from './clerk-middleware.js';

/**
 * Guards a route: 401 with `WWW-Authenticate` without a valid credential, 403 if it does not suffice, 503 with `Retry-After` if it
 * could not be checked. Page navigations are sent to sign-in where `signInUrl` is given.
 * @param options - what the route asks for; everything given must hold. Nothing: somebody who is signed in.
 * @throws {ConfigurationError} `middleware_missing`, when a request comes
 * @example
 * app.delete('/posts/:id', protect({ permission: 'org:posts:delete' }), handler);
 * app.post('/jobs', protect({ token: ['api_key', 'm2m_token'] }), handler);
 */
export function protect(options: ProtectOptions = {}): MiddlewareHandler {
  return async function protectRoute(c, next) {
    const refusal = refusalOf(requireState(c), requestHead(c.req.raw), options);
    if (!refusal) return next();
    const { status, headers, body = null } = refusal;
    return new Response(body, { status, headers: headers.map(([name, value]): [string, string] => [name, value]) });
  };
}
