import type { AcceptsToken, TokenType } from '../options.js';
import { getAuthObjectForAcceptedToken } from './accepted-token.js';
import type { AuthObject, AuthObjectFor, InvalidTokenAuthObject, SessionAuthObject } from './auth-object.js';
import type { SignedInState, SignedOutState, ToAuthOptions } from './request-state.js';

/** Options of an adapter's `getAuth`. */
export interface GetAuthOptions extends ToAuthOptions {
  /** Which kinds of token the handler accepts. Default `'session_token'`. */
  readonly acceptsToken?: AcceptsToken | undefined;
}

/** An adapter's `getAuth`: who sends the request, typed by the kinds of token that are accepted. */
export interface GetAuth<Native> {
  <const Types extends readonly TokenType[]>(
    request: Native,
    options: ToAuthOptions & { readonly acceptsToken: Types },
  ): AuthObjectFor<Types[number]> | InvalidTokenAuthObject;
  <Type extends TokenType>(
    request: Native,
    options: ToAuthOptions & { readonly acceptsToken: Type },
  ): AuthObjectFor<Type>;
  (request: Native, options: ToAuthOptions & { readonly acceptsToken: 'any' }): AuthObject;
  (request: Native, options?: ToAuthOptions): SessionAuthObject;
}

/**
 * Makes an adapter's `getAuth`.
 * @param findState - the state the middleware left with a request
 * @throws what `findState` throws if there is none
 */
export function createGetAuth<Native>(findState: (request: Native) => SignedInState | SignedOutState): GetAuth<Native> {
  const getAuth = (request: Native, { acceptsToken, treatPendingAsSignedOut }: GetAuthOptions = {}) =>
    getAuthObjectForAcceptedToken({
      authObject: findState(request).toAuth({ treatPendingAsSignedOut }),
      acceptsToken,
    });
  // The overloads say what getAuthObjectForAcceptedToken answers for each kind of `acceptsToken`.
  return getAuth as GetAuth<Native>;
}
