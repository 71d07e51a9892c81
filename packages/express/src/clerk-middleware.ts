import {
  assertCalled,
  authenticateWithClient,
  createAuthenticator,
  readMiddlewareOptions,
  type MiddlewareOptionsSource,
  type RequestState,
} from '@acme/backend/adapter';
import { createNodeMiddleware, nodeHead, type NodeMiddleware } from '@acme/backend/node-http';
import type { Request } from 'express';
import { storeState } from './auth-property.js';
import type { AuthenticateRequestParams } from './clerk-middleware-options.js';
import { requestStates } from './get-auth.js';

/**
 * Authenticates each request and stores the result for `getAuth(req)`. Browsers are redirected where the session must be
 * looked up first (handshake); nobody is refused here. The first registration wins; later ones do nothing.
 * @param given - the options, or a function that returns them for each request
 * @throws {ConfigurationError} for unknown or unusable options, and for malformed keys if both keys are present
 * @see {@link https://clerk.com/docs/reference/express/clerk-middleware | clerkMiddleware()}
 * @example
 * app.use(clerkMiddleware());
 */
export function clerkMiddleware(...given: readonly [options?: MiddlewareOptionsSource<Request>]): NodeMiddleware {
  assertCalled(given, 'clerkMiddleware', 'app.use(clerkMiddleware())');
  const [options = {}] = given;
  const decide = createAuthenticator<Request>(options, { where: 'clerkMiddleware', env: () => process.env });
  return createNodeMiddleware(decide, requestStates, storeState);
}

/**
 * Decides who sends a request, as `clerkMiddleware` does, and changes nothing: for a middleware of your own.
 * @throws {ConfigurationError} if keys or other options are missing, malformed or contradictory
 * @example
 * app.use(async (req, res, next) => {
 *   const { status, reason } = await authenticateRequest({ clerkClient, request: req });
 *   console.log(req.path, status, reason);
 *   next();
 * });
 */
export function authenticateRequest({
  clerkClient,
  request,
  options = {},
}: AuthenticateRequestParams): Promise<RequestState> {
  const head = nodeHead(request, request.originalUrl);
  return authenticateWithClient(clerkClient, head, readMiddlewareOptions(options, process.env));
}
