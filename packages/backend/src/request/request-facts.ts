import type { Config } from './config.js';
import { readCookies, type ClerkCookies } from './read-cookies.js';
import type { RequestHead } from './request-head.js';
import { trustedHosts } from './trusted-hosts.js';

/** Query parameters the protocol uses. */
export const parameter = {
  devBrowser: '__clerk_db_jwt',
  legacyDevBrowser: '__dev_session',
  handshake: '__clerk_handshake',
  handshakeNonce: '__clerk_handshake_nonce',
  handshakeHelp: '__clerk_help',
  handshakeReason: '__clerk_hs_reason',
  handshakeFormat: 'format',
  handshakeRetry: '__clerk_hs_retry',
  synced: '__clerk_synced',
  redirectUrl: '__clerk_redirect_url',
  session: '__session',
  suffixedCookies: 'suffixed_cookies',
  apiVersion: '__clerk_api_version',
  organization: 'organization_id',
} as const;

/** First of the values a chain of proxies put into a forwarded header. */
function firstValue(header: string | null | undefined): string | undefined {
  if (header === null || header === undefined) return undefined;
  const comma = header.indexOf(',');
  return comma < 0 ? header : header.slice(0, comma);
}

/** An origin that is sure to be one and needs no normalisation: no numbers that may be an address, no encoded names. */
const plainOrigin = /^https?:\/\/(?!.*xn--)(?:[a-z\d-]+\.)*[a-z][a-z\d-]*(?::(?!80$|443$)[1-9]\d{0,3})?$/;

/** The origin of a URL's beginning; undefined unless it is http or https: a forwarded header may say anything. */
function originOf(url: string): string | undefined {
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
  // An empty forwarded host hides `Host`: the proxy said that it knows none.
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

/** Scheme and token, or one word alone, with any spaces and tabs around them; what follows the token is left out. */
const credentials = /^[ \t]*([^ \t]+)(?:[ \t]+([^ \t]+))?/;

/**
 * Token of an `Authorization` header: `Bearer <token>` in any letter case, or the token alone.
 * Other schemes count as no header, so that cookies are used.
 * @see RFC 6750 section 2.1, RFC 9110 section 11.1
 */
export function bearerToken(authorization: string | null | undefined): string | undefined {
  if (!authorization) return undefined;
  // As nearly everybody writes it; the expression takes a microsecond.
  const isPlain = authorization.startsWith('Bearer ') && authorization.indexOf(' ', 7) < 0;
  if (isPlain && authorization.length > 7 && !authorization.includes('\t')) return authorization.slice(7);
  const found = credentials.exec(authorization);
  if (!found) return undefined;
  const [, scheme = '', token] = found;
  if (token === undefined) return scheme;
  return scheme === 'Bearer' || scheme.toLowerCase() === 'bearer' ? token : undefined;
}

/** Whether a browser asks for a page, rather than a script for data. @see {@link https://www.w3.org/TR/fetch-metadata/ | Fetch Metadata} */
export function isPageNavigation(head: RequestHead): boolean {
  if (head.method !== 'GET') return false;
  const destination = head.header('sec-fetch-dest');
  if (destination) return destination === 'document' || destination === 'iframe';
  return Boolean(head.header('accept')?.startsWith('text/html'));
}

/** What a request says, read once; what only some requests need is read when it is asked for. */
export class RequestFacts {
  readonly bearer: string | undefined;
  #cookies: ClerkCookies | undefined;
  #query: URLSearchParams | undefined;
  #origin: string | undefined;

  constructor(
    readonly head: RequestHead,
    readonly config: Config,
  ) {
    this.bearer = bearerToken(head.header('authorization'));
  }

  get cookies(): ClerkCookies {
    return (this.#cookies ??= readCookies(this.head.header('cookie'), this.config.cookieNames));
  }

  /** Replaces the cookies, where it took more than reading them to know which count. */
  useCookies(cookies: ClerkCookies): void {
    this.#cookies = cookies;
  }

  /**
   * Public origin of the request: `X-Forwarded-Host` and `-Proto` where they give an http(s) origin, else `Host`, else
   * the URL. Only the origin comes from headers; the path never moves into it.
   */
  get origin(): string {
    return (this.#origin ??= publicOrigin(this.head, trustedHosts(this.config.options)));
  }

  /** Whether the host is only what `X-Forwarded-Host` says, which anybody can send unless a proxy strips it. */
  get isHostUntrusted(): boolean {
    return trustedHosts(this.config.options) === undefined && Boolean(this.head.header('x-forwarded-host'));
  }

  /** The public URL of the request. The fragment is kept only if no header changed the origin. */
  publicUrl(): URL {
    return publicUrl(this.head, this.origin);
  }

  /** A query parameter the protocol uses. */
  query(name: string): string | undefined {
    if (!this.#query) {
      const { url } = this.head;
      const start = url.indexOf('?');
      // Names may be percent-encoded; a query without either cannot hold one of ours.
      const mayMatter = start >= 0 && (url.includes('__clerk_', start) || url.includes('%', start));
      const end = mayMatter ? url.indexOf('#', start) : -1;
      this.#query = new URLSearchParams(mayMatter ? url.slice(start + 1, end < 0 ? undefined : end) : '');
    }
    return this.#query.get(name) ?? undefined;
  }

  /** Whether the browser asked for a page: only then may it be redirected. */
  get isPageNavigation(): boolean {
    return isPageNavigation(this.head);
  }

  /** How many redirects in a row this browser has seen; junk and negative values count as none. */
  get redirectCount(): number {
    const count = Math.trunc(Number(this.cookies.redirectCount));
    return count > 0 ? count : 0;
  }
}
