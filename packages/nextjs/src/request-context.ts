import { AsyncLocalStorage } from 'node:async_hooks';
import type { DecidedState, MiddlewareOptions, RequestHead } from '@acme/backend/adapter';
import type { MachineVerification } from './machine-verification.js';

/** One request: who sends it, and what it says about itself. */
export interface RequestContext {
  readonly state: DecidedState;
  readonly head: RequestHead;
  /** The options of the middleware. Undefined: they are those of the environment. */
  readonly options: MiddlewareOptions | undefined;
  /** Set if the token of a machine has not been verified yet. */
  readonly verification?: MachineVerification | undefined;
}

/** The request that the handler of `clerkMiddleware()` runs for. Code of the application itself has no such request. */
export const middlewareRequest = new AsyncLocalStorage<RequestContext>();
