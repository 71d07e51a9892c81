import { assertCalled, createAuthenticator, readOptions, takeMiddlewareOptions } from '@acme/backend/adapter';
import { splitBrowserOptions, type FullStackOptions } from '@acme/backend/full-stack';
import { answerDecision, withHeaders } from '@acme/backend/web';
import type { MiddlewareFunction } from 'react-router';
import { environment } from './environment.js';
import { headOf, type RequestArgs } from './request-args.js';
import { decisionOf, setDecision, type RequestDecision } from './request-decision.js';

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
  return pageAnswer && response.headers.get('x-remix-response') === 'yes' ? pageAnswer : response;
}

/**
 * Authenticates the requests of an application, for `getAuth(args)` and `protect(args)`. Browsers are redirected where the session must be
 * looked up first (handshake); nobody is refused here. The first registration wins; later ones do nothing.
 * @param given - the options, or a function that makes them for each request
 * @throws {ConfigurationError} for unknown or unusable options; for missing or malformed keys when a request comes
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
  const source = typeof options === 'function' ? options : takeMiddlewareOptions(options, 'clerkMiddleware');
  // Keys that cannot be used are reported when the server starts; missing ones may come later.
  if (typeof source !== 'function') readOptions(source, environment());
  const decide = createAuthenticator(source, { where: 'clerkMiddleware', env: environment });
  return async function clerk(args, next) {
    if (decisionOf(args)) return next();
    const decision = await decide(headOf(args), args);
    if (decision.kind !== 'continue') return answerDecision(decision, args.request);
    const decided: RequestDecision = { ...decision, browserOptions: browserOptionsOf(args) };
    setDecision(args satisfies RequestArgs, decided);
    return withHeaders(pageAnswerFor(decided, await next()), decision.headers);
  };
}
