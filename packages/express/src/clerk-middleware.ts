import {
  assertCalled,
  createAuthenticator,
  type Decision,
  type MiddlewareOptions,
  type MiddlewareOptionsSource,
} from '@acme/backend/adapter';
import { appendHeaders, nodeHead, proxyNodeRequest, sendResponse, type NodeMiddleware } from '@acme/backend/node-http';
import type { Request, Response } from 'express';
import { provideAuth } from './auth-property.js';
import { hasState, setState } from './request-state.js';

/** Options of `clerkMiddleware`; an absent one is taken from its environment variable. */
export type ClerkMiddlewareOptions = MiddlewareOptions;

/** Gives the options for one request. */
export type ClerkMiddlewareOptionsCallback = (req: Request) => ClerkMiddlewareOptions | Promise<ClerkMiddlewareOptions>;

/**
 * Authenticates each request and keeps the result for `getAuth(req)`. Browsers are redirected where the session must be
 * looked up first (handshake); nobody is refused here. Registered twice, the first one counts.
 * @param given - the options, or a function that gives them for each request
 * @throws {ConfigurationError} for unknown or unusable options, and for malformed keys once both keys are there
 * @see {@link https://clerk.com/docs/reference/express/clerk-middleware | clerkMiddleware()}
 * @example
 * app.use(clerkMiddleware());
 */
export function clerkMiddleware(...given: readonly [options?: MiddlewareOptionsSource<Request>]): NodeMiddleware {
  assertCalled(given, 'clerkMiddleware', 'app.use(clerkMiddleware())');
  const [options = {}] = given;
  const decide = createAuthenticator(options, { where: 'clerkMiddleware', env: () => process.env });
  return function clerk(message, response, next) {
    // On servers without Express some members are missing; what reads them copes with that.
    const req = message as Request;
    const res = response as Response;
    let goesOn: boolean | Promise<boolean>;
    try {
      if (hasState(req)) return next();
      const decision = decide(nodeHead(req, req.originalUrl), req);
      goesOn = 'kind' in decision ? carryOut(decision, req, res) : decision.then((made) => carryOut(made, req, res));
    } catch (error) {
      return next(error);
    }
    if (typeof goesOn !== 'boolean') return goesOn.then((later) => (later ? next() : undefined), next);
    if (goesOn) next();
  };
}

/** @returns whether the request goes on to the application */
function carryOut(decision: Decision, req: Request, res: Response): boolean | Promise<boolean> {
  if (decision.kind === 'respond') {
    sendResponse(res, decision.response);
    return false;
  }
  if (decision.kind === 'proxy') return proxyNodeRequest(req, res, decision.call, { read: req }).then(() => false);
  appendHeaders(res, decision.headers);
  setState(req, decision.state);
  provideAuth(req);
  return true;
}
