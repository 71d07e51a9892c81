import type { AcceptsToken, MaybePromise, TokenType } from '@acme/backend/adapter';
import type { RequestContext } from './request-context.js';

function isAccepted(type: TokenType | null, accepts: AcceptsToken): boolean {
  if (type === null) return false;
  return accepts === 'any' || (typeof accepts === 'string' ? accepts === type : accepts.includes(type));
}

/**
 * The request as a route sees it: the token of a machine is verified if the route accepts such tokens.
 * @returns a promise only if a token has to be verified
 */
export function settleContext(
  context: RequestContext,
  accepts: AcceptsToken = 'session_token',
): MaybePromise<RequestContext> {
  const { verification, state, ...others } = context;
  if (!verification || !isAccepted(state.tokenType, accepts)) return context;
  return verification.verify().then((verified) => ({ ...others, state: verified }));
}
