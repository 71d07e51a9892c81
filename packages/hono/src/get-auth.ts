import { defineRequestState, type GetAuth } from '@acme/backend/adapter';
import type { Context } from 'hono';

/**
 * The state of each request that `clerkMiddleware()` has decided. It is stored on the context, because other middleware replaces
 * `c.req.raw`, and on the request, because another application may receive that.
 */
export const requestStates = defineRequestState<Context>('@acme/hono', {
  hint: 'getAuth(c) needs a request that clerkMiddleware() has seen. Register it before this route: app.use(clerkMiddleware()).',
  // Nobody else uses the name; a test sets it instead of running the middleware.
  authOf: (c) => (c as Partial<Context>).get?.('clerkAuth'),
  innerOf: (c) => (c.req as Partial<Context['req']> | undefined)?.raw,
});

/**
 * Returns who sends the request.
 * @param c - the context of a request that `clerkMiddleware()` has seen; in a unit test also one whose `c.get('clerkAuth')` is an
 *   auth object, or a function that returns one
 * @throws {ConfigurationError} `middleware_missing`
 * @see {@link https://clerk.com/docs/reference/hono/overview | Hono SDK}
 * @example
 * const { isAuthenticated, userId } = getAuth(c);
 * const { machineId } = getAuth(c, { acceptsToken: 'm2m_token' });
 */
export const getAuth: GetAuth<Context> = requestStates.getAuth;
