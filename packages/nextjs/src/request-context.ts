import { AsyncLocalStorage } from 'node:async_hooks';
import type { DecidedState, MiddlewareOptions, RequestHead } from '@acme/backend/adapter';

/** One request: who sends it, and what it says about itself. */
export interface RequestContext {
  readonly state: DecidedState;
  readonly head: RequestHead;
  /** The options with which the request was decided, completed from the environment. */
  readonly options: MiddlewareOptions;
}

/** The request that the handler of `clerkMiddleware()` runs for. Code of the application itself has no such request. */
export const middlewareRequest = new AsyncLocalStorage<RequestContext>();
