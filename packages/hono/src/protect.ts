import { assertCalled, contentHeaders, createGuard, type ProtectOptions } from '@acme/backend/adapter';
import type { Context, MiddlewareHandler } from 'hono';
import { headOf } from './bindings.js';
import { requireState } from './clerk-middleware.js';
import { toResponse } from './to-response.js';

/** Only status and headers of the answer to a CORS preflight go out: nobody is signed in, and browsers look at nothing else. */
function withholdBody(c: Context): void {
  const { status, headers, ok } = c.res;
  const kept = new Headers(headers);
  for (const name of contentHeaders) kept.delete(name);
  void c.res.body?.cancel();
  // Otherwise Hono adds the headers of the former answer to the new one.
  c.res = undefined;
  c.res = new Response(null, { status: ok ? 204 : status, headers: kept });
}

/**
 * Guards a route: 401 with `WWW-Authenticate` without a valid credential, 403 if it does not suffice, 503 with `Retry-After` if it
 * could not be checked. Page navigations are sent to sign-in where `signInUrl` is given. CORS preflights pass, for a CORS middleware that
 * comes later.
 * @param given - what the route asks for; everything given must hold. Nothing: somebody who is signed in.
 * @throws {ConfigurationError} for unknown members and unusable values, `undefined` among them; `middleware_not_called`; and
 *   `middleware_missing`, when a request comes
 * @example
 * app.delete('/posts/:id', protect({ permission: 'org:posts:delete' }), handler);
 * app.post('/jobs', protect({ token: ['api_key', 'm2m_token'] }), handler);
 */
export function protect(...given: readonly [options?: ProtectOptions]): MiddlewareHandler {
  assertCalled(given, 'protect', "app.get('/', protect(), handler)");
  const guard = createGuard(given.length === 0 ? {} : given[0], 'protect');
  return async function protectRoute(c, next) {
    const verdict = guard(requireState(c), headOf(c));
    if (verdict.kind === 'pass') return next();
    if (verdict.kind === 'preflight') {
      await next();
      return withholdBody(c);
    }
    return toResponse(verdict.response);
  };
}
