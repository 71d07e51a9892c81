import { ConfigurationError } from '../errors.js';
import { optionTable, type AcceptsToken, type TokenType } from '../options.js';
import { getAuthObjectForAcceptedToken } from './accepted-token.js';
import type {
  AuthObject,
  AuthObjectFor,
  InvalidTokenAuthObject,
  SessionAuthObject,
  SignedInAuthObject,
} from './auth-object.js';
import type { SignedInState, SignedOutState, ToAuthOptions } from './request-state.js';

/** Options of an adapter's `getAuth`. */
export interface GetAuthOptions extends ToAuthOptions {
  /** Which kinds of token the handler accepts. Default, if it is left out: `'session_token'`. */
  readonly acceptsToken?: AcceptsToken;
  /** The route has a guard, so somebody is signed in: the type says so, and anything else is an error. Default false. */
  readonly guarded?: boolean | undefined;
}

/** The part of an auth object's type that somebody who is signed in has. */
export type Authenticated<Auth> = Extract<Auth, { readonly isAuthenticated: true }>;

interface Guarded extends ToAuthOptions {
  readonly guarded: true;
}

interface Unguarded extends ToAuthOptions {
  readonly guarded?: false | undefined;
}

/** An adapter's `getAuth`: who sends the request, typed by the kinds of token that are accepted. */
export interface GetAuth<Native> {
  <const Types extends readonly TokenType[]>(
    request: Native,
    options: Guarded & { readonly acceptsToken: Types },
  ): Authenticated<AuthObjectFor<Types[number]>>;
  <Type extends TokenType>(
    request: Native,
    options: Guarded & { readonly acceptsToken: Type },
  ): Authenticated<AuthObjectFor<Type>>;
  (request: Native, options: Guarded & { readonly acceptsToken: 'any' }): Authenticated<AuthObject>;
  (request: Native, options: Guarded): SignedInAuthObject;
  <const Types extends readonly TokenType[]>(
    request: Native,
    options: Unguarded & { readonly acceptsToken: Types },
  ): AuthObjectFor<Types[number]> | InvalidTokenAuthObject;
  <Type extends TokenType>(request: Native, options: Unguarded & { readonly acceptsToken: Type }): AuthObjectFor<Type>;
  (request: Native, options: Unguarded & { readonly acceptsToken: 'any' }): AuthObject;
  (request: Native, options?: Unguarded): SessionAuthObject;
}

/**
 * A list of kinds that is missing or empty, or a misspelt kind, must not make people count where machines are meant.
 * @throws {ConfigurationError} `option_invalid`
 */
function checkAcceptsToken(options: GetAuthOptions): void {
  if (!('acceptsToken' in options)) return;
  const { acceptsToken } = options;
  const isEmpty = Array.isArray(acceptsToken) && acceptsToken.length === 0;
  const expected = optionTable.acceptsToken.check(acceptsToken);
  if (!isEmpty && expected === undefined) return;
  throw new ConfigurationError(
    'option_invalid',
    `getAuth: \`acceptsToken\` must be ${expected ?? 'a list with at least one kind of token'}. Check the constant that it is taken from, or leave it out for session tokens.`,
  );
}

/**
 * Makes an adapter's `getAuth`.
 * @param findState - the state the middleware left with a request
 * @throws what `findState` throws if there is none; {ConfigurationError} `option_invalid` for kinds of token that are none, and
 *   `guard_missing` if the route was to have a guard and nobody is signed in
 */
export function createGetAuth<Native>(findState: (request: Native) => SignedInState | SignedOutState): GetAuth<Native> {
  const getAuth = (request: Native, options: GetAuthOptions = {}) => {
    checkAcceptsToken(options);
    const { acceptsToken, guarded, treatPendingAsSignedOut } = options;
    const authObject = findState(request).toAuth({ treatPendingAsSignedOut });
    const auth = getAuthObjectForAcceptedToken({ authObject, acceptsToken });
    if (!guarded || auth.isAuthenticated) return auth;
    throw new ConfigurationError(
      'guard_missing',
      'getAuth was called with { guarded: true }, and nobody is signed in. Put protect() or requireAuth() before this route, for the same kinds of token, or leave `guarded` out and look at `isAuthenticated`.',
    );
  };
  // The overloads say what getAuthObjectForAcceptedToken answers for each kind of `acceptsToken`.
  return getAuth as GetAuth<Native>;
}
