import { createPathMatcher, MalformedURLError, type PathPattern } from '@acme/backend/full-stack';
import { createError, type H3Event } from 'h3';
import { headOf } from './head-of.js';

/**
 * Creates a function that checks whether the path of a request matches. Escapes are decoded and repeated slashes collapsed, so that no spelling
 * passes a guard. It throws an {@link H3Error} with status 400 for a path that cannot be decoded.
 * @throws {TypeError} a pattern is not in path-to-regexp 6 syntax
 * @deprecated Protect a route where it is, with `protect(event)`: a list of paths is easily incomplete.
 * @example
 * const isAdmin = createRouteMatcher('/admin(.*)');
 * export default clerkMiddleware((event) => {
 *   if (isAdmin(event)) protect(event, { role: 'org:admin' });
 * });
 */
export function createRouteMatcher(routes: PathPattern | readonly PathPattern[]): (event: H3Event) => boolean {
  const matches = createPathMatcher(routes);
  return (event) => {
    try {
      return matches(new URL(headOf(event).url).pathname);
    } catch (cause) {
      if (!(cause instanceof MalformedURLError)) throw cause;
      throw createError({ statusCode: 400, message: cause.message, cause });
    }
  };
}
