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
import { carryOutDecision, nodeHead } from '@acme/backend/node-http';
import type { ServerResponse } from 'node:http';
import {
  legacyEnvironment,
  modernOptions,
  verificationOptions,
  type LegacyClerkOptions,
} from './legacy-clerk-options.js';
import { UnauthenticatedError, UnavailableError } from './unauthenticated-error.js';
import type { LegacyAuthObject, LegacyRequest } from './legacy-request.js';

/** The decision about a request; `error` is set if nobody is signed in. */
export interface Decided {
  readonly auth: LegacyAuthObject;
  readonly error: UnauthenticatedError | UnavailableError | undefined;
}

/** Decides who sends a request. Undefined: the request was answered with a redirect to the handshake. */
export type DecideRequest = (req: LegacyRequest, res: ServerResponse) => Promise<Decided | undefined>;

type SessionAuth = AuthObjectFor<'session_token'>;

/** Copies the members, because the auth object of 4.x and 5.x was a plain object. */
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

/** Without a publishable key there is no suffix, so only cookies with plain names are read. */
const plainCookies = cookieNames('');

/** The decision by a session token; undefined if the token is not valid. @throws {ServiceUnavailableError} */
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
 * Without a publishable key (there was none up to 4.x) no handshake is possible, so only the token in the header or cookie decides. A cookie
 * is accepted only if the browser has not signed out since.
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

/** Options of a decision. */
export interface DecideOptions extends LegacyClerkOptions {
  readonly clerkClient?: AuthenticatingClient | undefined;
}

/**
 * Creates the decision for a middleware. The environment completes the options when the first request arrives.
 * @throws {ConfigurationError} for unknown or unusable options
 */
export function createDecideRequest({ clerkClient, ...given }: DecideOptions): DecideRequest {
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
    // The types have no such option.
    if (decision.kind === 'proxy') {
      throw new TypeError('The Frontend API proxy is part of @acme/express; @acme/node-legacy has none.');
    }
    let decided: Decided | undefined;
    await carryOutDecision(decision, req, res, (_req, state) => {
      decided = decidedByState(state);
    });
    return decided;
  };
}
