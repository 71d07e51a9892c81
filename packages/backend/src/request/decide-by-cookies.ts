import { describeRefusal, ServiceUnavailableError, type TokenCarrier, type TokenRefusal } from '../errors.js';
import { chain, isPromise, type MaybePromise } from '../maybe-promise.js';
import type { DecodedJwt } from '../token/decode-token.js';
import { hasForeignCategory, machineJwtType } from '../token/token-kind.js';
import { undecodable, verifyDecodedToken, type Verification } from '../token/verify-token.js';
import { signedInAuthObject } from './auth-object.js';
import { chooseCookies, type ChosenCookies } from './choose-cookies.js';
import { notSignedIn, sessionSignedIn, type Context } from './context.js';
import {
  carriesHandshake,
  completeHandshake,
  handshakeUrl,
  mayRedirect,
  redirectHeaders,
  type HandshakeResult,
} from './complete-handshake.js';
import { isOtherOrganizationActive, organizationParameter, type OrganizationTarget } from './organization-matcher.js';
import { parameter } from './request-facts.js';
import { refreshSession } from './refresh-session.js';
import {
  handshakeState,
  outageOf,
  type RequestState,
  type SignedOutReason,
  type Unavailability,
} from './request-state.js';
import { cameFromElsewhere, primaryStep, satelliteStep, type SyncStep } from './satellite-step.js';
import { settleSessions } from './settle-sessions.js';

function organizationTarget({ facts, config }: Context): OrganizationTarget | undefined {
  return config.organizationMatcher?.(facts.publicUrl().pathname);
}

/** A handshake if the browser can be redirected, else signed out for the same reason. */
function handshakeOrSignedOut(context: Context, cookies: ChosenCookies, why: SignedOutReason): RequestState {
  const { facts, nowMs } = context;
  if (!mayRedirect(facts, nowMs)) return notSignedIn(context, why);
  const organization = organizationParameter(organizationTarget(context));
  const location = handshakeUrl(facts, why.reason, cookies, organization, nowMs);
  return handshakeState({ ...why, headers: redirectHeaders(facts, location) }, context.publicOptions);
}

/** Reasons of a token whose session may well be alive: the browser can get a new one. */
const renewable: Readonly<Partial<Record<TokenRefusal['reason'], string>>> = {
  'token-not-active-yet': 'session-token-nbf',
  'token-iat-in-the-future': 'session-token-iat-in-the-future',
};

/** Turns a refused session token into a refreshed session, a handshake, or signed out. */
async function afterRefusal(
  context: Context,
  cookies: ChosenCookies,
  token: DecodedJwt,
  refusal: TokenRefusal,
  carrier: TokenCarrier,
): Promise<RequestState> {
  const message = describeRefusal(refusal, carrier);
  if (refusal.reason === 'token-expired') {
    const named = cookies.session ? cookies.token : token;
    const result = await refreshSession(context.facts, named, cookies.usesSuffix, context.nowMs);
    if (result.ok) return sessionSignedIn(context, result.token, result.claims, result.headers);
    const reason = `session-token-expired-refresh-${result.why}`;
    return handshakeOrSignedOut({ ...context, unavailability: result.unavailability }, cookies, { reason, message });
  }
  const reason = renewable[refusal.reason];
  if (reason) return handshakeOrSignedOut(context, cookies, { reason, message });
  const unavailability = refusal.unavailable
    ? outageOf(new ServiceUnavailableError(refusal.message, refusal))
    : undefined;
  return notSignedIn({ ...context, unavailability }, { reason: refusal.reason, message });
}

/** Verifies; an unreachable service becomes a state, for it says nothing about the token. */
function verify(context: Context, token: DecodedJwt): MaybePromise<Verification | RequestState> {
  const result = verifyDecodedToken(token, context.config.rules, context.nowMs);
  if (!isPromise(result)) return result;
  return result.catch((error: unknown) => {
    const unavailability = outageOf(error);
    if (!unavailability) throw error;
    return notSignedIn({ ...context, unavailability }, { reason: 'unexpected-error' });
  });
}

const mismatch: SignedOutReason = { reason: 'token-type-mismatch' };

const isSessionToken = (token: DecodedJwt) => !machineJwtType(token) && !hasForeignCategory(token);

async function afterBearerRefusal(context: Context, token: DecodedJwt, refusal: TokenRefusal): Promise<RequestState> {
  const { facts, nowMs } = context;
  const { rivals } = facts.cookies;
  if (rivals) await settleSessions(facts, rivals, nowMs);
  return afterRefusal(context, chooseCookies(facts, nowMs), token, refusal, 'header');
}

/** Decides a request with a token in the `Authorization` header that is, or is taken for, a session token. */
export function authenticateBearer(context: Context, token: DecodedJwt | undefined): MaybePromise<RequestState> {
  if (!token)
    return notSignedIn(context, { reason: undecodable.reason, message: describeRefusal(undecodable, 'header') });
  if (!isSessionToken(token)) return notSignedIn(context, mismatch);
  return chain(verify(context, token), (result) => {
    if (!('ok' in result)) return result;
    if (result.ok) return sessionSignedIn(context, token.raw.text, result.claims);
    return afterBearerRefusal(context, token, result.refusal);
  });
}

function handshakeDone(context: Context, { session, headers, unavailability }: HandshakeResult): RequestState {
  return session
    ? sessionSignedIn(context, session.token, session.claims, headers)
    : notSignedIn({ ...context, unavailability }, { reason: 'session-token-missing', headers });
}

/** A handshake that cannot be verified now is as if there were none, but the outage is remembered. */
async function takeHandshake({
  facts,
  nowMs,
}: Context): Promise<HandshakeResult | { readonly outage: Unavailability } | undefined> {
  try {
    return await completeHandshake(facts, nowMs);
  } catch (error) {
    const outage = outageOf(error);
    if (!outage) throw error;
    return { outage };
  }
}

/** Carries out what a satellite, or the primary application for it, wants first. */
function takeStep(context: Context, cookies: ChosenCookies, step: SyncStep): RequestState | undefined {
  switch (step.kind) {
    case 'continue':
      return undefined;
    case 'signed-out':
      return notSignedIn(context, { reason: 'session-token-and-uat-missing' });
    case 'handshake':
      return handshakeOrSignedOut(context, cookies, step);
    case 'redirect':
      if (!mayRedirect(context.facts, context.nowMs)) return notSignedIn(context, step);
      return handshakeState(
        { reason: step.reason, headers: redirectHeaders(context.facts, step.location) },
        context.publicOptions,
      );
  }
}

/** What must be settled before a session is looked at: the development browser, and whether cookies contradict each other. */
function reasonToAskAgain({ facts, config }: Context, cookies: ChosenCookies): string | undefined {
  if (!config.isProduction) {
    if (facts.query(parameter.devBrowser) !== undefined) return 'dev-browser-sync';
    if (!cookies.devBrowser) return 'dev-browser-missing';
  }
  if (cookies.session && !cookies.clientUat) return 'session-token-but-no-client-uat';
  if (!cookies.session && cookies.clientUat) return 'client-uat-but-no-session-token';
  return undefined;
}

/** The session is good; is it the one the person wants? */
function checkPlace(context: Context, cookies: ChosenCookies, state: RequestState): RequestState {
  const { facts, nowMs } = context;
  if (cameFromElsewhere(facts)) {
    const message = 'The person came from another site, where the session may have changed.';
    return handshakeOrSignedOut(context, cookies, { reason: 'primary-domain-cross-origin-sync', message });
  }
  const target = organizationTarget(context);
  const claims = cookies.token?.payload;
  if (!target || !claims || claims.sts === 'pending' || !claims.sub) return state;
  const auth = signedInAuthObject(claims, () => Promise.resolve(null));
  if (!isOtherOrganizationActive(target, auth) || !mayRedirect(facts, nowMs)) return state;
  return handshakeOrSignedOut(context, cookies, { reason: 'active-organization-mismatch' });
}

/** Decides a request by its cookies. @see {@link https://clerk.com/docs/guides/how-clerk-works/overview | How Clerk works} */
export function authenticateCookies(context: Context): MaybePromise<RequestState> {
  if (!carriesHandshake(context.facts)) return authenticateCookiesAlone(context);
  return chain(takeHandshake(context), (handshake) => {
    if (handshake && 'headers' in handshake) return handshakeDone(context, handshake);
    return authenticateCookiesAlone(handshake ? { ...context, unavailability: handshake.outage } : context);
  });
}

/** Goes on once one session cookie is left of several with one name, which is nearly always. */
function authenticateCookiesAlone(context: Context): MaybePromise<RequestState> {
  const { facts, nowMs } = context;
  const { rivals } = facts.cookies;
  if (!rivals) return authenticateSettledCookies(context);
  return settleSessions(facts, rivals, nowMs).then(() => authenticateSettledCookies(context));
}

function authenticateSettledCookies(context: Context): MaybePromise<RequestState> {
  const { facts, nowMs } = context;
  const cookies = chooseCookies(facts, nowMs);
  const hasCookies = Boolean(cookies.session) || cookies.clientUat !== 0;
  const synced =
    takeStep(context, cookies, satelliteStep(facts, hasCookies)) ??
    takeStep(context, cookies, primaryStep(facts, cookies.devBrowser));
  if (synced) return synced;
  const reason = reasonToAskAgain(context, cookies);
  const askedByDevBrowser = reason?.startsWith('dev-browser');
  if (!hasCookies && !askedByDevBrowser) return notSignedIn(context, { reason: 'session-token-and-uat-missing' });
  if (reason) return handshakeOrSignedOut(context, cookies, { reason });
  return authenticateSessionCookie(context, cookies);
}

function authenticateSessionCookie(context: Context, cookies: ChosenCookies): MaybePromise<RequestState> {
  const { token } = cookies;
  if (!token)
    return notSignedIn(context, { reason: undecodable.reason, message: describeRefusal(undecodable, 'cookie') });
  if (!isSessionToken(token)) return notSignedIn(context, mismatch);
  // The client changed after the token was issued: signing out or switching users must be seen at once. Nothing is known of the claim
  // yet, and an object may refuse to be compared; the verifier refuses it.
  const iat: unknown = token.payload.iat;
  if (typeof iat !== 'object' && (iat as number) < cookies.clientUat) {
    return handshakeOrSignedOut(context, cookies, { reason: 'session-token-iat-before-client-uat' });
  }
  return chain(verify(context, token), (result) => {
    if (!('ok' in result)) return result;
    if (!result.ok) return afterRefusal(context, cookies, token, result.refusal, 'cookie');
    return checkPlace(context, cookies, sessionSignedIn(context, token.raw.text, result.claims));
  });
}
