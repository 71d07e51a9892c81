import {
  createAuthenticator,
  requestHead,
  takeMiddlewareOptions,
  type Decision,
  type MiddlewareOptionsSource,
} from '@acme/backend/adapter';
import { exportState, publicUrlOf } from '@acme/backend/full-stack';
import { answerDecision, withHeaders } from '@acme/backend/web';
import type { NextFetchEvent, NextRequest } from 'next/server.js';
import { createMiddlewareAuth, type Auth } from './auth.js';
import { answerControlFlow } from './answer-control-flow.js';
import { nextEnvironment } from './next-environment.js';
import { goesOn, passOn, rewriteTarget } from './pass-on.js';
import { middlewareRequest, type RequestContext } from './request-context.js';

/** What a handler of `clerkMiddleware` may return: as a middleware of Next.js. */
export type MiddlewareResult = Response | null | undefined | void;

/** A middleware of Next.js. */
export type NextMiddleware = (request: NextRequest, event: NextFetchEvent) => Promise<Response>;

/** Runs before the application does, for each request that is not answered by a redirect. It gets the `auth` of the request. */
export type ClerkMiddlewareHandler = (
  auth: Auth,
  request: NextRequest,
  event: NextFetchEvent,
) => MiddlewareResult | Promise<MiddlewareResult>;

/** The options of `clerkMiddleware`, or a function that makes them for each request. */
export type ClerkMiddlewareOptionsSource = MiddlewareOptionsSource<NextRequest>;

type Continued = Extract<Decision, { readonly kind: 'continue' }>;
type Continue = (context: RequestContext, request: NextRequest, event: NextFetchEvent) => Promise<Response | undefined>;

/** Runs the handler. What it throws to redirect or to refuse is its answer. */
function runner(handler: ClerkMiddlewareHandler | undefined): Continue {
  if (!handler) return () => Promise.resolve(undefined);
  return async (context, request, event) => {
    try {
      const auth = createMiddlewareAuth(context);
      return (await middlewareRequest.run(context, () => handler(auth, request, event))) ?? undefined;
    } catch (error) {
      const answer = answerControlFlow(error, request);
      if (answer) return answer;
      throw error;
    }
  };
}

/** Completes the answer of the handler with the state for the application and the headers for the browser. */
async function complete(
  request: NextRequest,
  { state, head, options }: RequestContext,
  { headers }: Continued,
  answer?: Response,
) {
  if (answer && !goesOn(answer)) return withHeaders(answer, headers);
  const target = answer && rewriteTarget(answer, request);
  // Another server must not get the token of this one.
  const isElsewhere = target !== undefined && target.origin !== request.nextUrl.origin;
  const keys = { secretKey: options.secretKey, encryptionKey: nextEnvironment().CLERK_ENCRYPTION_KEY };
  const exported = isElsewhere
    ? []
    : await exportState(state, { ...keys, url: publicUrlOf(state, head), path: target?.pathname });
  return withHeaders(passOn(request, exported, answer), headers);
}

function create(handler: ClerkMiddlewareHandler | undefined, source: ClerkMiddlewareOptionsSource): NextMiddleware {
  const taken = typeof source === 'function' ? source : takeMiddlewareOptions(source, 'clerkMiddleware');
  const decide = createAuthenticator(taken, { where: 'clerkMiddleware', env: nextEnvironment });
  const run = runner(handler);
  return async (request, event) => {
    const head = requestHead(request);
    const decision = await decide(head, request);
    if (decision.kind !== 'continue') return answerDecision(decision, request);
    const context: RequestContext = { state: decision.state, head, options: decision.options };
    return complete(request, context, decision, await run(context, request, event));
  };
}

/**
 * Authenticates the requests of a Next.js application: `export default clerkMiddleware()` in `proxy.ts` (Next.js 16) or `middleware.ts`.
 * @param handler - runs for each request; protect routes there or, better, where they are
 * @param options - or a function that makes them for each request
 * @throws {ConfigurationError} for unknown or unusable options; for missing or malformed keys when a request comes
 * @see {@link https://clerk.com/docs/reference/nextjs/clerk-middleware | clerkMiddleware()}
 * @example
 * export default clerkMiddleware(async (auth, request) => {
 *   if (isAdmin(request)) await auth.protect({ role: 'org:admin' });
 * });
 */
export function clerkMiddleware(
  handler: ClerkMiddlewareHandler,
  options?: ClerkMiddlewareOptionsSource,
): NextMiddleware;
export function clerkMiddleware(options?: ClerkMiddlewareOptionsSource): NextMiddleware;
/** The middleware itself: `export default clerkMiddleware`. */
export function clerkMiddleware(request: NextRequest, event: NextFetchEvent): Promise<Response>;
export function clerkMiddleware(
  ...given: readonly [
    (ClerkMiddlewareHandler | ClerkMiddlewareOptionsSource | NextRequest)?,
    (ClerkMiddlewareOptionsSource | NextFetchEvent)?,
  ]
): NextMiddleware | Promise<Response> {
  const [first, second] = given;
  if (first instanceof Request) return withoutOptions(first, second as NextFetchEvent);
  if (typeof first === 'function')
    return create(first as ClerkMiddlewareHandler, (second ?? {}) as ClerkMiddlewareOptionsSource);
  return create(undefined, first ?? {});
}

let withoutOptionsOnce: NextMiddleware | undefined;
const withoutOptions: NextMiddleware = (request, event) => {
  withoutOptionsOnce ??= create(undefined, {});
  return withoutOptionsOnce(request, event);
};
