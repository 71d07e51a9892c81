import { ConfigurationError } from '../errors.js';
import { getAuthObjectForAcceptedToken, type AuthObject } from '../request/auth-object.js';
import { takeAuthOptions, type GetAuth, type GetAuthOptions } from '../request/get-auth.js';
import type { SignedInState, SignedOutState } from '../request/request-state.js';

/** What a middleware decided about a request that goes on to the application. */
export type DecidedState = SignedInState | SignedOutState;

/** What an adapter says about the requests of its framework. */
export interface RequestStateDefinition<Native> {
  /** Message of the error for a request without a state: which middleware is missing, and how it is registered. */
  readonly hint: string;
  /** Reads the auth object, or the function that returns one, which a test put on a request made by hand. Default: `request.auth`. */
  readonly authOf?: (request: Native) => unknown;
  /** Whether the request came over a connection; then other code may own its `auth`. Default: never. */
  readonly isServed?: (request: Native) => boolean;
  /** The request inside a context. The state is stored on both, because some code passes on only one of them. Default: none. */
  readonly innerOf?: (request: Native) => object | undefined;
}

/** Stores the state of each request, and reads it back. */
export interface RequestStates<Native> {
  /** The property of a request that has its state. A framework may declare it for all requests, which makes them faster. */
  readonly key: symbol;
  /** The state of a request; undefined if it has none. */
  state(request: object): DecidedState | undefined;
  /** Stores the state on the request. */
  set(request: Native, state: DecidedState): void;
  /** The state of a request. @throws {ConfigurationError} `middleware_missing` if it has none */
  require(request: Native): DecidedState;
  /** The adapter's `getAuth`. */
  readonly getAuth: GetAuth<Native>;
}

/** What an adapter's `getAuth` looks at. */
export interface GetAuthSource<Native> {
  /** The state that the middleware stored for a request. */
  readonly stateOf: (request: Native) => DecidedState | undefined;
  /** The auth object, or the function that returns one, which a test put on a request made by hand. */
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

/**
 * Creates an adapter's `getAuth`.
 * @throws what `refuse` throws if a request has neither a state nor an auth object; {ConfigurationError} `option_invalid` for kinds of
 *   token that are none, and `guard_missing` if the route was to have a guard and nobody is signed in
 */
export function createGetAuth<Native extends object>(source: GetAuthSource<Native>): GetAuth<Native> {
  const getAuth = (request: Native | undefined, given?: GetAuthOptions) => {
    const options = given === undefined ? {} : takeAuthOptions(given);
    if (typeof (request as unknown) !== 'object' || !request) return source.refuse();
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

/**
 * Defines where an adapter stores the state of a request: on the request itself, under a symbol. Both copies of the adapter (ESM, CJS)
 * find it there, and so do copies and proxies of the request; other middleware may use the name `auth`. A `WeakMap` costs more, because
 * the garbage collector handles each of its entries separately.
 * @param name - npm name of the adapter
 */
export function defineRequestState<Native extends object>(
  name: string,
  { hint, authOf = authProperty, isServed = () => false, innerOf }: RequestStateDefinition<Native>,
): RequestStates<Native> {
  const key = Symbol.for(`${name}.state`);
  type Carrier = { [key]?: DecidedState };
  const refuse = (): never => {
    throw new ConfigurationError('middleware_missing', hint);
  };
  const state = (request: object): DecidedState | undefined => {
    const own = (request as Carrier)[key];
    if (own || !innerOf) return own;
    const inner: Carrier | undefined = innerOf(request as Native);
    return inner?.[key];
  };
  const set = (request: Native, decided: DecidedState): void => {
    (request as Carrier)[key] = decided;
    const inner = innerOf?.(request);
    if (inner) (inner as Carrier)[key] = decided;
  };
  return {
    key,
    state,
    set,
    require: (request) => state(request) ?? refuse(),
    getAuth: createGetAuth<Native>({ stateOf: state, authOf, isServed, refuse }),
  };
}

const authProperty = (request: object): unknown => (request as { readonly auth?: unknown }).auth;
