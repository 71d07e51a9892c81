import type { Config, StateOptions } from './config.js';
import { publicOrigin, publicUrl } from './public-origin.js';
import { readCookies, type ClerkCookies } from './read-cookies.js';
import type { RequestHead } from './request-head.js';
import { trustedHosts } from './trusted-hosts.js';
import type { Unavailability } from './unavailability.js';

/** Scheme and token, or one word alone, with any spaces and tabs around them; what follows the token is left out. */
const credentials = /^[ \t]*([^ \t]+)(?:[ \t]+([^ \t]+))?/;

/**
 * Token of an `Authorization` header: `Bearer <token>` in any letter case, or the token alone.
 * Other schemes count as no header, so that cookies are used.
 * @see RFC 6750 section 2.1, RFC 9110 section 11.1
 */
export function bearerToken(authorization: string | null | undefined): string | undefined {
  if (!authorization) return undefined;
  // Fast path for the usual spelling; the expression takes a microsecond.
  // Stryker disable next-line MethodExpression,EqualityOperator,StringLiteral: the expression gives the same where this is not used.
  const isPlain = authorization.startsWith('Bearer ') && authorization.indexOf(' ', 7) < 0;
  // Stryker disable next-line StringLiteral: an empty text is in each header, so that the expression decides.
  if (isPlain && authorization.length > 7 && !authorization.includes('\t')) return authorization.slice(7);
  const found = credentials.exec(authorization);
  if (!found) return undefined;
  // Stryker disable next-line StringLiteral: what was found has a first part.
  const [, scheme = '', token] = found;
  if (token === undefined) return scheme;
  return scheme.toLowerCase() === 'bearer' ? token : undefined;
}

/** Whether a browser requests a page, and no script requests data. @see {@link https://www.w3.org/TR/fetch-metadata/ | Fetch Metadata} */
export function isPageNavigation(head: RequestHead): boolean {
  if (head.method !== 'GET') return false;
  const destination = head.header('sec-fetch-dest');
  if (destination) return destination === 'document' || destination === 'iframe';
  return Boolean(head.header('accept')?.startsWith('text/html'));
}

// Stryker disable next-line ArrowFunction: both mean that there is none.
const noQuery: Pick<URLSearchParams, 'get'> = { get: () => null };

function readQuery(url: string): Pick<URLSearchParams, 'get'> {
  const start = url.indexOf('?');
  // Names may be percent-encoded; a query without either cannot hold one of ours.
  // Stryker disable next-line ConditionalExpression,EqualityOperator,StringLiteral: to parse more takes longer, and gives the same.
  if (start < 0 || !(url.includes('__clerk_', start) || url.includes('%', start))) return noQuery;
  const end = url.indexOf('#');
  // Stryker disable next-line EqualityOperator: no URL begins with its fragment.
  return new URLSearchParams(url.slice(start + 1, end < 0 ? undefined : end));
}

/** The parts of a request that decide, each read once. What only some requests need is read on demand. */
export class RequestFacts {
  readonly bearer: string | undefined;
  /** The options that every state shows; a relative proxy URL is absolute here, under the request's own origin. */
  readonly publicOptions: StateOptions;
  /** Set when the service could not be reached; a state that is signed out shows it. */
  unavailability: Unavailability | undefined;
  #cookies: ClerkCookies | undefined;
  #query: Pick<URLSearchParams, 'get'> | undefined;
  #origin: string | undefined;

  constructor(
    readonly head: RequestHead,
    readonly config: Config,
    /** When the decision began, Unix ms. */
    readonly nowMs: number,
  ) {
    this.bearer = bearerToken(head.header('authorization'));
    const { publicOptions } = config;
    const { proxyUrl } = publicOptions;
    this.publicOptions = proxyUrl.startsWith('/')
      ? { ...publicOptions, proxyUrl: `${this.origin}${proxyUrl}` }
      : publicOptions;
  }

  get cookies(): ClerkCookies {
    return (this.#cookies ??= readCookies(this.head.header('cookie'), this.config.cookieNames));
  }

  /** Replaces the cookies, once it is known which of several with one name counts. */
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

  /** Whether the host comes from `X-Forwarded-Host` alone, which anybody can send unless a proxy strips it. */
  get isHostUntrusted(): boolean {
    return trustedHosts(this.config.options) === undefined && Boolean(this.head.header('x-forwarded-host'));
  }

  /** The public URL of the request. The fragment is kept only if no header changed the origin. */
  publicUrl(): URL {
    return publicUrl(this.head, this.origin);
  }

  /**
   * The same for a proof of this request. Another server that got the proof can send any header: a forwarded host counts only if the options
   * say that it may.
   */
  provenUrl(): URL {
    return publicUrl(this.head, publicOrigin(this.head, trustedHosts(this.config.options) ?? []));
  }

  /** A query parameter the protocol uses. */
  query(name: string): string | undefined {
    return (this.#query ??= readQuery(this.head.url)).get(name) ?? undefined;
  }

  /** Whether the browser requested a page: only then may it be redirected. */
  get isPageNavigation(): boolean {
    return isPageNavigation(this.head);
  }

  /** How many redirects in a row this browser has seen; junk and negative values count as none. */
  get redirectCount(): number {
    const count = Math.trunc(Number(this.cookies.redirectCount));
    // Stryker disable next-line EqualityOperator: both are 0.
    return count > 0 ? count : 0;
  }
}
