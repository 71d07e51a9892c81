import type { DpopCredentials, DpopRefusal } from '../dpop-verifier.js';
import type { TokenType } from '../options.js';
import type { DecodedJwt } from '../token/decoded-jwt.js';
import { stateOfMachine, verifyToken } from './decide-machine-token.js';
import { invalidTokenState, notSignedIn } from './not-signed-in.js';
import type { RequestFacts } from './request-facts.js';
import type { HeaderList, RequestState } from './request-state.js';

/** The token in `Authorization: DPoP`. */
interface BoundToken {
  readonly jwt: DecodedJwt | undefined;
  readonly type: TokenType | undefined;
}

const typeOf = 'oauth_token';

function refuse(facts: RequestFacts, { reason, message, retryAfterSeconds }: DpopRefusal, headers: HeaderList) {
  const unavailability =
    retryAfterSeconds === undefined ? facts.unavailability : { cause: new Error(message), retryAfterSeconds };
  return notSignedIn(facts, { reason, message, headers, unavailability }, typeOf);
}

/**
 * Decides a request with an access token that is bound to a key. It is verified here and not by the route, also where the tokens of other
 * machines are: the proof is about this request.
 */
export async function decideBoundToken(
  facts: RequestFacts,
  credentials: DpopCredentials,
  { jwt, type }: BoundToken,
): Promise<RequestState> {
  const { accepts } = facts.config;
  if (accepts !== 'any' && ![accepts].flat().includes(typeOf)) {
    return typeof accepts === 'string'
      ? notSignedIn(facts, { reason: 'token-type-mismatch' }, accepts)
      : invalidTokenState('token-type-mismatch');
  }
  const nonce = await credentials.nextNonce();
  const headers = nonce === undefined ? [] : ([['dpop-nonce', nonce]] as const);
  if (credentials.refusal) return refuse(facts, credentials.refusal, headers);
  if (type !== typeOf) return notSignedIn(facts, { reason: 'token-type-mismatch', headers }, typeOf);
  const found = await verifyToken(facts, credentials.token, jwt, typeOf, true);
  if ('token' in found && found.token.tokenType === typeOf && found.token.jkt !== undefined) {
    const refusal = await credentials.verify(found.token.jkt);
    if (refusal) return refuse(facts, refusal, headers);
  }
  return stateOfMachine(facts, credentials.token, found, typeOf, headers);
}
