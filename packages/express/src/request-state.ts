import {
  ConfigurationError,
  createGetAuth,
  type GetAuth,
  type SignedInState,
  type SignedOutState,
} from '@acme/backend/adapter';
import type { Request } from 'express';

/** A name of our own: other middleware uses `req.auth` too. Both copies of the package (ESM, CJS) find it. */
const stateKey = Symbol.for('@acme/express.state');

type State = SignedInState | SignedOutState;

/** What a request keeps: its state, and which request it is. */
interface Kept {
  readonly request: RequestLike;
  readonly state: State;
}

interface Keeper {
  readonly [stateKey]?: Kept;
}

interface RequestLike extends Keeper {
  readonly rawHeaders?: unknown;
  readonly res?: unknown;
}

/**
 * Each request of Express has a hidden class of its own. A property added to it costs the engine another one, and everything it has
 * learned about the request: 9 µs. The list of raw headers is as good a place, and belongs to one request as a rule.
 */
function listOf(req: RequestLike): Keeper | undefined {
  const { rawHeaders } = req;
  return Array.isArray(rawHeaders) ? (rawHeaders as Keeper) : undefined;
}

/** Whether two objects are one request: copies, wrappers and proxies have the same response, which no other request has. */
const isSame = (one: RequestLike, other: RequestLike): boolean =>
  one === other || (typeof one.res === 'object' && one.res !== null && one.res === other.res);

/** The state of a request, if a Clerk middleware has decided it already. */
export function stateOf(req: RequestLike): State | undefined {
  const kept = listOf(req)?.[stateKey];
  // Who sends a request must not hang on nobody sharing the list.
  if (kept && isSame(kept.request, req)) return kept.state;
  return stateKey in req ? req[stateKey]?.state : undefined;
}

/** Leaves the state with the request. */
export function setState(req: RequestLike, state: State): void {
  const list = listOf(req);
  // Not enumerable: whoever logs the headers of a request must not log the state with them.
  const kept = { value: { request: req, state } satisfies Kept };
  if (list && !(stateKey in list) && Object.isExtensible(list)) Object.defineProperty(list, stateKey, kept);
  // The list is another request's too, or made anew at each look.
  if (listOf(req)?.[stateKey]?.request !== req) Object.defineProperty(req, stateKey, kept);
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
