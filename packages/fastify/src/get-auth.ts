import { defineRequestState, type GetAuth } from '@acme/backend/adapter';
import type { FastifyRequest } from 'fastify';

/** The state of each request that `clerkPlugin` has decided. */
export const requestStates = defineRequestState<FastifyRequest>('@acme/fastify', {
  hint: 'getAuth(request) needs a request that clerkPlugin has seen. Register it before this route: await fastify.register(clerkPlugin). A hook that runs earlier needs { hookName: "onRequest" }.',
  isServed: (request) => Boolean((request as Partial<FastifyRequest>).raw),
});

/**
 * Returns who sends the request.
 * @param request - of a server on which `clerkPlugin` is registered; in a unit test also an object with an `auth` object, or a
 *   function that returns one
 * @throws {ConfigurationError} `middleware_missing`
 * @see {@link https://clerk.com/docs/reference/fastify/overview | Fastify SDK}
 * @example
 * const { isAuthenticated, userId } = getAuth(request);
 * const { machineId } = getAuth(request, { acceptsToken: 'm2m_token' });
 */
export const getAuth: GetAuth<FastifyRequest> = requestStates.getAuth;
