import { checkNames } from '../options.js';

/** Path under which the Frontend API is proxied if no other is configured. */
export const DEFAULT_PROXY_PATH = '/__clerk';

/** Removes the slashes at the end. */
export function stripTrailingSlashes(text: string): string {
  let end = text.length;
  while (text[end - 1] === '/') end -= 1;
  return text.slice(0, end);
}

/** The prefix of the proxy's paths, without a slash at the end; empty for `/`, which is the whole host. */
export function proxyPrefix(proxyPath: string | undefined): string {
  return stripTrailingSlashes(proxyPath || DEFAULT_PROXY_PATH);
}

/** Whether a path can be matched: it is written as in a parsed URL, without empty segments, dot segments or a query. */
export function isProxyPath(path: string): boolean {
  const prefix = stripTrailingSlashes(path);
  if (!path.startsWith('/') || prefix.includes('//')) return false;
  return prefix === '' || new URL(prefix, 'http://localhost').pathname === prefix;
}

const slash = String.raw`(?:[/\\]|%(?:25)*(?:2f|5c))`;
const dot = String.raw`(?:\.|%(?:25)*2e)`;
/** An empty segment or a dot segment, also one that is encoded once or several times, because the upstream may decode it. */
const leadsElsewhere = new RegExp(`${slash}(?:${slash}|${dot}{1,2}(?:$|;|%(?:25)*3b|${slash}))`, 'i');

/** The path below the prefix; undefined if the upstream might read it as another path or another host. */
export function pathBelow(pathname: string, prefix: string): string | undefined {
  const path = pathname.slice(prefix.length) || '/';
  return leadsElsewhere.test(path) ? undefined : path;
}

/**
 * Whether a request is for the proxy: its path is the prefix itself or below it.
 * @param request - a `Request`, any object with a `url`, or the path alone
 * @param options - `proxyPath`: default `/__clerk`; `/` is every path
 * @throws {ConfigurationError} `option_unknown`
 * @example
 * matchProxyPath('/__clerk/v1/client'); // true
 * matchProxyPath('/__clerk2'); // false
 */
export function matchProxyPath(
  request: Pick<Request, 'url'> | string,
  options: { readonly proxyPath?: string | undefined } = {},
): boolean {
  checkNames(options, 'matchProxyPath', ['proxyPath']);
  const pathname = typeof request === 'string' ? request : new URL(request.url, 'http://localhost').pathname;
  const prefix = proxyPrefix(options.proxyPath);
  return pathname === prefix || pathname.startsWith(`${prefix}/`);
}
