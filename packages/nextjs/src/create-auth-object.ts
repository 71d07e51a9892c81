import {
  type AuthObject,
  type DecidedState,
  getAuthObjectForAcceptedToken,
  type GetAuthOptions,
  readAuthOptions,
} from '@acme/backend/adapter';
import { signedOutAuthObject } from '@acme/backend/internal';

/** Whether a request carries no token at all. */
const isWithoutToken = (state: DecidedState) => state.status === 'signed-out' && !state.token;

/**
 * The auth object for the kinds of token that a route accepts. Nobody, and a person where a machine is asked for, count as a person who is
 * signed out, as recorded; only a list without sessions answers a person with the object of an invalid token.
 * @throws {ConfigurationError} `option_unknown`, `option_invalid`
 */
export function createAuthObject(state: DecidedState, given: GetAuthOptions = {}): AuthObject {
  const { acceptsToken = 'session_token', treatPendingAsSignedOut } = readAuthOptions(given);
  const authObject = state.toAuth(treatPendingAsSignedOut === undefined ? undefined : { treatPendingAsSignedOut });
  const isPerson = authObject.tokenType === 'session_token';
  if (isPerson && isWithoutToken(state)) return authObject;
  const accepted = getAuthObjectForAcceptedToken({ authObject, acceptsToken });
  const isOtherKind = isPerson && accepted.tokenType !== 'session_token' && !accepted.isAuthenticated;
  return isOtherKind && typeof acceptsToken === 'string' ? signedOutAuthObject({}) : accepted;
}
