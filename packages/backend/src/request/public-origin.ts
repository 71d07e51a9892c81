import type { RequestHead } from './request-head.js';

/** The first value of a forwarded header, which a chain of proxies may have extended. */
function firstValue(header: string | null | undefined): string | undefined {
  if (header === null || header === undefined) return undefined;
  const comma = header.indexOf(',');
  return comma < 0 ? header : header.slice(0, comma);
}

/** Fast path: an http(s) origin that is already normalised. Excludes IP addresses, punycode and default ports. */
const plainOrigin = /^https?:\/\/(?!.*xn--)(?:[a-z\d-]+\.)*[a-z][a-z\d-]*(?::(?!80$|443$)[1-9]\d{0,3})?$/;

/** The origin of a URL's beginning; undefined unless it is http or https: a forwarded header may say anything. */
function originOf(url: string): string | undefined {
  // Stryker disable next-line ConditionalExpression: to parse the URL takes longer, and gives the same.
  if (plainOrigin.test(url)) return url;
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  return parsed?.protocol === 'https:' || parsed?.protocol === 'http:' ? parsed.origin : undefined;
}

/** Anybody can send the header unless a proxy strips it, so it may be limited to known hosts. */
function forwardedHost(head: RequestHead, trusted: readonly string[] | undefined): string | undefined {
  const host = firstValue(head.header('x-forwarded-host'));
  return host !== undefined && (!trusted || trusted.includes(host.toLowerCase())) ? host : undefined;
}

/** The schemes that `X-Forwarded-Proto` may give. Whatever else it says could name another host. */
const forwardedScheme = /^\s*https?$/i;

/**
 * Public origin of a request: `X-Forwarded-Host` and `-Proto` where they give an http(s) origin, else `Host`, else the URL.
 * @param trusted - the hosts `X-Forwarded-Host` may name; undefined: any
 */
export function publicOrigin(head: RequestHead, trusted?: readonly string[]): string {
  const { url } = head;
  const afterScheme = url.indexOf('://') + 3;
  const pathStart = url.slice(afterScheme).search(/[/?#]/);
  const received = originOf(pathStart < 0 ? url : url.slice(0, afterScheme + pathStart)) ?? 'http://localhost';
  // An empty forwarded host hides `Host`: it means that the proxy knows none.
  const host = forwardedHost(head, trusted) ?? head.header('host');
  if (!host) return received;
  const scheme = firstValue(head.header('x-forwarded-proto')) ?? url.slice(0, afterScheme - 3);
  return (forwardedScheme.test(scheme) ? originOf(`${scheme}://${host}`) : undefined) ?? received;
}

/**
 * The URL of a request under its public origin. Only the origin comes from headers; the path never moves into it. The
 * fragment is kept only if no header changed the origin.
 */
export function publicUrl(head: RequestHead, origin: string): URL {
  const received = new URL(head.url);
  if (received.origin === origin) return received;
  const result = new URL(origin);
  result.pathname = received.pathname;
  result.search = received.search;
  return result;
}
