import { createPathMatcher, type PathPattern } from '@acme/backend/full-stack';
import type { NextRequest } from 'next/server.js';

/** Paths as patterns, or a function that decides. */
export type RouteMatcherParam = PathPattern | readonly PathPattern[] | ((request: NextRequest) => boolean);

/**
 * Creates a function that reports whether the path of a request matches. Escapes are decoded and repeated slashes collapsed. It throws a
 * {@link MalformedURLError} for a path that cannot be decoded, to which `clerkMiddleware()` answers 400, so that no spelling passes a guard.
 * @deprecated Protect a route where it is, with `auth.protect()`: a list of paths is easily incomplete.
 * @see {@link https://clerk.com/docs/reference/nextjs/clerk-middleware | createRouteMatcher()}
 * @example
 * const isAdmin = createRouteMatcher('/admin(.*)');
 * export default clerkMiddleware(async (auth, request) => {
 *   if (isAdmin(request)) await auth.protect({ role: 'org:admin' });
 * });
 */
export function createRouteMatcher(routes: RouteMatcherParam): (request: NextRequest) => boolean {
  if (typeof routes === 'function') return routes;
  const matches = createPathMatcher(routes);
  return ({ nextUrl }) => matches(nextUrl.pathname);
}
