import { ServiceUnavailableError, type AcceptsToken, type AuthObject, type RefusalClass } from '@acme/backend/adapter';
import { createRedirects } from '@acme/backend/full-stack';
import { fallbackError, redirectError } from './control-flow.js';
import { createAuth } from './create-auth.js';
import { readProtectArguments, type ProtectArguments, type Protection } from './protect-arguments.js';
import type { RequestContext } from './request-context.js';
import { requestKind, type RequestKind } from './request-kind.js';

const people = (token: AcceptsToken) => token === 'any' || token === 'session_token' || token.includes('session_token');
const peopleOnly = (token: AcceptsToken) => token === 'session_token' || String(token) === 'session_token';

function refusalOf({ state, head }: RequestContext, { guard, isAllowed }: Protection, auth: AuthObject) {
  // A preflight has no credentials, and the code after `protect` expects somebody.
  const verdict = guard(state, { ...head, method: 'GET' });
  if (verdict.kind === 'refuse') return verdict.why;
  return isAllowed(auth) ? undefined : 'insufficient';
}

function unauthenticated(context: RequestContext, asked: Protection, kind: RequestKind): Error {
  const { token, unauthenticatedUrl, unauthenticatedStatus = 404 } = asked;
  if (unauthenticatedUrl) return redirectError(unauthenticatedUrl);
  if (kind === 'page' && people(token)) {
    const { redirectToSignIn } = createRedirects(context.state, context.head, {
      redirect: redirectError,
      refuse: () => unavailable(),
    });
    return redirectToSignIn();
  }
  const isForPeople = kind === 'api' && peopleOnly(token) && context.state.tokenType === 'session_token';
  return fallbackError(isForPeople ? unauthenticatedStatus : 401);
}

function unavailable(): Error {
  return new ServiceUnavailableError(
    'It is not known whether somebody is signed in, because the service could not be reached.',
  );
}

function refusalError(why: RefusalClass, context: RequestContext, asked: Protection, kind: RequestKind): Error {
  if (why === 'unavailable') return unavailable();
  if (why === 'unauthenticated') return unauthenticated(context, asked, kind);
  return asked.unauthorizedUrl ? redirectError(asked.unauthorizedUrl) : fallbackError(404);
}

/**
 * Lets a request pass, or throws what Next.js answers it with.
 * @param isRendering - a page is being rendered, whatever the headers say
 * @returns the auth object, of somebody who is signed in
 */
export function protectRequest(context: RequestContext, given: ProtectArguments, isRendering: boolean): AuthObject {
  const asked = readProtectArguments(given);
  const auth = createAuth(context, { acceptsToken: asked.token });
  const why = refusalOf(context, asked, auth);
  if (why === undefined) return auth;
  throw refusalError(why, context, asked, isRendering ? 'page' : requestKind(context.head));
}
