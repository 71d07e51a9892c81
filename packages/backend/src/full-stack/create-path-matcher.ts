import { decodePath, type PathPattern } from '../request/create-path-matcher.js';
import { compilePath } from './compile-path.js';

/**
 * Makes a matcher for the paths of a framework's `createRouteMatcher`: they are decoded and repeated slashes are collapsed, so that no spelling of
 * a path escapes it. Patterns in path-to-regexp 6 syntax take time in proportion to the length of the path; a regular expression is as
 * safe as its author made it.
 * @returns whether a path matches one of the patterns; throws {@link MalformedURLError} for a path that cannot be decoded: answer 400
 * @throws {TypeError} a pattern is not in this syntax
 */
export function createPathMatcher(patterns: PathPattern | readonly PathPattern[]): (pathname: string) => boolean {
  const list = [patterns].flat().filter(Boolean);
  const matchers = list.map((pattern) =>
    typeof pattern === 'string' ? compilePath(pattern) : (path: string) => path.search(pattern) >= 0,
  );
  return (pathname) => {
    const decoded = decodePath(pathname);
    return decoded !== '' && matchers.some((matches) => matches(decoded));
  };
}
