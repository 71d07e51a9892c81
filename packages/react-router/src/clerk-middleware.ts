import {
  assertCalled,
  createAuthenticator,
  readOptions,
  takeMiddlewareOptions,
  type MiddlewareOptions,
} from '@acme/backend/adapter';
import { splitBrowserOptions, type FullStackOptions } from '@acme/backend/full-stack';
import { answerDecision, withHeaders } from '@acme/backend/web';
import type { MiddlewareFunction } from 'react-router';
import { environment } from './environment.js';
import { headOf, type RequestArgs } from './request-args.js';
import { earlierDecision, setDecision, type RequestDecision } from './request-decision.js';

/** The arguments of a middleware of React Router. */
export type MiddlewareArgs = Parameters<MiddlewareFunction<Response>>[0];

/** Options of `clerkMiddleware`; an absent one is taken from its environment variable or binding. */
export type ClerkMiddlewareOptions = FullStackOptions;

/** The options, or a function that makes them for each request. */
export type ClerkMiddlewareOptionsSource =
  ClerkMiddlewareOptions | ((args: MiddlewareArgs) => ClerkMiddlewareOptions | Promise<ClerkMiddlewareOptions>);

/**
 * What `protect()` has prepared for the data of a page, where the answer says that it was requested: the router in the browser follows this
 * redirect, which a script that calls a resource route could not use.
 */
function pageAnswerFor({ pageAnswer }: RequestDecision, response: Response): Response {
  const isForPage = response.headers.get('x-remix-response') === 'yes';
  // Another status says that the loader has caught the refusal, or that something else failed.
  return pageAnswer && isForPage && response.status === pageAnswer.insteadOf ? pageAnswer.response : response;
}

/** Remembers whether the options that a function makes for a request have the Frontend API proxy. */
function rememberProxy(make: (args: MiddlewareArgs) => Promise<MiddlewareOptions>) {
  const withProxy = new WeakSet<MiddlewareArgs>();
  const options = async (args: MiddlewareArgs) => {
    const made = await make(args);
    if (made.frontendApiProxy) withProxy.add(args);
    return made;
  };
  return { options, hasProxyOption: (args: MiddlewareArgs) => withProxy.has(args) };
}

/** The options as they are checked, and those of a request. */
function takeSource(options: MiddlewareOptions | ((args: MiddlewareArgs) => Promise<MiddlewareOptions>)) {
  if (typeof options === 'function') return rememberProxy(options);
  const taken = takeMiddlewareOptions(options, 'clerkMiddleware');
  // Keys that cannot be used are reported when the server starts; missing ones may come later.
  readOptions(taken, environment());
  return { options: taken, hasProxyOption: () => taken.frontendApiProxy !== undefined };
}

/**
 * Authenticates the requests of an application, for `getAuth(args)` and `protect(args)`. Browsers are redirected where the session must be
 * looked up first (handshake); nobody is refused here. The first registration wins; later ones do nothing.
 * @param given - the options, or a function that makes them for each request
 * @throws {ConfigurationError} for unknown or unusable options; for missing or malformed keys, and for one context of two requests, when a request comes
 * @see {@link https://clerk.com/docs/reference/react-router/clerk-middleware | clerkMiddleware()}
 * @example
 * // app/root.tsx
 * export const middleware: Route.MiddlewareFunction[] = [clerkMiddleware()];
 */
export function clerkMiddleware(
  ...given: readonly [options?: ClerkMiddlewareOptionsSource]
): MiddlewareFunction<Response> {
  assertCalled(given, 'clerkMiddleware', 'export const middleware = [clerkMiddleware()]');
  const { options, browserOptionsOf } = splitBrowserOptions<MiddlewareArgs>(given[0] ?? {});
  const source = takeSource(options);
  const decide = createAuthenticator(source.options, { where: 'clerkMiddleware', env: environment });
  return async function clerk(args, next) {
    if (earlierDecision(args)) return next();
    const decision = await decide(headOf(args), args);
    if (decision.kind !== 'continue') return answerDecision(decision, args.request);
    const decided: RequestDecision = {
      ...decision,
      request: args.request,
      browserOptions: browserOptionsOf(args),
      hasProxyOption: source.hasProxyOption(args),
    };
    setDecision(args satisfies RequestArgs, decided);
    return withHeaders(pageAnswerFor(decided, await next()), decision.headers);
  };
}
