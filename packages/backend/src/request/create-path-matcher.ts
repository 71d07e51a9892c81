import { pathToRegexp } from 'path-to-regexp';
import { MalformedURLError } from '../errors.js';

/** A path in path-to-regexp 6 syntax, or a regular expression. */
export type PathPattern = string | RegExp;

/**
 * Decodes a path and collapses repeated slashes, so that no spelling of a path escapes a matcher.
 * @throws {MalformedURLError}
 */
export function decodePath(pathname: string): string {
  try {
    return decodeURI(pathname).replace(/\/{2,}/g, '/');
  } catch (cause) {
    throw new MalformedURLError('The path contains a malformed percent escape. Answer 400.', { cause });
  }
}

/**
 * Makes a matcher for paths: they are decoded and repeated slashes are collapsed, so that no spelling of a path escapes it.
 * @returns whether a path matches one of the patterns; throws {@link MalformedURLError} for a path that cannot be decoded
 */
export function createPathMatcher(patterns: PathPattern | readonly PathPattern[]): (pathname: string) => boolean {
  const list = (Array.isArray(patterns) ? (patterns as readonly PathPattern[]) : [patterns as PathPattern]).filter(
    Boolean,
  );
  const expressions = list.map((pattern) => (pattern instanceof RegExp ? pattern : pathToRegexp(pattern)));
  return (pathname) => {
    const decoded = decodePath(pathname);
    return decoded !== '' && expressions.some((expression) => expression.test(decoded));
  };
}
