import {
  ConfigurationError,
  createGetAuth,
  getAuthObjectForAcceptedToken,
  type AuthObject,
  type GetAuth,
  type SignedInState,
  type SignedOutState,
  type ToAuthOptions,
} from '@acme/backend/adapter';
import type { Request } from 'express';

/** The state is kept under a name of our own: other middleware uses `req.auth` too. Both copies of the package (ESM, CJS) find it. */
const stateKey = Symbol.for('@acme/express.state');

type State = SignedInState | SignedOutState;

/** Whether a Clerk middleware has decided this request already. */
export function hasState(req: object): req is { readonly [stateKey]: State } {
  return stateKey in req;
}

/** The state of a request, if it has been decided. */
export function stateOf(req: object): State | undefined {
  return hasState(req) ? req[stateKey] : undefined;
}

type Carrier = object & { [stateKey]?: State; auth?: (options?: ToAuthOptions) => AuthObject };

let hasNoted = false;

function noteFormerUse(name: string): void {
  if (hasNoted) return;
  hasNoted = true;
  process.emitWarning(
    `req.auth.${name} was read: req.auth is a function now. It works for a while; write getAuth(req).${name}.`,
    { type: 'DeprecationWarning', code: 'ACME_EXPRESS_REQ_AUTH' },
  );
}

const sessionView = (authObject: AuthObject): AuthObject => getAuthObjectForAcceptedToken({ authObject });

/**
 * Before it became a function `req.auth` was the auth object. Code that still reads its members must not find everybody signed
 * out without a word.
 */
function describeFormerMembers(example: AuthObject): object {
  const getters = Object.keys(sessionView(example)).map((name) => {
    function get(this: () => AuthObject): unknown {
      noteFormerUse(name);
      return Reflect.get(sessionView(this()), name);
    }
    return [name, { get }] as const;
  });
  return Object.defineProperties(Object.create(Function.prototype) as object, Object.fromEntries(getters));
}

let formerMembers: object | undefined;

/** Leaves the state with the request, for `getAuth(req)` and for `req.auth()`. */
export function setState(req: Carrier, state: State): void {
  req[stateKey] = state;
  const auth = (options?: ToAuthOptions) => state.toAuth(options);
  formerMembers ??= describeFormerMembers(state.toAuth());
  req.auth = Object.setPrototypeOf(auth, formerMembers) as typeof auth;
}

/**
 * Who sends the request.
 * @param req - a request that `clerkMiddleware()` has seen
 * @throws {ConfigurationError} `middleware_missing`
 * @see {@link https://clerk.com/docs/reference/express/overview | Express SDK}
 * @example
 * const { isAuthenticated, userId } = getAuth(req);
 * const { machineId } = getAuth(req, { acceptsToken: 'm2m_token' });
 */
export const getAuth: GetAuth<Request> = createGetAuth<Request>((req) => {
  const state = (req as Request | undefined) && stateOf(req);
  if (state) return state;
  throw new ConfigurationError(
    'middleware_missing',
    'getAuth(req) needs a request that clerkMiddleware() has seen. Register it before this route: app.use(clerkMiddleware()).',
  );
});
