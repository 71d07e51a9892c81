import { getAuthObjectForAcceptedToken } from './auth-object.js';
import { isActedBy } from './is-acted-by.js';
import { oauthRule, type OAuthRule } from './oauth-rule.js';
import type { DecidedResponse } from './create-authenticator.js';
import {
  checkProtectOptions,
  checkSignInUrl,
  type Answers,
  type GuardOptions,
  type RefusedPage,
} from './protect-options.js';
import { ConfigurationError } from '../errors.js';
import { pageUrlOf } from './page-url-of.js';
import { publicOrigin } from './public-origin.js';
import { isPageNavigation } from './request-facts.js';
import type { RequestHead } from './request-head.js';
import type { SignedInState, SignedOutState } from './request-state.js';
import { proofAlgorithmsOf } from './state.js';
import { reverificationError } from './reverification-error.js';
import { challengeOf, tokenChallenge } from './token-challenge.js';

/**
 * Why a guard refuses a request: it has no valid credential of an accepted kind (`unauthenticated`), the credential does not suffice
 * (`insufficient`), the person must be verified again (`step-up`), or the credential could not be checked (`unavailable`), so that the
 * person may well be signed in.
 */
export type RefusalClass = 'unauthenticated' | 'insufficient' | 'step-up' | 'unavailable';

/** What a guard decides about a request. */
export type Verdict =
  /** It may pass. */
  | { readonly kind: 'pass' }
  /**
   * It is a CORS preflight, which browsers send without credentials: it may pass, so that the application can answer it, but the guarded
   * handlers must not run for it, and the response must have no body.
   */
  | { readonly kind: 'preflight' }
  /** It is answered with this response, or with what the framework has for this class of refusals. */
  | { readonly kind: 'refuse'; readonly why: RefusalClass; readonly response: DecidedResponse };

const pass: Verdict = { kind: 'pass' };
const preflight: Verdict = { kind: 'preflight' };

/** Decides whether an authenticated request may pass. */
export type Guard = (state: SignedInState | SignedOutState, head: RequestHead) => Verdict;

const statuses: Readonly<Record<RefusalClass, RefusedPage['status']>> = {
  unauthenticated: 401,
  insufficient: 403,
  'step-up': 403,
  unavailable: 503,
};

function refuse(why: RefusalClass, body: object, headers: DecidedResponse['headers'] = []): Verdict {
  const fixed = [
    ['content-type', 'application/json'],
    ['cache-control', 'no-store'],
  ] as const;
  const response = { status: statuses[why], headers: [...fixed, ...headers], body: JSON.stringify(body) };
  return { kind: 'refuse', why, response };
}

const hasBody = (head: RequestHead) =>
  Boolean(head.header('transfer-encoding')) || (head.header('content-length') || '0') !== '0';

/**
 * Whether a browser asks if it may send a request to another origin. A preflight has neither credentials nor a body, so a request with
 * one of them is no preflight.
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

/** A host without a default port. If a proxy ends TLS, the scheme is not known, so the default ports of both schemes count. */
function hostOf({ hostname, port }: URL): string {
  return port === '' || port === '80' || port === '443' ? hostname : `${hostname}:${port}`;
}

const pathOf = (url: URL) => url.pathname.replace(/\/+$/, '');

/**
 * Whether the target is the page of the request: a redirect there would never end. A request may give several names for its host. Any of
 * them counts, because none becomes part of the answer.
 */
export function isSamePage(head: RequestHead, target: string): boolean {
  const page = new URL(head.url);
  // Stryker disable next-line ArrayDeclaration: no request names the host that the change adds.
  const origins = [publicOrigin(head), publicOrigin(head, [])];
  const url = new URL(target, origins[0]);
  return (
    pathOf(url) === pathOf(page) &&
    (target.startsWith('/') || origins.some((origin) => hostOf(new URL(origin)) === hostOf(url)))
  );
}

/**
 * The sign-in page with the page of the request as `redirect_url`, unless it has one. The origin is the same as in a handshake; the rest
 * of the text is not changed.
 */
function withReturn(state: SignedInState | SignedOutState, head: RequestHead, signInUrl: string): string {
  const page = pageUrlOf(state, head);
  if (!URL.canParse(signInUrl, page) || new URL(signInUrl, page).searchParams.has('redirect_url')) return signInUrl;
  const separator = /^[^#]*\?/.test(signInUrl) ? '&' : '?';
  return signInUrl.replace(/#|$/, (rest) => `${separator}redirect_url=${encodeURIComponent(page.href)}${rest}`);
}

/** The sign-in page of a request. What a function makes of a request is checked like what is written in the code. */
function addressFor(given: GuardOptions['signInUrl'], head: RequestHead): string | undefined {
  if (typeof given !== 'function') return given;
  const address: unknown = given(head);
  checkSignInUrl(address, 'protect', 'what the function signInUrl gives');
  return address;
}

/** The same refusal, with a page for people who opened one. */
function withPage(verdict: Verdict, head: RequestHead, refusalPage: NonNullable<GuardOptions['refusalPage']>): Verdict {
  if (verdict.kind !== 'refuse' || verdict.response.status === 302 || !isPageNavigation(head)) return verdict;
  const html: unknown = refusalPage({ status: statuses[verdict.why], request: head });
  if (html === undefined) return verdict;
  if (typeof html !== 'string') {
    throw new ConfigurationError(
      'option_invalid',
      'protect: `refusalPage` must return HTML as a string, or undefined.',
    );
  }
  const headers = verdict.response.headers.filter(([name]) => name !== 'content-type');
  const response = {
    ...verdict.response,
    headers: [['content-type', 'text/html; charset=utf-8'] as const, ...headers],
    body: html,
  };
  return { ...verdict, response };
}

function refuseUnknown(
  state: SignedInState | SignedOutState,
  head: RequestHead,
  { signInUrl: given }: GuardOptions,
  oauth: OAuthRule | undefined,
): Verdict {
  const { unavailability } = state;
  if (unavailability) {
    const wait = [['retry-after', String(unavailability.retryAfterSeconds)]] as const;
    return refuse('unavailable', { error: 'Service Unavailable' }, wait);
  }
  const signInUrl = isPageNavigation(head) ? addressFor(given, head) : undefined;
  if (signInUrl && !isSamePage(head, signInUrl)) {
    const headers = [
      ['location', withReturn(state, head, signInUrl)],
      ['cache-control', 'no-store'],
    ] as const;
    return { kind: 'refuse', why: 'unauthenticated', response: { status: 302, headers } };
  }
  return refuseToken('unauthenticated', challengeOf(oauth, state, head));
}

const refuseToken = (why: 'unauthenticated' | 'insufficient', challenge: string): Verdict =>
  refuse(why, { error: why === 'insufficient' ? 'Forbidden' : 'Unauthorized' }, [['www-authenticate', challenge]]);

/** @param error - none where more scopes would not help: clients ask the person for more when they read it */
function refuseForRight(
  state: SignedInState | SignedOutState,
  head: RequestHead,
  oauth: OAuthRule | undefined,
  error?: 'insufficient_scope',
): Verdict {
  const challenge = oauth ? tokenChallenge(oauth, state, head, error) : error ? `Bearer error="${error}"` : 'Bearer';
  return refuseToken('insufficient', challenge);
}

const needsProofs =
  'protect: `dpop` needs the option `dpop` of the middleware: dpopProofs() of @acme/backend/dpop. Without it every request would be refused.';

/**
 * Creates the guard of an adapter's `protect`. It refuses with 401 and `WWW-Authenticate` without a valid credential (page navigations
 * are redirected to sign-in where `signInUrl` is given), with 403 if the credential does not suffice, and with 503 and `Retry-After` if it
 * could not be checked.
 * @param options - `{}` requires somebody who is signed in; undefined is an error, because the requirements of the route may be missing
 * @param where - the function or place that was given the options, for messages
 * @param answers - whether the route may have a `refusalPage`
 * @throws {ConfigurationError} `option_unknown`, `option_invalid`; the guard throws `option_invalid` when a function gives no usable value, or
 *   proofs are asked for that nobody verifies
 * @see RFC 6750 section 3
 */
export function createGuard(
  options: GuardOptions | undefined,
  where = 'createGuard',
  answers: Answers = 'with-pages',
): Guard {
  const checked = checkProtectOptions(options, where, answers);
  const { token, signInUrl, reverification, resource, scopes, dpop, actor, refusalPage, ...asked } = checked;
  const oauth = oauthRule(checked);
  const asksForMore = Object.keys(asked).length > 0;
  const decide: Guard = (state, head) => {
    if (isPreflight(head)) return preflight;
    if (dpop && proofAlgorithmsOf(state) === null) throw new ConfigurationError('option_invalid', needsProofs);
    const auth = getAuthObjectForAcceptedToken({ authObject: state.toAuth(), acceptsToken: token });
    if (!auth.isAuthenticated) return refuseUnknown(state, head, checked, oauth);
    const error = oauth?.check(auth);
    if (oauth && error === 'invalid_token')
      return refuseToken('unauthenticated', tokenChallenge(oauth, state, head, error));
    if (error || (asksForMore && !auth.has(asked))) return refuseForRight(state, head, oauth, 'insufficient_scope');
    if (actor !== undefined && !isActedBy(auth, actor)) return refuseForRight(state, head, oauth);
    if (reverification !== undefined && !auth.has({ reverification }))
      return refuse('step-up', reverificationError(reverification));
    return pass;
  };
  return refusalPage ? (state, head) => withPage(decide(state, head), head, refusalPage) : decide;
}
