import {
  assertCalled,
  createAuthenticator,
  type DecidedState,
  type MiddlewareOptions,
  type MiddlewareOptionsSource,
} from '@acme/backend/adapter';
import { carryOutDecision, nodeHead, type NodeMiddleware } from '@acme/backend/node-http';
import type { Request } from 'express';
import { provideAuth } from './auth-property.js';
import { requestStates } from './get-auth.js';

/** Options of `clerkMiddleware`; an absent one is taken from its environment variable. */
export type ClerkMiddlewareOptions = MiddlewareOptions;

/** Returns the options for one request. */
export type ClerkMiddlewareOptionsCallback = (req: Request) => ClerkMiddlewareOptions | Promise<ClerkMiddlewareOptions>;

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
  // `null` is refused as every other value that is no options.
  const [options = {}] = given;
  const decide = createAuthenticator(options, { where: 'clerkMiddleware', env: () => process.env });
  return function clerk(message, res, next) {
    // On servers without Express some members are missing, and the code that reads them expects that.
    const req = message as Request;
    let goesOn: boolean | Promise<boolean>;
    try {
      if (requestStates.state(req)) return next();
      goesOn = carryOutDecision(decide(nodeHead(req, req.originalUrl), req), req, res, storeState);
    } catch (error) {
      return next(error);
    }
    if (typeof goesOn !== 'boolean') return goesOn.then((later) => (later ? next() : undefined), next);
    if (goesOn) next();
  };
}

function storeState(req: Request, state: DecidedState): void {
  requestStates.set(req, state);
  provideAuth(req);
}
