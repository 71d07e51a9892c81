import type { AcceptsToken, TokenType } from '../options.js';
import {
  invalidTokenAuthObject,
  signedOutAuthObject,
  unauthenticatedMachineObject,
  type AuthObject,
} from './auth-object.js';

/** Whether a token of this type is among the accepted ones. */
export function isTokenTypeAccepted(tokenType: TokenType | null, accepted: AcceptsToken): boolean {
  // Callers without types may leave both out; then nothing is accepted.
  if (!tokenType) return false;
  if (accepted === 'any') return true;
  return Array.isArray(accepted) ? accepted.includes(tokenType) : accepted === tokenType;
}

/**
 * The auth object as a handler wants to see it: a token of another kind than the accepted ones counts as none.
 * @param acceptsToken - default `'session_token'`
 */
export function getAuthObjectForAcceptedToken({
  authObject,
  acceptsToken = 'session_token',
}: {
  readonly authObject: AuthObject;
  readonly acceptsToken?: AcceptsToken | undefined;
}): AuthObject {
  // One that a test made by hand need not say that it is a session.
  const tokenType = 'tokenType' in authObject ? authObject.tokenType : 'session_token';
  if (acceptsToken === 'any' || isTokenTypeAccepted(tokenType, acceptsToken)) return authObject;
  if (typeof acceptsToken !== 'string') return invalidTokenAuthObject();
  return acceptsToken === 'session_token'
    ? signedOutAuthObject(authObject.debug)
    : unauthenticatedMachineObject(acceptsToken, authObject.debug);
}
