import { verifyToken } from '@acme/backend';
import type { AuthObjectFor, AuthenticatingClient, SignedInState, SignedOutState } from '@acme/backend/adapter';
import {
  bearerToken,
  cookieNames,
  createAuthenticator,
  getAuthObjectForAcceptedToken,
  readCookies,
  readOptions,
  ServiceUnavailableError,
  type AllOptions,
} from '@acme/backend/adapter';
import { isTokenVerificationError } from '@acme/backend/errors';
import { signedInAuthObject, signedOutAuthObject } from '@acme/backend/internal';
import { appendHeaders, nodeHead, sendResponse } from '@acme/backend/node-http';
import type { ServerResponse } from 'node:http';
import { legacyEnvironment, modernOptions, verificationOptions, type LegacyClerkOptions } from './clerk-options.js';
import { UnauthenticatedError, UnavailableError } from './errors.js';
import type { LegacyAuthObject, LegacyRequest } from './legacy-request.js';

/** Who sends a request; `error` says why nobody does. */
export interface Decided {
  readonly auth: LegacyAuthObject;
  readonly error: UnauthenticatedError | UnavailableError | undefined;
}

/** Decides a request; undefined: the request has been answered (a browser was sent to look up its session). */
export type Decide = (req: LegacyRequest, res: ServerResponse) => Promise<Decided | undefined>;

type SessionAuth = AuthObjectFor<'session_token'>;

/** The members are written out: the auth object of 4.x and 5.x was a plain object as well. */
function toDecided(auth: SessionAuth, unavailability: SignedOutState['unavailability']): Decided {
  const { sessionClaims } = auth;
  const legacy = { ...auth, claims: sessionClaims } as LegacyAuthObject;
  if (auth.isAuthenticated) return { auth: legacy, error: undefined };
  const error = unavailability
    ? new UnavailableError(unavailability.cause, unavailability.retryAfterSeconds)
    : new UnauthenticatedError();
  return { auth: legacy, error };
}

function decidedByState(state: SignedInState | SignedOutState): Decided {
  // A machine token is never a session.
  const auth = getAuthObjectForAcceptedToken({ authObject: state.toAuth(), acceptsToken: 'session_token' });
  return toDecided(auth as SessionAuth, state.unavailability);
}

/** Without a publishable key there is no suffix: only the plain names count. */
const plainCookies = cookieNames('');

/** Who a session token says is there; undefined: it says nothing. @throws {ServiceUnavailableError} */
async function decidedByToken(token: string, clientUat: number | undefined, options: AllOptions) {
  try {
    const claims = await verifyToken(token, verificationOptions(options));
    // Absent or 0: the browser has signed out; later than the token: it has signed in as somebody else.
    const isOutdated = clientUat !== undefined && !(clientUat > 0 && claims.iat >= clientUat);
    if (isOutdated || claims.sts === 'pending') return undefined;
    return toDecided(signedInAuthObject({ ...options }, token, claims), undefined);
  } catch (error) {
    if (isTokenVerificationError(error)) return undefined;
    throw error;
  }
}

/**
 * Up to 4.x there was no publishable key, and without one nobody can be sent to look a session up: the token in the header or
 * in the cookie is all there is. A cookie counts only if the browser has not signed out since.
 */
async function decideByTokenAlone(req: LegacyRequest, options: AllOptions): Promise<Decided> {
  const head = nodeHead(req);
  const bearer = bearerToken(head.header('authorization'));
  const { session, rivals, clientUat } = readCookies(head.header('cookie'), plainCookies);
  const since = Number.parseInt(clientUat ?? '', 10) || 0;
  try {
    if (bearer !== undefined) {
      const decided = await decidedByToken(bearer, undefined, options);
      return decided ?? toDecided(signedOutAuthObject(), undefined);
    }
    for (const token of rivals?.session ?? [session]) {
      const decided = token ? await decidedByToken(token, since, options) : undefined;
      if (decided) return decided;
    }
    return toDecided(signedOutAuthObject(), undefined);
  } catch (cause) {
    if (!(cause instanceof ServiceUnavailableError)) throw cause;
    return toDecided(signedOutAuthObject(), { cause, retryAfterSeconds: cause.retryAfterSeconds });
  }
}

/** What a middleware is made with. */
export interface DecideOptions extends LegacyClerkOptions {
  readonly clerkClient?: AuthenticatingClient | undefined;
}

/**
 * Makes the decision for a middleware; the environment completes the options when the first request comes.
 * @throws {ConfigurationError} for unknown or unusable options
 */
export function createDecide({ clerkClient, ...given }: DecideOptions): Decide {
  const { options } = modernOptions(given);
  const decide = createAuthenticator<LegacyRequest>(
    { ...options, clerkClient },
    { where: '@acme/node-legacy', env: legacyEnvironment },
  );
  let hasPublishableKey = Boolean(clerkClient ?? options.publishableKey);
  return async function decideRequest(req, res) {
    if (!hasPublishableKey) {
      // The environment may be completed later; once the key is there it is not read again.
      const complete = readOptions(options, legacyEnvironment());
      if (!complete.publishableKey) return decideByTokenAlone(req, complete);
      hasPublishableKey = true;
    }
    const decision = await decide(nodeHead(req, req.originalUrl ?? req.url), req);
    if (decision.kind === 'respond') {
      sendResponse(res, decision.response);
      return undefined;
    }
    if (decision.kind === 'proxy')
      throw new TypeError('The Frontend API proxy is part of @acme/express; there is none here.');
    appendHeaders(res, decision.headers);
    return decidedByState(decision.state);
  };
}
