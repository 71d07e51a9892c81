import {
  ConfigurationError,
  createGetAuth,
  type GetAuth,
  type SignedInState,
  type SignedOutState,
} from '@acme/backend/adapter';
import type { FastifyRequest } from 'fastify';

/** The state is kept under a name of our own: other plugins use `request.auth` too. Both copies of the package (ESM, CJS) find it. */
const stateKey = Symbol.for('@acme/fastify.state');

type State = SignedInState | SignedOutState;
type Carrier = object & { [stateKey]?: State };

/** The state of a request, if it has been decided. */
export function stateOf(request: Carrier): State | undefined {
  return request[stateKey];
}

/** Leaves the state with the request, for `getAuth(request)`. */
export function setState(request: Carrier, state: State): void {
  request[stateKey] = state;
}

/** The state of a request. @throws {ConfigurationError} `middleware_missing` */
export function requireState(request: FastifyRequest): State {
  return stateOf(request) ?? refuse();
}

function refuse(): never {
  throw new ConfigurationError(
    'middleware_missing',
    'getAuth(request) needs a request that clerkPlugin has seen. Register it before this route: await fastify.register(clerkPlugin). A hook that runs earlier needs { hookName: "onRequest" }.',
  );
}

/**
 * Who sends the request.
 * @param request - of a server on which `clerkPlugin` is registered; in a unit test also an object with an `auth` object, or a
 *   function that gives one
 * @throws {ConfigurationError} `middleware_missing`
 * @see {@link https://clerk.com/docs/reference/fastify/overview | Fastify SDK}
 * @example
 * const { isAuthenticated, userId } = getAuth(request);
 * const { machineId } = getAuth(request, { acceptsToken: 'm2m_token' });
 */
export const getAuth: GetAuth<FastifyRequest> = createGetAuth<FastifyRequest>({
  stateOf,
  authOf: (request) => (request as { readonly auth?: unknown }).auth,
  isServed: (request) => Boolean((request as Partial<FastifyRequest>).raw),
  refuse,
});
