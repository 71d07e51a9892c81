import { getAuthObjectForAcceptedToken } from './auth-object.js';
import type { DecidedResponse } from './create-authenticator.js';
import { checkProtectOptions, type ProtectOptions } from './protect-options.js';
import { publicOrigin, publicUrl } from './public-origin.js';
import { isPageNavigation } from './request-facts.js';
import type { RequestHead } from './request-head.js';
import { trustedHostsOf, type SignedInState, type SignedOutState } from './request-state.js';
import { reverificationError } from './reverification-error.js';

/** What a guard says of a request. */
export type Verdict =
  /** It may pass. */
  | { readonly kind: 'pass' }
  /**
   * It is a CORS preflight, which browsers send without credentials: it may pass, so that the application can answer it, but what is
   * guarded must not be run for it, and no body may come back.
   */
  | { readonly kind: 'preflight' }
  /** Answer at once. */
  | { readonly kind: 'refuse'; readonly response: DecidedResponse };

const pass: Verdict = { kind: 'pass' };
const preflight: Verdict = { kind: 'preflight' };

/** Says of a decided request whether it may pass. */
export type Guard = (state: SignedInState | SignedOutState, head: RequestHead) => Verdict;

function refuse(status: number, body: object, headers: DecidedResponse['headers'] = []): Verdict {
  const fixed = [
    ['content-type', 'application/json'],
    ['cache-control', 'no-store'],
  ] as const;
  return { kind: 'refuse', response: { status, headers: [...fixed, ...headers], body: JSON.stringify(body) } };
}

const hasBody = (head: RequestHead) =>
  Boolean(head.header('transfer-encoding')) || (head.header('content-length') || '0') !== '0';

/**
 * Whether a browser asks if it may send a request of another origin. It sends neither credentials nor a body with the question, so what
 * comes with some is none.
 * @see {@link https://fetch.spec.whatwg.org/#cors-preflight-fetch | Fetch: CORS-preflight fetch}
 */
function isPreflight(head: RequestHead): boolean {
  return (
    head.method === 'OPTIONS' &&
    Boolean(head.header('origin')) &&
    Boolean(head.header('access-control-request-method')) &&
    !head.header('authorization') &&
    !head.header('cookie') &&
    !hasBody(head)
  );
}

/** Proxies that end TLS hide which of the two schemes it was, and with it which port is the default. */
function hostOf({ hostname, port }: URL): string {
  return port === '' || port === '80' || port === '443' ? hostname : `${hostname}:${port}`;
}

const pathOf = (url: URL) => url.pathname.replace(/\/+$/, '');

/**
 * Whether the target is this very page: sending the browser there would never end. Which of the names that a request gives for the
 * host is the right one need not be known: no answer leads to a host that the request names.
 */
function isSamePage(head: RequestHead, target: string): boolean {
  const page = new URL(head.url);
  const origins = [publicOrigin(head), publicOrigin(head, [])];
  const url = new URL(target, origins[0]);
  return (
    pathOf(url) === pathOf(page) &&
    (target.startsWith('/') || origins.some((origin) => hostOf(new URL(origin)) === hostOf(url)))
  );
}

/**
 * The sign-in page with the address to come back to, unless it names one. That is always this page, under the same origin as in a
 * handshake; the rest of the text stays as it is.
 */
function withReturn(state: SignedInState | SignedOutState, head: RequestHead, signInUrl: string): string {
  const page = publicUrl(head, publicOrigin(head, trustedHostsOf(state)));
  if (!URL.canParse(signInUrl, page) || new URL(signInUrl, page).searchParams.has('redirect_url')) return signInUrl;
  for (const name of [...page.searchParams.keys()]) if (name.startsWith('__clerk_')) page.searchParams.delete(name);
  const [, address = '', hash = ''] = /^([^#]*)(#.*)?$/s.exec(signInUrl) ?? [];
  return `${address}${address.includes('?') ? '&' : '?'}redirect_url=${encodeURIComponent(page.href)}${hash}`;
}

function refuseUnknown(
  state: SignedInState | SignedOutState,
  head: RequestHead,
  signInUrl: string | undefined,
): Verdict {
  const { unavailability } = state;
  if (unavailability) {
    const wait = [['retry-after', String(unavailability.retryAfterSeconds)]] as const;
    return refuse(503, { error: 'Service Unavailable' }, wait);
  }
  if (signInUrl && isPageNavigation(head) && !isSamePage(head, signInUrl)) {
    const headers = [
      ['location', withReturn(state, head, signInUrl)],
      ['cache-control', 'no-store'],
    ] as const;
    return { kind: 'refuse', response: { status: 302, headers } };
  }
  return refuse(401, { error: 'Unauthorized' }, [['www-authenticate', 'Bearer']]);
}

/**
 * Makes the guard that an adapter's `protect` carries out. It refuses with 401 and `WWW-Authenticate` without a valid credential (page
 * navigations are sent to sign-in where `signInUrl` is given), with 403 if the credential does not suffice, and with 503 and
 * `Retry-After` if it could not be checked.
 * @param options - `{}` asks for somebody who is signed in; undefined is a mistake, because what a route asks for may be missing
 * @param where - the function or place that was given the options, for messages
 * @throws {ConfigurationError} `option_unknown`, `option_invalid`
 * @see RFC 6750 section 3
 */
export function createGuard(options: ProtectOptions | undefined, where = 'createGuard'): Guard {
  const { token, signInUrl, reverification, ...asked } = checkProtectOptions(options, where);
  const asksForMore = Object.keys(asked).length > 0;
  return (state, head) => {
    if (isPreflight(head)) return preflight;
    const auth = getAuthObjectForAcceptedToken({ authObject: state.toAuth(), acceptsToken: token });
    if (!auth.isAuthenticated) return refuseUnknown(state, head, signInUrl);
    if (asksForMore && !auth.has(asked)) {
      return refuse(403, { error: 'Forbidden' }, [['www-authenticate', 'Bearer error="insufficient_scope"']]);
    }
    if (reverification !== undefined && !auth.has({ reverification }))
      return refuse(403, reverificationError(reverification));
    return pass;
  };
}
