import { checkNames } from '../options.js';

/** Path under which the Frontend API is proxied unless another is named. */
export const DEFAULT_PROXY_PATH = '/__clerk';

/** Leaves out the slashes at the end. */
export function stripTrailingSlashes(text: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === '/') end -= 1;
  return text.slice(0, end);
}

/** What paths of the proxy begin with, without a slash at the end; empty for `/`, which is the whole host. */
export function proxyPrefix(proxyPath: string | undefined): string {
  return stripTrailingSlashes(proxyPath || DEFAULT_PROXY_PATH);
}

/** Whether a path can be matched: as a URL has it, without empty segments, dots that lead elsewhere, or a query. */
export function isProxyPath(path: string): boolean {
  const prefix = stripTrailingSlashes(path);
  if (!path.startsWith('/') || prefix.includes('//')) return false;
  return prefix === '' || new URL(prefix, 'http://localhost').pathname === prefix;
}

const slash = String.raw`(?:[/\\]|%(?:25)*(?:2f|5c))`;
const dot = String.raw`(?:\.|%(?:25)*2e)`;
/** An empty segment, or one of dots; encoded ones too, however often, because the upstream may decode them. */
const leadsElsewhere = new RegExp(`${slash}(?:${slash}|${dot}{1,2}(?:$|;|%(?:25)*3b|${slash}))`, 'i');

/** The path below the prefix; undefined if the upstream might take it for another path or another host. */
export function pathBelow(pathname: string, prefix: string): string | undefined {
  const path = pathname.slice(prefix.length) || '/';
  return leadsElsewhere.test(path) ? undefined : path;
}

/**
 * Whether a request is for the proxy: its path is the prefix itself, or below it.
 * @param request - a `Request`, anything else with its `url`, or the path alone
 * @param options - `proxyPath`: default `/__clerk`; `/` is every path
 * @throws {ConfigurationError} `option_unknown`
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
