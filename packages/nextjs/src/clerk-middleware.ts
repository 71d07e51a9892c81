import {
  createAuthenticator,
  isPromise,
  processEnvironment,
  requestHead,
  takeMiddlewareOptions,
  type HeaderList,
  type MiddlewareOptions,
} from '@acme/backend/adapter';
import {
  deferredTokenOf,
  exportState,
  holdsFunctions,
  oauthChallenge,
  optionsToHandOver,
  publicUrlOf,
  type HandedOptions,
} from '@acme/backend/full-stack';
import { answerDecision, withHeaders } from '@acme/backend/web';
import type { NextFetchEvent, NextRequest } from 'next/server.js';
import { createMiddlewareAuth, type Auth } from './auth.js';
import { answerControlFlow } from './answer-control-flow.js';
import type { PolicyHeaders } from './create-content-security-policy.js';
import { MachineVerification } from './machine-verification.js';
import { nextEnvironment } from './next-environment.js';
import { goesOn, passOn, rewriteTarget } from './pass-on.js';
import { middlewareRequest, type RequestContext } from './request-context.js';
import { splitOptions, type ClerkMiddlewareOptionsSource } from './split-options.js';

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

/** A request that goes on to the handler and the application. */
interface DecidedRequest extends RequestContext {
  readonly options: MiddlewareOptions;
  /** What the answer gets. */
  readonly headers: HeaderList;
}

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

const handedOptions = new WeakMap<MiddlewareOptions, HandedOptions>();

/** What the application gets of the options; most requests are decided with the same ones. */
function optionsFor(options: MiddlewareOptions): HandedOptions {
  const known = handedOptions.get(options);
  if (known) return known;
  const handed = optionsToHandOver(options, nextEnvironment());
  handedOptions.set(options, handed);
  return handed;
}

/** Adds the state of a request to the headers that the application is to see. */
async function handOver(seen: Headers, decided: DecidedRequest, path: string | undefined): Promise<void> {
  const { head, options, verification } = decided;
  const state = (await verification?.result) ?? decided.state;
  const { CLERK_ENCRYPTION_KEY: encryptionKey } = processEnvironment();
  const exported = exportState(state, {
    secretKey: options.secretKey,
    encryptionKey,
    url: publicUrlOf(state, head),
    path,
    header: (name) => seen.get(name),
    options: optionsFor(options),
  });
  for (const [name, value] of isPromise(exported) ? await exported : exported) seen.set(name, value);
}

/**
 * Nobody knows here whether the route accepts the token of an OAuth client, and its answer cannot have this header: who is refused learns from
 * it where a token is issued.
 * @see RFC 9110 section 11.6.1: other answers may have it
 */
function challengesOf({ state, verification }: RequestContext): HeaderList {
  const isOpen = verification !== undefined && verification.result === undefined && state.tokenType === 'oauth_token';
  const challenge = isOpen ? oauthChallenge(state) : undefined;
  return challenge === undefined ? [] : [['www-authenticate', challenge]];
}

/** Completes the answer of the handler with the state for the application and the headers for the browser. */
async function complete(
  request: NextRequest,
  decided: DecidedRequest,
  policy: PolicyHeaders | undefined,
  answer?: Response,
): Promise<Response> {
  const headers = policy ? [...decided.headers, ...policy.answer] : decided.headers;
  if (answer && !goesOn(answer)) return withHeaders(answer, headers);
  const target = answer && rewriteTarget(answer, request);
  const { seen, toAnswer } = passOn(request, answer);
  for (const [name, value] of policy?.request ?? []) seen.set(name, value);
  // Another server must not get the token of this one.
  const isElsewhere = target !== undefined && target.origin !== request.nextUrl.origin;
  if (!isElsewhere) await handOver(seen, decided, target?.pathname);
  return withHeaders(toAnswer(), [...headers, ...challengesOf(decided)]);
}

function create(handler: ClerkMiddlewareHandler | undefined, source: ClerkMiddlewareOptionsSource): NextMiddleware {
  const { options, policyOf } = splitOptions(source);
  const taken = typeof options === 'function' ? options : takeMiddlewareOptions(options, 'clerkMiddleware');
  const settings = { where: 'clerkMiddleware', env: nextEnvironment } as const;
  const decide = createAuthenticator(taken, { ...settings, defersMachineTokens: true });
  // With what the request was decided with: a function for options runs once for a request.
  const verify = createAuthenticator<MiddlewareOptions>((given) => given, settings);
  const run = runner(handler);
  return async (request, event) => {
    const head = requestHead(request);
    const decision = await decide(head, request);
    if (decision.kind !== 'continue') return answerDecision(decision, request);
    const { state, headers } = decision;
    const isDeferred = deferredTokenOf(state) !== undefined;
    const verification = isDeferred ? new MachineVerification(() => verify(head, decision.options)) : undefined;
    // The application could not verify it with the same options.
    if (verification && holdsFunctions(decision.options)) await verification.verify();
    const decided: DecidedRequest = { state, head, headers, options: decision.options, verification };
    const policy = policyOf(request)?.(state);
    return complete(request, decided, policy, await run(decided, request, event));
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
