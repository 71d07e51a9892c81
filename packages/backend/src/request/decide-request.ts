import type { DpopRequest } from '../dpop-verifier.js';
import { describeRefusal } from '../errors.js';
import { isPromise, type MaybePromise } from '../maybe-promise.js';
import { observe, type DecisionOutcome, type Observer } from '../observer.js';
import type { TokenType } from '../options.js';
import { jwtType, opaqueTokenType } from '../token/decode-token.js';
import type { DecodedJwt } from '../token/decoded-jwt.js';
import { readToken, undecodable, verifyDecodedToken, type Verification } from '../token/verify-token.js';
import type { Config } from './config.js';
import { afterRefusal, decideByCookies } from './decide-by-cookies.js';
import { decideBoundToken } from './decide-bound-token.js';
import { decideMachineToken } from './decide-machine-token.js';
import { deferMachineToken } from './defer-machine-token.js';
import { describeRequest } from './describe-request.js';
import { RequestFacts } from './request-facts.js';
import type { RequestHead } from './request-head.js';
import { invalidTokenState, notSignedIn, stateOfOutage } from './not-signed-in.js';
import type { RequestState } from './request-state.js';
import { signedIn } from './state.js';
import { checkSatelliteSignInUrl } from './satellite-step.js';

/** The token of the `Authorization` header. */
interface BearerToken {
  readonly text: string;
  /** Decoded once; undefined: it is opaque, or nothing at all. */
  readonly jwt: DecodedJwt | undefined;
  /** Undefined: nothing that is known; it is refused as a session token. */
  readonly type: TokenType | undefined;
}

function readBearerToken(text: string, { rules }: Config): BearerToken {
  const opaque = opaqueTokenType(text);
  if (opaque) return { text, jwt: undefined, type: opaque };
  const jwt = readToken(text, rules);
  return { text, jwt, type: jwt && jwtType(jwt) };
}

// Functions that keep their arguments are made outside of the functions that every request runs through: those would be slower by 10 %.

const proofRequest = (facts: RequestFacts): DpopRequest => ({
  method: facts.head.method,
  header: (name) => facts.head.header(name),
  url: () => facts.provenUrl(),
  nowMs: facts.nowMs,
  observer: facts.config.options.observer,
});

const debugOf = (facts: RequestFacts) => () => describeRequest(facts);

const outcomeOf = ({ status, reason, tokenType, unavailable }: RequestState): DecisionOutcome => ({
  status,
  reason,
  tokenType,
  isUnavailable: unavailable,
});

const decideObserved = (head: RequestHead, config: Config, observer: Observer) =>
  observe(
    () => observer.startDecision(),
    () => decide(head, config),
    outcomeOf,
  );

/**
 * Decides who sends a request: a bearer token counts before cookies, and machine tokens count only there.
 * @throws {ConfigurationError} if the options do not fit the request (satellites)
 */
export function decideRequest(head: RequestHead, config: Config): MaybePromise<RequestState> {
  const { observer } = config.options;
  return observer ? decideObserved(head, config, observer) : decide(head, config);
}

function decide(head: RequestHead, config: Config): MaybePromise<RequestState> {
  const facts = new RequestFacts(head, config, Date.now());
  if (config.options.isSatellite) checkSatelliteSignInUrl(facts);
  const { accepts } = config;
  const { dpop } = config.options;
  const proven = dpop && facts.bearer === undefined ? dpop.read(proofRequest(facts)) : undefined;
  if (proven) return decideBoundToken(facts, proven, readBearerToken(proven.token, config));
  const token = facts.bearer === undefined ? undefined : readBearerToken(facts.bearer, config);
  const type = token?.type ?? 'session_token';
  const isAccepted = accepts === 'any' || (typeof accepts === 'string' ? accepts === type : accepts.includes(type));
  if (isAccepted && token && type !== 'session_token') {
    return config.defersMachineTokens
      ? deferMachineToken(token.text, type, debugOf(facts), facts.publicOptions)
      : decideMachineToken(facts, token.text, token.jwt, type);
  }
  // Where only session tokens are accepted, a machine token is refused as one.
  if (isAccepted || accepts === 'session_token') {
    return token ? decideSessionToken(facts, token) : decideByCookies(facts);
  }
  if (typeof accepts !== 'string') return invalidTokenState('token-type-mismatch');
  return notSignedIn(facts, { reason: token ? 'token-type-mismatch' : 'No token in header' }, accepts);
}

/** Decides a request with a token in the `Authorization` header that is a session token, or is refused as one. */
function decideSessionToken(facts: RequestFacts, { text, jwt, type }: BearerToken): MaybePromise<RequestState> {
  if (!jwt) {
    return notSignedIn(facts, { reason: undecodable.reason, message: describeRefusal(undecodable, 'header') });
  }
  if (type !== 'session_token') return notSignedIn(facts, { reason: 'token-type-mismatch' });
  const verification = verifyDecodedToken(jwt, facts.config.rules, facts.nowMs);
  return isPromise(verification)
    ? waitForVerification(facts, text, jwt, verification)
    : afterVerification(facts, text, jwt, verification);
}

function waitForVerification(
  facts: RequestFacts,
  text: string,
  token: DecodedJwt,
  verification: Promise<Verification>,
): Promise<RequestState> {
  return verification.then(
    (later) => afterVerification(facts, text, token, later),
    (error: unknown) => stateOfOutage(facts, error),
  );
}

function afterVerification(
  facts: RequestFacts,
  text: string,
  token: DecodedJwt,
  verification: Verification,
): MaybePromise<RequestState> {
  return verification.ok
    ? signedIn(facts, text, verification.claims)
    : afterRefusal(facts, token, verification.refusal);
}
