import { ConfigurationError } from '../errors.js';
import { checkNames, optionTable, type AcceptsToken, type TokenType } from '../options.js';
import { getAuthObjectForAcceptedToken } from './auth-object.js';
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

const getAuthOptionNames: readonly (keyof GetAuthOptions)[] = ['acceptsToken', 'guarded', 'treatPendingAsSignedOut'];

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

/** `getAuth` of one request, which needs no argument for it. */
export interface RequestAuth {
  <const Types extends readonly TokenType[]>(
    options: ToAuthOptions & { readonly acceptsToken: Types },
  ): AuthObjectFor<Types[number]> | InvalidTokenAuthObject;
  <Type extends TokenType>(options: ToAuthOptions & { readonly acceptsToken: Type }): AuthObjectFor<Type>;
  (options: ToAuthOptions & { readonly acceptsToken: 'any' }): AuthObject;
  (options?: ToAuthOptions): SessionAuthObject;
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

/** What an adapter's `getAuth` looks at. */
export interface GetAuthSource<Native> {
  /** The state the middleware left with a request. */
  readonly stateOf: (request: Native) => SignedInState | SignedOutState | undefined;
  /** What a test left with a request it made by hand: an auth object, or a function that gives one. */
  readonly authOf: (request: Native) => unknown;
  /** Whether the request came over a connection; then other code may own its `auth`. */
  readonly isServed: (request: Native) => boolean;
  /** Throws: there is neither. */
  readonly refuse: () => never;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** An auth object that did not come from the middleware. On a served request it must at least say what it is. */
function handMadeAuth(
  request: object,
  auth: unknown,
  options: GetAuthOptions,
  isServed: boolean,
): AuthObject | undefined {
  const made: unknown = typeof auth === 'function' ? Reflect.apply(auth, request, [options]) : auth;
  if (!isObject(made) || (isServed && !('tokenType' in made))) return undefined;
  // What a test puts there is what its handler gets.
  return made as AuthObject;
}

function takeAuthOptions(options: GetAuthOptions): GetAuthOptions {
  checkNames(options, 'getAuth', getAuthOptionNames);
  checkAcceptsToken(options);
  return options;
}

/**
 * Makes an adapter's `getAuth`.
 * @throws what `refuse` throws if a request has neither a state nor an auth object; {ConfigurationError} `option_invalid` for kinds of
 *   token that are none, and `guard_missing` if the route was to have a guard and nobody is signed in
 */
export function createGetAuth<Native extends object>(source: GetAuthSource<Native>): GetAuth<Native> {
  const getAuth = (request: Native | undefined, given?: GetAuthOptions) => {
    const options = given === undefined ? {} : takeAuthOptions(given);
    if (!isObject(request)) return source.refuse();
    const { acceptsToken, guarded, treatPendingAsSignedOut } = options;
    const toAuthOptions = treatPendingAsSignedOut === undefined ? undefined : { treatPendingAsSignedOut };
    const authObject =
      source.stateOf(request)?.toAuth(toAuthOptions) ??
      handMadeAuth(request, source.authOf(request), options, source.isServed(request)) ??
      source.refuse();
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
