import {
  assertCalled,
  createAuthenticator,
  isPromise,
  readOptions,
  takeMiddlewareOptions,
  type HeaderList,
} from '@acme/backend/adapter';
import { MalformedURLError, splitBrowserOptions, type FullStackOptions } from '@acme/backend/full-stack';
import { answerDecision, requestHead, toResponse, withHeaders } from '@acme/backend/web';
import type { APIContext, MiddlewareHandler, MiddlewareNext } from 'astro';
import { authOfRequest, type RequestAuth } from './auth-of-request.js';
import { hasClientHalf } from './has-client-half.js';
import { environment } from './environment.js';
import { Refused } from './refused.js';
import { earlierDecision, isSamePass, setDecision, type RequestDecision } from './request-decision.js';
import { setLocals } from './set-locals.js';
import { answerFailure, withErrorPage } from './with-error-page.js';
import { withStateScripts } from './with-state-scripts.js';

/** Options of `clerkMiddleware`; an absent one is taken from its environment variable or binding. */
export type ClerkMiddlewareOptions = FullStackOptions;

/** The options, or a function that makes them for each request. */
export type ClerkMiddlewareOptionsSource =
  ClerkMiddlewareOptions | ((context: APIContext) => ClerkMiddlewareOptions | Promise<ClerkMiddlewareOptions>);

/** Who sends the request, for the handler of `clerkMiddleware`. Its `redirectToSignIn()` ends the request. */
export type ClerkMiddlewareAuth = RequestAuth<never>;

type Answer = Response | undefined | void;

/** Runs before the application does, for each request that is not answered by a redirect. */
export type ClerkMiddlewareHandler = (
  auth: ClerkMiddlewareAuth,
  context: APIContext,
  next: MiddlewareNext,
) => Answer | Promise<Answer>;

function end(response: Response): never {
  throw new Refused(response);
}

const endings = {
  redirect: (location: string) => end(new Response(null, { status: 307, headers: { location } })),
  refuse: (response: Parameters<typeof toResponse>[0]) => end(toResponse(response)),
};

/** Runs the handler and the application. What one of them throws to redirect or to refuse is the answer. */
async function answerOf(
  handler: ClerkMiddlewareHandler | undefined,
  decision: RequestDecision,
  context: APIContext,
  next: MiddlewareNext,
): Promise<Response> {
  try {
    const auth: ClerkMiddlewareAuth = authOfRequest<never>(decision, endings);
    return (await handler?.(auth, context, next)) ?? (await next());
  } catch (error) {
    if (error instanceof Refused) return error.response;
    if (error instanceof MalformedURLError) return new Response(null, { status: 400 });
    throw error;
  }
}

/** An action cannot throw an answer: Astro makes an error of its own of it, which says that the server is at fault. */
const settle = ({ refusal }: RequestDecision, response: Response): Response =>
  refusal && response.status === 500 ? refusal : response;

const isRedirect = ({ status, headers }: Response) => status >= 300 && status < 400 && headers.has('location');

/** What the state was is not said with a redirect. */
const headersFor = (response: Response, headers: HeaderList): HeaderList =>
  isRedirect(response) ? headers.filter(([name]) => !name.startsWith('x-clerk-auth-')) : headers;

function create(handler: ClerkMiddlewareHandler | undefined, given: ClerkMiddlewareOptionsSource): MiddlewareHandler {
  const { options, browserOptionsOf } = splitBrowserOptions<APIContext>(given);
  const source = typeof options === 'function' ? options : takeMiddlewareOptions(options, 'clerkMiddleware');
  // Keys that cannot be used are reported when the server starts; missing ones may come later.
  if (typeof source !== 'function') readOptions(source, environment());
  const decide = createAuthenticator(source, { where: 'clerkMiddleware', env: environment });
  return async function clerk(context, next) {
    // A page that is rendered when the application is built has no visitor.
    if (context.isPrerendered) return next();
    const earlier = earlierDecision(context);
    // A second decision would sign people in whom the first one has refused, and renew a session twice. The handler may guard routes.
    if (earlier && isSamePass(earlier, context)) return answerOf(handler, earlier, context, next);
    let decided = earlier && { ...earlier, context };
    if (!decided) {
      const head = requestHead(context.request);
      const pending = decide(head, context);
      // Most decisions need no promise.
      const decision = isPromise(pending) ? await pending : pending;
      if (decision.kind !== 'continue') return answerDecision(decision, context.request);
      const { state, options, headers } = decision;
      decided = { context, head, state, options, headers, browserOptions: browserOptionsOf(context) };
    }
    // Astro renders the page for errors with the same request and new locals, and drops the headers of the answer that failed.
    setDecision(context, decided);
    setLocals(context, decided);
    const failed = (error: unknown) => answerFailure(error, decided, context, next);
    const answer = settle(decided, await answerOf(handler, decided, context, next).catch(failed));
    const page = await withErrorPage(answer, decided, context, next);
    const response = hasClientHalf ? withStateScripts(page, decided, context) : page;
    return withHeaders(response, headersFor(response, decided.headers));
  };
}

/**
 * Authenticates the requests of an Astro application, for `locals.auth()` and `protect(context)`. Browsers are redirected where the session
 * must be looked up first (handshake); nobody is refused here. Pages that are rendered when the application is built are left alone.
 * @param handler - runs for each request; what it returns is the answer
 * @param options - or a function that makes them for each request
 * @throws {ConfigurationError} for unknown or unusable options; for missing or malformed keys when a request comes
 * @see {@link https://clerk.com/docs/reference/astro/clerk-middleware | clerkMiddleware()}
 * @example
 * // src/middleware.ts
 * export const onRequest = clerkMiddleware();
 */
export function clerkMiddleware(
  handler: ClerkMiddlewareHandler,
  options?: ClerkMiddlewareOptionsSource,
): MiddlewareHandler;
/**
 * The same without a handler.
 * @param options - a function that makes them for each request is the second argument: `clerkMiddleware(undefined, (context) => options)`
 */
export function clerkMiddleware(options?: ClerkMiddlewareOptions): MiddlewareHandler;
export function clerkMiddleware(handler: undefined, options: ClerkMiddlewareOptionsSource): MiddlewareHandler;
export function clerkMiddleware(
  ...given: readonly [(ClerkMiddlewareHandler | ClerkMiddlewareOptions)?, ClerkMiddlewareOptionsSource?]
): MiddlewareHandler {
  const [first, second] = given;
  if (typeof first === 'object') assertCalled(given, 'clerkMiddleware', 'export const onRequest = clerkMiddleware()');
  return typeof first === 'function' ? create(first, second ?? {}) : create(undefined, second ?? first ?? {});
}
