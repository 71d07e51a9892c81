import { defineRequestState, type GetAuth } from '@acme/backend/adapter';
import type { IncomingMessage } from 'node:http';

/** The state of each request that `clerkMiddleware()` has decided. */
export const requestStates = defineRequestState<IncomingMessage>('@acme/express', {
  hint: 'getAuth(req) needs a request that clerkMiddleware() has seen. Register it before this route: app.use(clerkMiddleware()).',
  isServed: (req) => Boolean((req as Partial<IncomingMessage>).socket),
});

/**
 * Returns who sends the request.
 * @param req - a request that `clerkMiddleware()` has seen; in a unit test also an object with an `auth` object, or a function
 *   that returns one
 * @throws {ConfigurationError} `middleware_missing`
 * @see {@link https://clerk.com/docs/reference/express/overview | Express SDK}
 * @example
 * const { isAuthenticated, userId } = getAuth(req);
 * const { machineId } = getAuth(req, { acceptsToken: 'm2m_token' });
 */
export const getAuth: GetAuth<IncomingMessage> = requestStates.getAuth;
