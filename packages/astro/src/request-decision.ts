import {
  ConfigurationError,
  type DecidedState,
  type HeaderList,
  type MiddlewareOptions,
  type RequestHead,
} from '@acme/backend/adapter';
import type { BrowserOptions } from '@acme/backend/full-stack';
import type { APIContext } from 'astro';
import type { RequestContext } from './request-context.js';

/** What `clerkMiddleware()` decided about a request. */
export interface RequestDecision {
  /** For which it was decided. */
  readonly context: PassingContext;
  readonly head: RequestHead;
  readonly state: DecidedState;
  readonly options: MiddlewareOptions;
  readonly browserOptions: BrowserOptions;
  /** For the answer. */
  readonly headers: HeaderList;
  /** What `protect()` has refused the request with. Astro turns what an action throws into an answer of its own. */
  refusal?: Response;
}

/** What a middleware is given. */
type PassingContext = RequestContext & Pick<APIContext, 'cookies'>;

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

/**
 * The decision of an earlier `clerkMiddleware()` about this request, or about the one that was rewritten to it.
 * @throws {ConfigurationError} `option_invalid` if `locals` has a decision about a request of somebody else
 */
export function earlierDecision(context: PassingContext): RequestDecision | undefined {
  const known = decisionOf(context);
  if (!known || isSamePass(known, context) || (context.request as Carrier)[key]) return known;
  throw new ConfigurationError(
    'option_invalid',
    'clerkMiddleware() got the same locals for two requests. Let the server hand over a new object for each request: what one request stores there would count for the other.',
  );
}

/**
 * Whether the middleware that has decided still waits for the answer: another one of the same request runs, or the same again for a rewrite.
 * Astro replaces the cookies in all contexts that it makes for a request, and makes new ones when it renders the page for errors.
 */
export const isSamePass = (decision: RequestDecision, { cookies }: PassingContext): boolean =>
  decision.context.cookies === cookies;

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
