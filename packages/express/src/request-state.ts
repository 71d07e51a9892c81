import {
  ConfigurationError,
  createGetAuth,
  type GetAuth,
  type SignedInState,
  type SignedOutState,
} from '@acme/backend/adapter';
import type { IncomingMessage } from 'node:http';

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

/** Leaves the state with the request. */
export function setState(req: object, state: State): void {
  (req as { [stateKey]?: State })[stateKey] = state;
}

/**
 * Who sends the request.
 * @param req - a request that `clerkMiddleware()` has seen; in a unit test also an object with an `auth` object, or a function
 *   that gives one
 * @throws {ConfigurationError} `middleware_missing`
 * @see {@link https://clerk.com/docs/reference/express/overview | Express SDK}
 * @example
 * const { isAuthenticated, userId } = getAuth(req);
 * const { machineId } = getAuth(req, { acceptsToken: 'm2m_token' });
 */
export const getAuth: GetAuth<IncomingMessage> = createGetAuth<IncomingMessage>({
  stateOf,
  authOf: (req) => (req as { readonly auth?: unknown }).auth,
  isServed: (req) => Boolean((req as Partial<IncomingMessage>).socket),
  refuse: () => {
    throw new ConfigurationError(
      'middleware_missing',
      'getAuth(req) needs a request that clerkMiddleware() has seen. Register it before this route: app.use(clerkMiddleware()).',
    );
  },
});
