import {
  ConfigurationError,
  type DecidedState,
  type HeaderList,
  type MiddlewareOptions,
  type RequestHead,
} from '@acme/backend/adapter';
import type { BrowserOptions } from '@acme/backend/full-stack';
import type { RequestContext } from './request-context.js';

/** What `clerkMiddleware()` decided about a request. */
export interface RequestDecision {
  readonly head: RequestHead;
  readonly state: DecidedState;
  readonly options: MiddlewareOptions;
  readonly browserOptions: BrowserOptions;
  /** For the answer. */
  readonly headers: HeaderList;
  /** What `protect()` has refused the request with. Astro turns what an action throws into an answer of its own. */
  refusal?: Response;
}

/** Another copy of this package in the same application finds it there. */
const key = Symbol.for('@acme/astro.decision');

type Carrier = { [key]?: RequestDecision };

/**
 * The decision about a request; undefined if the middleware has not seen it. That of the request itself counts first; after a rewrite the page
 * has another request, and the same `locals`.
 */
export function decisionOf({ request, locals }: RequestContext): RequestDecision | undefined {
  return (request as Carrier)[key] ?? (locals as Carrier)[key];
}

/** The decision of an earlier `clerkMiddleware()` about this very request. */
export const earlierDecision = ({ request }: RequestContext): RequestDecision | undefined => (request as Carrier)[key];

/** Whether these `locals` have what the middleware adds. */
export const hasDecision = (locals: object): boolean => Boolean((locals as Carrier)[key]);

/** Stores the decision about a request. */
export function setDecision({ request, locals }: RequestContext, decision: RequestDecision): void {
  (request as Carrier)[key] = decision;
  (locals as Carrier)[key] = decision;
}

/** @throws {ConfigurationError} `middleware_missing` */
export function refuse(name: string): never {
  throw new ConfigurationError(
    'middleware_missing',
    `${name}(context) needs a request that clerkMiddleware() has seen. Add it to src/middleware.ts: export const onRequest = clerkMiddleware(). Pages with \`prerender = true\` have no request.`,
  );
}
