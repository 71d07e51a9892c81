import {
  ServiceUnavailableError,
  type AcceptsToken,
  type AuthObject,
  type DecidedResponse,
} from '@acme/backend/adapter';
import { createRedirects, isSamePage, oauthChallenge, withDevBrowser } from '@acme/backend/full-stack';
import { fallbackError, redirectError } from './control-flow.js';
import { createAuth } from './create-auth.js';
import { readProtectArguments, type ProtectArguments, type Protection } from './protect-arguments.js';
import type { RequestContext } from './request-context.js';
import { requestKind, type RequestKind } from './request-kind.js';
import { settleContext } from './settle-context.js';

const people = (token: AcceptsToken) => token === 'any' || token === 'session_token' || token.includes('session_token');
const peopleOnly = (token: AcceptsToken) => token === 'session_token' || String(token) === 'session_token';

/** Why a request is refused, and what the guard answers with. */
type Refusal = Pick<Extract<ReturnType<Protection['guard']>, { readonly kind: 'refuse' }>, 'why'> & {
  readonly response?: DecidedResponse;
};

function refusalOf(
  { state, head }: RequestContext,
  { guard, isAllowed }: Protection,
  auth: AuthObject,
): Refusal | undefined {
  // A preflight has no credentials, and the code after `protect` expects somebody.
  const verdict = guard(state, { ...head, method: 'GET' });
  if (verdict.kind === 'refuse') return verdict;
  return isAllowed(auth) ? undefined : ({ why: 'insufficient' } as const);
}

/** What a guard says that asks for scopes, or for tokens for this server; undefined for any other guard. */
function ownChallenge({ response }: Refusal, { asksClients }: Protection): string | undefined {
  return asksClients ? response?.headers.find(([name]) => name === 'www-authenticate')?.[1] : undefined;
}

/** Clients of OAuth learn from the answer where they get a token. */
function challengeOf({ state }: RequestContext, accepts: AcceptsToken): string | undefined {
  const names: readonly string[] = typeof accepts === 'string' ? [accepts] : accepts;
  return state.tokenType === 'oauth_token' || names.includes('oauth_token') ? oauthChallenge(state) : undefined;
}

function unauthenticated(refusal: Refusal, context: RequestContext, asked: Protection, kind: RequestKind): Error {
  const { token, unauthenticatedUrl, unauthenticatedStatus = 404 } = asked;
  if (unauthenticatedUrl && !isSamePage(context.head, unauthenticatedUrl))
    return redirectError(withDevBrowser(context.state, context.head, unauthenticatedUrl));
  if (kind === 'page' && people(token) && !unauthenticatedUrl) {
    const { redirectToSignIn } = createRedirects(context.state, context.head, {
      // The sign-in page itself would redirect without end.
      redirect: (url) => (isSamePage(context.head, url) ? fallbackError(unauthenticatedStatus) : redirectError(url)),
      refuse: () => unavailable(),
    });
    return redirectToSignIn();
  }
  const isForPeople = kind !== 'action' && peopleOnly(token) && context.state.tokenType === 'session_token';
  return isForPeople
    ? fallbackError(unauthenticatedStatus)
    : fallbackError(401, ownChallenge(refusal, asked) ?? challengeOf(context, token));
}

function unavailable(): Error {
  return new ServiceUnavailableError(
    'It is not known whether somebody is signed in, because the service could not be reached.',
  );
}

function refusalError(refusal: Refusal, context: RequestContext, asked: Protection, kind: RequestKind): Error {
  const { why } = refusal;
  if (why === 'unavailable') return unavailable();
  if (why === 'unauthenticated') return unauthenticated(refusal, context, asked, kind);
  // Its client asks for more scopes, which nobody does after 404.
  const challenge = ownChallenge(refusal, asked);
  if (challenge !== undefined) return fallbackError(403, challenge);
  return asked.unauthorizedUrl && !isSamePage(context.head, asked.unauthorizedUrl)
    ? redirectError(withDevBrowser(context.state, context.head, asked.unauthorizedUrl))
    : fallbackError(404);
}

/**
 * Lets a request pass, or throws what Next.js answers it with.
 * @param isRendering - a page is being rendered, whatever the headers say
 * @returns the auth object, of somebody who is signed in
 */
export async function protectRequest(
  given: RequestContext,
  args: ProtectArguments,
  isRendering: boolean,
): Promise<AuthObject> {
  const asked = readProtectArguments(args);
  const context = await settleContext(given, asked.token);
  const auth = createAuth(context, { acceptsToken: asked.token });
  const refusal = refusalOf(context, asked, auth);
  if (refusal === undefined) return auth;
  throw refusalError(refusal, context, asked, isRendering ? 'page' : requestKind(context.head));
}
