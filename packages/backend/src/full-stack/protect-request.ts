import { createRouteGuard } from '../adapter/create-route-guard.js';
import { getAuthObjectForAcceptedToken, type AuthObject } from '../request/auth-object.js';
import type { DecidedResponse } from '../request/create-authenticator.js';
import { isSamePage, type RefusalClass } from '../request/create-guard.js';
import type { ProtectOptions } from '../request/protect-options.js';
import { isPageNavigation } from '../request/request-facts.js';
import type { RequestHead } from '../request/request-head.js';
import type { SignedInState, SignedOutState } from '../request/request-state.js';
import { createRedirects } from './create-redirects.js';
import { oauthChallenge } from './oauth-challenge.js';

/** What `protect` decides about a request of a full-stack framework. */
export type Protected =
  | { readonly kind: 'pass'; readonly auth: AuthObject }
  /** The request is answered with this response, or with what the framework has for this class of refusals. */
  | { readonly kind: 'refuse'; readonly why: RefusalClass; readonly response: DecidedResponse };

const redirectTo = (location: string): DecidedResponse => ({
  status: 302,
  headers: [
    ['location', location],
    ['cache-control', 'no-store'],
  ],
});

/** The redirect to the sign-in page of the options, else to the hosted one; undefined if the request is for that page. */
function signInRedirect(state: SignedInState | SignedOutState, head: RequestHead): DecidedResponse | undefined {
  const { redirectToSignIn } = createRedirects<DecidedResponse | undefined>(state, head, {
    // The sign-in page itself would redirect without end.
    redirect: (url) => (isSamePage(head, url) ? undefined : redirectTo(url)),
    refuse: (response) => response,
  });
  return redirectToSignIn();
}

const names = (token: ProtectOptions['token'] = 'session_token'): readonly string[] =>
  typeof token === 'string' ? [token] : token;

const preflight: Protected = {
  kind: 'refuse',
  why: 'unauthenticated',
  response: { status: 401, headers: [['www-authenticate', 'Bearer']] },
};

/** Clients of OAuth learn from the answer where they get a token. @see RFC 9728 section 5.1 */
function withChallenge(response: DecidedResponse, challenge: string | undefined): DecidedResponse {
  if (challenge === undefined) return response;
  const headers = response.headers.filter(([name]) => name !== 'www-authenticate');
  return { ...response, headers: [...headers, ['www-authenticate', challenge]] };
}

/**
 * Lets a request pass, or says what it is answered with: who opens a page and is not signed in is redirected to the sign-in page (302), other
 * requests get 401; 403 if the credential does not suffice, and 503 with `Retry-After` if it could not be checked.
 * @param given - what the route requires, as the application gave it: nothing requires somebody who is signed in
 * @param example - how `protect` is called in the framework, for messages
 * @throws {ConfigurationError} `option_unknown`, `option_invalid`
 */
export function protectRequest(
  state: SignedInState | SignedOutState,
  head: RequestHead,
  given: readonly [options?: ProtectOptions],
  example: string,
): Protected {
  const guard = createRouteGuard(given, example, 'by-framework');
  // A preflight has no credentials, and the code after `protect` expects somebody.
  if (head.method === 'OPTIONS' && guard(state, head).kind === 'preflight') return preflight;
  // A form that is posted opens a page too.
  const asked: RequestHead = { ...head, method: 'GET' };
  const verdict = guard(state, asked);
  const [{ token = 'session_token', signInUrl, resource, dpop, scopes = [] } = {}] = given;
  if (verdict.kind !== 'refuse')
    return { kind: 'pass', auth: getAuthObjectForAcceptedToken({ authObject: state.toAuth(), acceptsToken: token }) };
  const { why, response } = verdict;
  if (why !== 'unauthenticated' || response.status !== 401) return verdict;
  const accepted = names(token);
  const isForPeople = accepted.includes('any') || accepted.includes('session_token');
  // An address of the rule counts alone: what is left here is a request for that page.
  const mayRedirect = isForPeople && signInUrl === undefined && isPageNavigation(asked);
  const redirect = mayRedirect ? signInRedirect(state, asked) : undefined;
  if (redirect) return { ...verdict, response: redirect };
  // The guard has named the metadata of the resource, or what proofs it takes.
  if (resource !== undefined || dpop) return verdict;
  const isOAuth = state.tokenType === 'oauth_token' || accepted.includes('oauth_token');
  return {
    ...verdict,
    response: withChallenge(response, isOAuth ? oauthChallenge(state, [scopes].flat()) : undefined),
  };
}
