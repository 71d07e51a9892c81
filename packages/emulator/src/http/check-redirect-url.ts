import { ApiError } from '../errors/api-error.js';
import { isLoopbackHostname } from './is-loopback-hostname.js';

/** Which addresses a session may be sent to. */
interface RedirectPolicy {
  /** The emulator's own address; relative paths lead there. */
  readonly url: string;
  /** Accepted origins in addition to loopback ones. */
  readonly allowedOrigins: readonly string[];
}

/** True when the origin may receive a session: loopback, or named in `allowedOrigins`, as extensions of browsers are. */
export function isAllowedOrigin(policy: Pick<RedirectPolicy, 'allowedOrigins'>, origin: string): boolean {
  const url = parseUrl(origin);
  if (!url) return false;
  if (!isHttp(url)) return policy.allowedOrigins.includes(origin);
  return isLoopbackHostname(url.hostname) || policy.allowedOrigins.includes(url.origin);
}

/**
 * The address a browser may be sent back to, or undefined. A hostile one would receive a session, so only http(s) addresses
 * of allowed origins pass. Relative paths lead to the emulator's own pages.
 */
export function checkRedirectUrl(policy: RedirectPolicy, text: string | undefined): URL | undefined {
  if (!text) return undefined;
  const url = parseUrl(text, policy.url);
  // The origin of a `blob:` address is that of another one.
  if (!url || !isHttp(url) || url.username !== '' || url.password !== '') return undefined;
  return isAllowedOrigin(policy, url.origin) ? url : undefined;
}

/** The address to which the link of a message leads. @throws {ApiError} 400 `redirect_url_invalid` */
export function requireLinkTarget(policy: RedirectPolicy, text: string): URL {
  const url = checkRedirectUrl(policy, text);
  if (url) return url;
  throw new ApiError(400, 'redirect_url_invalid', 'The link leads to an address that is not allowed.');
}

/** Sets a query parameter and leaves every other character of the address as it is: applications may depend on it. */
export function withQuery(url: URL, name: string, value: string): string {
  const search = url.search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && pair !== name && !pair.startsWith(`${name}=`));
  search.push(`${name}=${encodeURIComponent(value)}`);
  return `${url.origin}${url.pathname}?${search.join('&')}${url.hash}`;
}

const isHttp = ({ protocol }: URL) => protocol === 'http:' || protocol === 'https:';

function parseUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
