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
import { publicUrl, splitUrlOptions, type UrlOptions } from './url-options.js';

/** The decision about a request; `error` is set if nobody is signed in. */
export interface Decided {
  readonly auth: LegacyAuthObject;
  readonly error: UnauthenticatedError | UnavailableError | undefined;
}

/** Decides who sends a request. Undefined: the request was answered with a redirect to the handshake. */
export type DecideRequest = (req: LegacyRequest, res: ServerResponse) => Promise<Decided | undefined>;

type SessionAuth = AuthObjectFor<'session_token'>;

/** Why a request is not authenticated: the state of the request has these members. */
type Why = Pick<SignedOutState, 'unavailability'> & {
  readonly reason: string | null;
  readonly message?: string | null;
};

/** Copies the members, because the auth object of 4.x and 5.x was a plain object. */
function toDecided(auth: SessionAuth, { reason, message, unavailability }: Why): Decided {
  const { sessionClaims } = auth;
  const legacy = { ...auth, claims: sessionClaims } as LegacyAuthObject;
  if (auth.isAuthenticated) return { auth: legacy, error: undefined };
  const error = unavailability
    ? new UnavailableError(unavailability.cause, unavailability.retryAfterSeconds)
    : // A signed-in state without an authenticated object is a session with unfinished tasks.
      new UnauthenticatedError({ reason: reason ?? 'session-pending', longMessage: message ?? undefined });
  return { auth: legacy, error };
}

function decidedByState(state: SignedInState | SignedOutState): Decided {
  // A machine token is never a session.
  const auth = getAuthObjectForAcceptedToken({ authObject: state.toAuth(), acceptsToken: 'session_token' });
  return toDecided(auth as SessionAuth, state);
}

/** Without a publishable key there is no suffix, so only cookies with plain names are read. */
const plainCookies = cookieNames('');

const signedOutBecause = (why: Omit<Why, 'unavailability'>): Decided =>
  toDecided(signedOutAuthObject(), { ...why, unavailability: undefined });

/**
 * The decision by a session token.
 * @param clientUat - for a cookie: when the browser signed in; 0 if it has signed out or never signed in
 * @throws {ServiceUnavailableError}
 */
async function decidedByToken(token: string, clientUat: number | undefined, options: AllOptions): Promise<Decided> {
  try {
    const claims = await verifyToken(token, verificationOptions(options));
    if (clientUat === 0) return signedOutBecause({ reason: 'session-token-but-no-client-uat' });
    // The browser has signed in as somebody else since.
    if (clientUat !== undefined && claims.iat < clientUat)
      return signedOutBecause({ reason: 'session-token-iat-before-client-uat' });
    if (claims.sts === 'pending') return signedOutBecause({ reason: 'session-pending' });
    return toDecided(signedInAuthObject({ ...options }, token, claims), { reason: null, unavailability: undefined });
  } catch (error) {
    if (isTokenVerificationError(error)) return signedOutBecause({ reason: error.reason, message: error.message });
    throw error;
  }
}

/** Whether a page of another host sends the request. Up to 4.x the cookies of such a request did not count. */
function isFromOtherHost(req: LegacyRequest, origin: string | null | undefined): boolean {
  if (typeof origin !== 'string') return false;
  // `null`, and what is no URL, is another one.
  return !URL.canParse(origin) || new URL(origin).host !== new URL(publicUrl(req)).host;
}

/**
 * Without a publishable key (there was none up to 4.x) no handshake is possible, so only the token in the header or cookie decides. A cookie
 * is accepted only if the browser has not signed out since, and from pages of the same host.
 */
async function decideByTokenAlone(req: LegacyRequest, options: AllOptions): Promise<Decided> {
  const head = nodeHead(req);
  const bearer = bearerToken(head.header('authorization'));
  const { session, rivals, clientUat } = readCookies(head.header('cookie'), plainCookies);
  const since = Math.max(0, Number.parseInt(clientUat ?? '', 10) || 0);
  try {
    if (bearer !== undefined) return await decidedByToken(bearer, undefined, options);
    let decided = signedOutBecause({ reason: 'session-token-and-uat-missing' });
    if (isFromOtherHost(req, head.header('origin'))) return signedOutBecause({ reason: 'header-missing-cors' });
    for (const token of rivals?.session ?? [session]) {
      if (token) decided = await decidedByToken(token, since, options);
      if (!decided.error) return decided;
    }
    return decided;
  } catch (cause) {
    if (!(cause instanceof ServiceUnavailableError)) throw cause;
    const { retryAfterSeconds } = cause;
    return toDecided(signedOutAuthObject(), { reason: null, unavailability: { cause, retryAfterSeconds } });
  }
}

/** Options of a decision. */
export interface DecideOptions extends Omit<LegacyClerkOptions, keyof UrlOptions>, UrlOptions {
  readonly clerkClient?: AuthenticatingClient | undefined;
}

/** Up to 5.x a satellite requested the session of the primary domain on the first visit. */
const satelliteDefaults = { satelliteAutoSync: true };

/**
 * Creates the decision for a middleware. The environment completes the options when the first request arrives.
 * @throws {ConfigurationError} for unknown or unusable options
 */
export function createDecideRequest({ clerkClient, ...given }: DecideOptions): DecideRequest {
  const { fixed, forRequest } = splitUrlOptions(given);
  const options = modernOptions({ ...satelliteDefaults, ...fixed });
  const all = { ...options, clerkClient };
  const decide = createAuthenticator<LegacyRequest>(forRequest ? (req) => ({ ...all, ...forRequest(req) }) : all, {
    where: '@acme/node-legacy',
    env: legacyEnvironment,
  });
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
