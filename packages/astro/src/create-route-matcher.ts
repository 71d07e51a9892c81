import { createPathMatcher, type PathPattern } from '@acme/backend/full-stack';
import type { RequestContext } from './request-context.js';

/**
 * Creates a function that reports whether the path of a request matches. Escapes are decoded and repeated slashes collapsed. It throws a
 * {@link MalformedURLError} for a path that cannot be decoded, to which `clerkMiddleware()` answers 400, so that no spelling passes a guard.
 * @deprecated Protect a route where it is, with `protect(context)`: a list of paths is easily incomplete.
 * @example
 * const isAdmin = createRouteMatcher('/admin(.*)');
 * export const onRequest = clerkMiddleware((auth, context) => {
 *   if (isAdmin(context)) protect(context, { role: 'org:admin' });
 * });
 */
export function createRouteMatcher(
  routes: PathPattern | readonly PathPattern[],
): (context: Pick<RequestContext, 'request'>) => boolean {
  const matches = createPathMatcher(routes);
  return ({ request }) => matches(new URL(request.url).pathname);
}
