import { describeRefusal, ServiceUnavailableError, type TokenCarrier, type TokenRefusal } from '../errors.js';
import { isPromise, type MaybePromise } from '../maybe-promise.js';
import { jwtType } from '../token/decode-token.js';
import type { DecodedJwt, JwtPayload } from '../token/decoded-jwt.js';
import { undecodable, verifyDecodedToken, type Verification } from '../token/verify-token.js';
import { noToken } from './auth-functions.js';
import { signedInAuthObject } from './auth-object.js';
import { chooseCookies, type ChosenCookies } from './choose-cookies.js';
import { carriesHandshake, completeHandshake, type HandshakeResult } from './complete-handshake.js';
import { handshakeUrl, mayRedirect, redirectHeaders } from './handshake-url.js';
import { isOtherOrganizationActive, organizationParameter, type OrganizationTarget } from './organization-matcher.js';
import { queryParameter } from './query-parameter.js';
import { refreshSession } from './refresh-session.js';
import type { RequestFacts } from './request-facts.js';
import { handshakeState, notSignedIn, stateOfOutage, type SignedOutReason } from './not-signed-in.js';
import type { RequestState } from './request-state.js';
import { cameFromElsewhere, primaryStep, satelliteStep, type SyncStep } from './satellite-step.js';
import { settleSessions } from './settle-sessions.js';
import { signedIn } from './state.js';
import { outageOf } from './unavailability.js';

function organizationTarget(facts: RequestFacts): OrganizationTarget | undefined {
  return facts.config.organizationMatcher?.(facts.publicUrl().pathname);
}

/** A handshake if the browser can be redirected, else signed out for the same reason. */
function handshakeOrSignedOut(facts: RequestFacts, cookies: ChosenCookies, why: SignedOutReason): RequestState {
  if (!mayRedirect(facts)) return notSignedIn(facts, why);
  const organization = organizationParameter(organizationTarget(facts));
  const location = handshakeUrl(facts, why.reason, cookies, organization);
  return handshakeState({ ...why, headers: redirectHeaders(facts, location) }, facts.publicOptions);
}

/** Reasons of a token whose session may be active: the browser can get a new token. */
const renewable: Readonly<Partial<Record<TokenRefusal['reason'], string>>> = {
  'token-not-active-yet': 'session-token-nbf',
  'token-iat-in-the-future': 'session-token-iat-in-the-future',
};

/** Whoever comes back from the handshake with a token that is still too old is not sent there again. */
function renewalOf(facts: RequestFacts): string | undefined {
  return carriesHandshake(facts) ? undefined : 'session-token-iat-before-revocation';
}

/** Turns a refused session token into a refreshed session, a handshake, or signed out. */
async function refreshOrSignOut(
  facts: RequestFacts,
  cookies: ChosenCookies,
  token: DecodedJwt,
  refusal: TokenRefusal,
  carrier: TokenCarrier,
): Promise<RequestState> {
  const message = describeRefusal(refusal, carrier);
  if (refusal.reason === 'token-expired') {
    const expired = cookies.session ? cookies.token : token;
    const result = await refreshSession(facts, expired, cookies.usesSuffix);
    if (result.ok) return signedIn(facts, result.token, result.claims, result.headers);
    const reason = `session-token-expired-refresh-${result.why}`;
    return handshakeOrSignedOut(facts, cookies, { reason, message, unavailability: result.unavailability });
  }
  const reason = refusal.isRenewable ? renewalOf(facts) : renewable[refusal.reason];
  if (reason) return handshakeOrSignedOut(facts, cookies, { reason, message });
  const unavailability = refusal.unavailable
    ? outageOf(new ServiceUnavailableError(refusal.message, refusal))
    : undefined;
  return notSignedIn(facts, { reason: refusal.reason, message, unavailability });
}

/** Decides a request whose session token in the `Authorization` header was refused: the cookies may renew the session. */
export async function afterRefusal(
  facts: RequestFacts,
  token: DecodedJwt,
  refusal: TokenRefusal,
): Promise<RequestState> {
  const { rivals } = facts.cookies;
  if (rivals) await settleSessions(facts, rivals);
  return refreshOrSignOut(facts, chooseCookies(facts), token, refusal, 'header');
}

/** The cookies may be those of a newer session; but another handshake would bring the revoked one again. */
async function afterRevokedHandshake(facts: RequestFacts, refusal: TokenRefusal): Promise<RequestState> {
  const state = await settleCookies(facts);
  if (state.status !== 'handshake') return state;
  return notSignedIn(facts, { reason: refusal.reason, message: describeRefusal(refusal, 'cookie') });
}

function afterHandshake(facts: RequestFacts, result: HandshakeResult): MaybePromise<RequestState> {
  const { session, headers, unavailability, refusal } = result;
  if (refusal) return afterRevokedHandshake(facts, refusal);
  return session
    ? signedIn(facts, session.token, session.claims, headers)
    : notSignedIn(facts, { reason: 'session-token-missing', headers, unavailability });
}

/** A result that cannot be verified now is ignored, but the state shows the outage. */
async function takeHandshake(facts: RequestFacts): Promise<HandshakeResult | undefined> {
  try {
    return await completeHandshake(facts);
  } catch (error) {
    facts.unavailability = outageOf(error);
    if (!facts.unavailability) throw error;
    return undefined;
  }
}

/** Handles satellite synchronisation, on the satellite and on the primary domain, before the ordinary rules. */
function takeStep(facts: RequestFacts, cookies: ChosenCookies, step: SyncStep): RequestState {
  switch (step.kind) {
    case 'signed-out':
      return notSignedIn(facts, { reason: 'session-token-and-uat-missing' });
    case 'handshake':
      return handshakeOrSignedOut(facts, cookies, step);
    case 'redirect':
      if (!mayRedirect(facts)) return notSignedIn(facts, step);
      return handshakeState(
        { reason: step.reason, headers: redirectHeaders(facts, step.location) },
        facts.publicOptions,
      );
  }
}

/** Why a handshake is needed before the session is verified: the development browser, or cookies that contradict each other. */
function handshakeReason(facts: RequestFacts, cookies: ChosenCookies): string | undefined {
  if (!facts.config.isProduction) {
    if (facts.query(queryParameter.devBrowser) !== undefined) return 'dev-browser-sync';
    if (!cookies.devBrowser) return 'dev-browser-missing';
  }
  if (cookies.session && !cookies.clientUat) return 'session-token-but-no-client-uat';
  if (!cookies.session && cookies.clientUat) return 'client-uat-but-no-session-token';
  return undefined;
}

/** The session is valid. Checks for cross-domain navigation and for the organization of the path. */
function checkNavigation(
  facts: RequestFacts,
  cookies: ChosenCookies,
  claims: JwtPayload,
  state: RequestState,
): RequestState {
  if (cameFromElsewhere(facts)) {
    const message = 'The person came from another site, where the session may have changed.';
    return handshakeOrSignedOut(facts, cookies, { reason: 'primary-domain-cross-origin-sync', message });
  }
  const target = organizationTarget(facts);
  if (!target || claims.sts === 'pending' || !claims.sub) return state;
  const auth = signedInAuthObject(claims, noToken);
  if (!isOtherOrganizationActive(target, auth) || !mayRedirect(facts)) return state;
  return handshakeOrSignedOut(facts, cookies, { reason: 'active-organization-mismatch' });
}

/**
 * Decides a request by its cookies, in the order of the protocol: the result of a handshake, cookies with one name, satellites, the
 * development browser, the session.
 * @see {@link https://clerk.com/docs/guides/how-clerk-works/overview | How Clerk works}
 */
export function decideByCookies(facts: RequestFacts): MaybePromise<RequestState> {
  if (!carriesHandshake(facts)) return settleCookies(facts);
  return takeHandshake(facts).then((result) => (result ? afterHandshake(facts, result) : settleCookies(facts)));
}

/** Goes on once one session cookie is left of several with one name; nearly always there is one only. */
function settleCookies(facts: RequestFacts): MaybePromise<RequestState> {
  const { rivals } = facts.cookies;
  if (!rivals) return decideBySettledCookies(facts);
  return settleSessions(facts, rivals).then(() => decideBySettledCookies(facts));
}

function decideBySettledCookies(facts: RequestFacts): MaybePromise<RequestState> {
  const cookies = chooseCookies(facts);
  const hasCookies = Boolean(cookies.session) || cookies.clientUat !== 0;
  const step = satelliteStep(facts, hasCookies) ?? primaryStep(facts, cookies.devBrowser);
  if (step) return takeStep(facts, cookies, step);
  const reason = handshakeReason(facts, cookies);
  if (reason) return handshakeOrSignedOut(facts, cookies, { reason });
  if (!hasCookies) return notSignedIn(facts, { reason: 'session-token-and-uat-missing' });
  return decideBySessionCookie(facts, cookies);
}

function decideBySessionCookie(facts: RequestFacts, cookies: ChosenCookies): MaybePromise<RequestState> {
  const { token, session } = cookies;
  if (!token || !session) {
    return notSignedIn(facts, { reason: undecodable.reason, message: describeRefusal(undecodable, 'cookie') });
  }
  if (jwtType(token) !== 'session_token') return notSignedIn(facts, { reason: 'token-type-mismatch' });
  // The client changed after the token was issued: signing out or switching users must be seen at once. The claim has not been verified
  // yet, and comparing an object could throw; the verifier refuses one.
  const iat: unknown = token.payload.iat;
  if (typeof iat !== 'object' && (iat as number) < cookies.clientUat) {
    return handshakeOrSignedOut(facts, cookies, { reason: 'session-token-iat-before-client-uat' });
  }
  const verification = verifyDecodedToken(token, facts.config.rules, facts.nowMs);
  return isPromise(verification)
    ? waitForVerification(facts, cookies, session, token, verification)
    : afterVerification(facts, cookies, session, token, verification);
}

/** A function of its own: every request would be slower by functions in the one before that keep its variables. */
function waitForVerification(
  facts: RequestFacts,
  cookies: ChosenCookies,
  session: string,
  token: DecodedJwt,
  verification: Promise<Verification>,
): Promise<RequestState> {
  return verification.then(
    (later) => afterVerification(facts, cookies, session, token, later),
    (error: unknown) => stateOfOutage(facts, error),
  );
}

function afterVerification(
  facts: RequestFacts,
  cookies: ChosenCookies,
  session: string,
  token: DecodedJwt,
  verification: Verification,
): MaybePromise<RequestState> {
  return verification.ok
    ? checkNavigation(facts, cookies, verification.claims, signedIn(facts, session, verification.claims))
    : refreshOrSignOut(facts, cookies, token, verification.refusal, 'cookie');
}
