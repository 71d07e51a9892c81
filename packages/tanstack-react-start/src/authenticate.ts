import {
  createAuthenticator,
  takeMiddlewareOptions,
  type MiddlewareOptions,
  type RequestAuth,
  type ToAuthOptions,
} from '@acme/backend/adapter';
import { browserState, readBrowserOptions, splitBrowserOptions, type BrowserState } from '@acme/backend/full-stack';
import { answerDecision, requestHead, withHeaders } from '@acme/backend/web';
import type { ClerkMiddlewareOptionsArgs, ClerkMiddlewareOptionsSource } from './clerk-middleware-options.js';
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
let decide: ReturnType<typeof createAuthenticator<MiddlewareOptions>> | undefined;

/**
 * Checks options that are the same for every request.
 * @throws {ConfigurationError} `option_unknown`, `option_invalid`, `options_contradictory`
 */
export function checkOptions(source: ClerkMiddlewareOptionsSource): void {
  if (typeof source === 'function') return;
  const { options } = splitBrowserOptions(source);
  if (typeof options !== 'function') takeMiddlewareOptions(options, where);
}

/** TanStack Start creates its middleware for each request, so what is made of the options is found again by their contents. */
function decideWith(options: MiddlewareOptions, request: Request) {
  decide ??= createAuthenticator<MiddlewareOptions>((given) => given, { where, env: startEnvironment });
  return decide(requestHead(request), options);
}

/** A page that `protect()` could not decide about is rendered as an error: it was an outage, which may be over soon. */
function answerOf(request: Request, response: Response): Response {
  const headers = outageHeaders(request);
  if (!headers || response.status !== 500) return response;
  return withHeaders(new Response(response.body, { status: 503, headers: response.headers }), headers);
}

/** Authenticates a request, passes it on, and completes the answer. */
export async function authenticate<Result extends { response: Response }>(
  source: ClerkMiddlewareOptionsSource,
  { request, next }: Exchange<Result>,
): Promise<Result | Response> {
  // A second one would sign people in whom the first one has refused.
  if (requestStates.state(request)) return next({} as ClerkContext);
  const args: ClerkMiddlewareOptionsArgs = { url: new URL(request.url), request };
  const { options, browserOptionsOf } = splitBrowserOptions<ClerkMiddlewareOptionsArgs>(source);
  const given = typeof options === 'function' ? await options(args) : options;
  const decision = await decideWith(given, request);
  if (decision.kind !== 'continue') return answerDecision(decision, request);
  const { state, headers } = decision;
  requestStates.set(request, state);
  setRequestOptions(request, decision.options);
  const clerkInitialState = {
    // Only documents need it.
    get __internal_clerk_state() {
      return browserState(state, readBrowserOptions(browserOptionsOf(args), startEnvironment()));
    },
  };
  // The overloads are those of getAuth, with the request filled in.
  const auth = ((asked?: ToAuthOptions) => requestStates.getAuth(request, asked)) as RequestAuth;
  const result = await next({ auth, clerkInitialState, ...requestMember(request) });
  result.response = withHeaders(answerOf(request, result.response), headers);
  return result;
}
