import type { IncomingMessage, ServerResponse } from 'node:http';
import { isPromise, type MaybePromise } from '../maybe-promise.js';
import type { Decision } from '../request/create-authenticator.js';
import type { RequestHead } from '../request/request-head.js';
import type { SignedInState, SignedOutState } from '../request/request-state.js';
import { carryOutDecision } from './carry-out-decision.js';
import { nodeHead } from './node-head.js';
import type { ReadBody } from './request-body.js';

/**
 * A middleware of Express, Connect and plain `http` servers. Its type fits every route of Express, whatever the types of parameters, body
 * and query are, so that Express can still infer them from the path.
 */
export type NodeMiddleware = (
  req: IncomingMessage,
  res: ServerResponse,
  next: (error?: unknown) => void,
) => void | Promise<void>;

/** A request as the framework passes it on; `originalUrl` is what the client sent where routers shorten `url`. */
type NodeMiddlewareRequest = IncomingMessage & ReadBody & { readonly originalUrl?: string };

/**
 * Creates the middleware of an adapter: it carries out what is decided about each request, and passes errors to `next`.
 * @param decide - from `createAuthenticator`
 * @param decided - has the states of requests that another registration has decided already
 * @param store - stores the state of a request that goes on to the application
 */
export function createNodeMiddleware<Req extends NodeMiddlewareRequest>(
  decide: (head: RequestHead, request: Req) => MaybePromise<Decision>,
  decided: { state(request: object): object | undefined },
  store: (request: Req, state: SignedInState | SignedOutState) => void,
): NodeMiddleware {
  return function clerk(message, res, next) {
    // Some members may be missing, and the code that reads them expects that.
    const req = message as Req;
    // Outside of the `try`: what the code after `next` throws must not call it again.
    if (decided.state(req)) return next();
    let goesOn: MaybePromise<boolean>;
    try {
      goesOn = carryOutDecision(decide(nodeHead(req, req.originalUrl), req), req, res, store);
    } catch (error) {
      return next(error);
    }
    if (isPromise(goesOn)) return goesOn.then((later) => (later ? next() : undefined), next);
    if (goesOn) next();
  };
}
