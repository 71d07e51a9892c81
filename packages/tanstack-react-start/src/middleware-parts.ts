import {
  createAuthenticator,
  readOptions,
  takeMiddlewareOptions,
  type DecidedState,
  type MiddlewareOptions,
  type RequestAuth,
  type ToAuthOptions,
} from '@acme/backend/adapter';
import {
  browserState,
  readBrowserOptions,
  splitBrowserOptions,
  type BrowserOptions,
  type BrowserState,
} from '@acme/backend/full-stack';
import { answerDecision, requestHead, withHeaders } from '@acme/backend/web';
import type { ClerkMiddlewareOptionsSource } from './clerk-middleware-options.js';
import { requestMember } from './current-request.js';

import { outageHeaders, requestStates, setRequestOptions } from './request-states.js';
import { startEnvironment } from './start-environment.js';

/** What server routes, server functions and loaders find in their context. */
export interface ClerkContext {
  /** `getAuth` of the request. */
  readonly auth: RequestAuth;
  /** What the provider of the official client package reads. */
  readonly clerkInitialState: { readonly __internal_clerk_state: BrowserState };
}

/** The part of what TanStack Start gives to a middleware that is used. */
interface Exchange<Result> {
  readonly request: Request;
  readonly next: (context: ClerkContext) => Result | Promise<Result>;
}

const where = 'clerkMiddleware';

/** A page that `protect()` could not decide about is rendered as an error: it was an outage, which may be over soon. */
function answerOf(request: Request, response: Response): Response {
  const headers = outageHeaders(request);
  if (!headers || response.status !== 500) return response;
  return withHeaders(new Response(response.body, { status: 503, headers: response.headers }), headers);
}

/** The context of a request. The state for the browser is made when a page reads it. */
function contextOf(request: Request, state: DecidedState, browserOptions: BrowserOptions): ClerkContext {
  const clerkInitialState = {
    get __internal_clerk_state() {
      return browserState(state, readBrowserOptions(browserOptions, startEnvironment()));
    },
  };
  // The overloads are those of getAuth, with the request filled in.
  const auth = ((asked?: ToAuthOptions) => requestStates.getAuth(request, asked)) as RequestAuth;
  return { auth, clerkInitialState, ...requestMember(request) };
}

/** The options of a request, parted. */
async function optionsFor(source: ClerkMiddlewareOptionsSource, request: Request) {
  const given = typeof source === 'function' ? await source({ url: new URL(request.url), request }) : source;
  const { options, browserOptionsOf } = splitBrowserOptions(given);
  // Only a function for options gives one.
  return { options: options as MiddlewareOptions, browserOptions: browserOptionsOf(request) };
}

type Decide = ReturnType<typeof createAuthenticator<MiddlewareOptions>>;

/** Authenticates a request with a decision, passes it on, and completes the answer. */
const authenticateWith =
  (decide: Decide) =>
  async <Result extends { response: Response }>(
    source: ClerkMiddlewareOptionsSource,
    { request, next }: Exchange<Result>,
  ): Promise<Result | Response> => {
    // A second one would sign people in whom the first one has refused.
    if (requestStates.state(request)) return next({} as ClerkContext);
    const { options, browserOptions } = await optionsFor(source, request);
    const decision = await decide(requestHead(request), options);
    if (decision.kind !== 'continue') return answerDecision(decision, request);
    const { state, headers } = decision;
    requestStates.set(request, state);
    setRequestOptions(request, decision.options);
    const result = await next(contextOf(request, state, browserOptions));
    result.response = withHeaders(answerOf(request, result.response), headers);
    return result;
  };

/**
 * Creates what the middleware does. TanStack Start creates its middleware for each request, so what is made of the options is found again by
 * their contents, and the environment is read once for a set of options.
 */
export function createMiddlewareParts() {
  let isEnvironmentGood = false;
  /**
   * Checks options that are the same for every request, and the keys of the environment that are there.
   * @throws {ConfigurationError} for unknown or unusable options, and malformed keys
   */
  const check = (source: ClerkMiddlewareOptionsSource): void => {
    if (typeof source === 'function') return;
    // Only a function for options gives one.
    const options = splitBrowserOptions(source).options as MiddlewareOptions;
    const taken = takeMiddlewareOptions(options, where);
    if (!isEnvironmentGood) readOptions(taken, startEnvironment());
    isEnvironmentGood = true;
  };
  const decide = createAuthenticator<MiddlewareOptions>((given) => given, { where, env: startEnvironment });
  return { check, authenticate: authenticateWith(decide) };
}

/** What the middleware of this process does. */
export const middlewareParts = createMiddlewareParts();
