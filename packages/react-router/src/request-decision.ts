import { ConfigurationError, type DecidedState, type MiddlewareOptions } from '@acme/backend/adapter';
import type { BrowserOptions } from '@acme/backend/full-stack';
import type { RequestArgs } from './request-args.js';

/** What `clerkMiddleware()` decided about a request. */
export interface RequestDecision {
  /** The request that was decided. */
  readonly request: Request;
  readonly state: DecidedState;
  readonly options: MiddlewareOptions;
  readonly browserOptions: BrowserOptions;
  /** The options say where the Frontend API proxy is, and the middleware answers the requests for it. */
  readonly hasProxyOption: boolean;
  /** What `protect()` answers the request with if it turns out to be for the data of a page, in place of an answer with this status. */
  pageAnswer?: { readonly insteadOf: number; readonly response: Response };
}

/** Both copies of the package (ESM, CJS) find it there, and so do applications that are bundled with one copy and run with another. */
const key = Symbol.for('@acme/react-router.decision');

type Carrier = { [key]?: RequestDecision };

/** The decision about a request; undefined if the middleware has not seen it. */
export function decisionOf(args: RequestArgs | undefined): RequestDecision | undefined {
  const context: Carrier | undefined = args?.context;
  return context?.[key];
}

/** Stores the decision with the context, which React Router makes for each request. */
export function setDecision({ context }: RequestArgs, decision: RequestDecision): void {
  (context as Carrier)[key] = decision;
}

/**
 * The decision of an earlier `clerkMiddleware()` about the same request.
 * @throws {ConfigurationError} `option_invalid` if the context has a decision about another request, which would sign in its sender
 */
export function earlierDecision(args: RequestArgs): RequestDecision | undefined {
  const known = decisionOf(args);
  if (!known || known.request === args.request) return known;
  throw new ConfigurationError(
    'option_invalid',
    'clerkMiddleware() got one context for two requests. Let getLoadContext() return a new RouterContextProvider for each request: what one request stores there would count for the other.',
  );
}

/** @throws {ConfigurationError} `middleware_missing` */
export function refuse(name: string): never {
  throw new ConfigurationError(
    'middleware_missing',
    `${name}(args) needs the arguments of a loader, an action or a middleware, and a request that clerkMiddleware() has seen. Add it to the root route: export const middleware = [clerkMiddleware()]. React Router 7 runs middleware if react-router.config.ts has future: { v8_middleware: true }.`,
  );
}

/** The decision about a request. @throws {ConfigurationError} `middleware_missing` */
export const requireDecision = (args: RequestArgs, name: string): RequestDecision => decisionOf(args) ?? refuse(name);
