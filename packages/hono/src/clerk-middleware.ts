import {
  assertCalled,
  ConfigurationError,
  createAuthenticator,
  createGetAuth,
  createLazyClient,
  readOptions,
  rememberEnvironment,
  takeMiddlewareOptions,
  type AuthObject,
  type AuthObjectFor,
  type ClerkClient,
  type Environment,
  type GetAuth,
  type InvalidTokenAuthObject,
  type MiddlewareOptions,
  type MiddlewareOptionsSource,
  type SessionAuthObject,
  type SignedInState,
  type SignedOutState,
  type ToAuthOptions,
  type TokenType,
} from '@acme/backend/adapter';
import type { Context, MiddlewareHandler } from 'hono';
import { bindingsOf, headOf, processEnvironment } from './bindings.js';
import { identity } from './clerk-client.js';
import { messageOf } from './proxied-message.js';
import { toResponse } from './to-response.js';

/** `getAuth` of one request: without the context. */
export interface ClerkAuth {
  <const Types extends readonly TokenType[]>(
    options: ToAuthOptions & { readonly acceptsToken: Types },
  ): AuthObjectFor<Types[number]> | InvalidTokenAuthObject;
  <Type extends TokenType>(options: ToAuthOptions & { readonly acceptsToken: Type }): AuthObjectFor<Type>;
  (options: ToAuthOptions & { readonly acceptsToken: 'any' }): AuthObject;
  (options?: ToAuthOptions): SessionAuthObject;
}

/** What the middleware leaves with `c.get`. */
export interface ClerkHonoVariables {
  /** Calls the Backend API with the options of the middleware and the bindings of the platform. */
  clerk: ClerkClient;
  clerkAuth: ClerkAuth;
}

declare module 'hono' {
  interface ContextVariableMap {
    clerk: ClerkClient;
    clerkAuth: ClerkAuth;
  }
}

/** Options of `clerkMiddleware`; an absent one is taken from its environment variable or binding. */
export type ClerkMiddlewareOptions = MiddlewareOptions;

/** Gives the options for one request. */
export type ClerkMiddlewareOptionsCallback = (c: Context) => ClerkMiddlewareOptions | Promise<ClerkMiddlewareOptions>;

type State = SignedInState | SignedOutState;

/**
 * The state is kept with the context, because other middleware replaces `c.req.raw`, and with the request, which another application
 * may be handed. A context variable would have to be declared by everybody who types theirs, and a `WeakMap` is expensive for the
 * garbage collector. Both copies of the package (ESM, CJS) find it.
 */
const stateKey = Symbol.for('@acme/hono.state');

interface Carrier {
  [stateKey]?: State;
}

/** The state of a request, if it has been decided. */
export function stateOf(c: Context): State | undefined {
  return (
    (c as Carrier)[stateKey] ?? ((c.req as Partial<Context['req']> | undefined)?.raw as Carrier | undefined)?.[stateKey]
  );
}

function setState(c: Context, state: State): void {
  (c as Carrier)[stateKey] = state;
  (c.req.raw as Carrier)[stateKey] = state;
}

/** The state of a request. @throws {ConfigurationError} `middleware_missing` */
export function requireState(c: Context): State {
  return stateOf(c) ?? refuse();
}

function refuse(): never {
  throw new ConfigurationError(
    'middleware_missing',
    'getAuth(c) needs a request that clerkMiddleware() has seen. Register it before this route: app.use(clerkMiddleware()).',
  );
}

/**
 * Who sends the request.
 * @param c - the context of a request that `clerkMiddleware()` has seen; in a unit test also one whose `c.get('clerkAuth')` is an
 *   auth object, or a function that gives one
 * @throws {ConfigurationError} `middleware_missing`
 * @see {@link https://clerk.com/docs/reference/hono/overview | Hono SDK}
 * @example
 * const { isAuthenticated, userId } = getAuth(c);
 * const { machineId } = getAuth(c, { acceptsToken: 'm2m_token' });
 */
export const getAuth: GetAuth<Context> = createGetAuth<Context>({
  stateOf,
  // Nobody else uses the name; a test sets it instead of running the middleware.
  authOf: (c) => (c as Partial<Context>).get?.('clerkAuth'),
  isServed: () => false,
  refuse,
});

type Decide = ReturnType<typeof createAuthenticator<Context>>;

interface Prepared {
  readonly decide: Decide;
  readonly client: ClerkClient;
}

/** The bindings of a platform are the same for all requests, nearly always; what is made from them is made once. */
function prepareFor(source: MiddlewareOptionsSource<Context>): (bindings: Environment) => Prepared {
  return rememberEnvironment((bindings) => {
    // Read when it is needed: variables of the process may be set after the first request.
    const all = () => ({ ...processEnvironment(), ...bindings });
    const { clerkClient, debug, frontendApiProxy, ...own } = typeof source === 'function' ? {} : source;
    return {
      decide: createAuthenticator<Context>(source, { where: 'clerkMiddleware', env: all }),
      // A client that another package made has what the middleware needs, and what the application calls on it.
      client: (clerkClient as ClerkClient | undefined) ?? createLazyClient({ ...identity, ...own }, all),
    };
  });
}

/**
 * Authenticates each request and keeps the result for `getAuth(c)`. Browsers are redirected where the session must be looked up
 * first (handshake); nobody is refused here. Registered twice, the first one counts.
 * @param given - the options, or a function that gives them for each request
 * @throws {ConfigurationError} for unknown or unusable options; for missing or malformed keys when a request comes
 * @see {@link https://clerk.com/docs/reference/hono/clerk-middleware | clerkMiddleware()}
 * @example
 * app.use(clerkMiddleware());
 */
export function clerkMiddleware(...given: readonly [options?: MiddlewareOptionsSource<Context>]): MiddlewareHandler {
  assertCalled(given, 'clerkMiddleware', 'app.use(clerkMiddleware())');
  const [options = {}] = given;
  const source = typeof options === 'function' ? options : takeMiddlewareOptions(options, 'clerkMiddleware');
  // Keys may come with the bindings; what the process has must be usable now.
  if (typeof source !== 'function') readOptions(source, processEnvironment());
  const prepare = prepareFor(source);
  return async function clerk(c, next) {
    if (stateOf(c)) return next();
    const { decide, client } = prepare(bindingsOf(c));
    const decision = await decide(headOf(c), c);
    if (decision.kind === 'proxy') return decision.call(await messageOf(c));
    if (decision.kind === 'respond') return toResponse(decision.response);
    setState(c, decision.state);
    c.set('clerk', client);
    // The overloads are those of getAuth, with the context filled in.
    c.set('clerkAuth', ((asked?: ToAuthOptions) => getAuth(c, asked)) as ClerkAuth);
    await next();
    for (const [name, value] of decision.headers) c.header(name, value, { append: true });
    return undefined;
  };
}
