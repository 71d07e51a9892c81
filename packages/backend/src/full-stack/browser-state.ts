import { stripPrivateDataFromObject } from '../decorate-object-with-resources.js';
import { getAuthObjectForAcceptedToken } from '../request/auth-object.js';
import { makeAuthObjectSerializable } from '../request/internal-functions.js';
import {
  debugRequestState,
  type SignedInState,
  type SignedOutState,
  type ToAuthOptions,
} from '../request/request-state.js';
import type { BrowserOptions } from './browser-options.js';

/** Resources that the browser gets with the state; private metadata is left out. */
export interface BrowserResources {
  readonly user?: unknown;
  readonly session?: unknown;
  readonly organization?: unknown;
}

/**
 * Who is signed in, as the providers of the official client packages read it (`__clerk_ssr_state`, `__clerk_initial_state`): the members
 * of the auth object without its functions. Machines count as nobody, because no browser belongs to them.
 * @param resources - what was loaded for the page. Private metadata is left out
 */
export function browserAuth(
  state: SignedInState | SignedOutState,
  resources: BrowserResources = {},
  options?: ToAuthOptions,
): Readonly<Record<string, unknown>> {
  const auth = getAuthObjectForAcceptedToken({ authObject: state.toAuth(options), acceptsToken: 'session_token' });
  const given = Object.entries(stripPrivateDataFromObject(resources)).filter(([, value]) => value !== undefined);
  return { ...makeAuthObjectSerializable(auth), ...(Object.fromEntries(given) as BrowserResources) };
}

/** What the provider of an official client package reads under `__internal_clerk_state`. */
export type BrowserState = Readonly<Record<`__${string}`, unknown>>;

/**
 * The state of a request for the browser, as the providers of the official packages for React Router, Remix and TanStack React Start read
 * it. It has no function, no secret and no private metadata, so any framework can serialise it.
 * @param options - of the browser, completed with `readBrowserOptions`
 * @param resources - what was loaded for the page
 */
export function browserState(
  state: SignedInState | SignedOutState,
  options: BrowserOptions = {},
  resources: BrowserResources = {},
): BrowserState {
  return {
    __clerk_ssr_state: browserAuth(state, resources),
    __publishableKey: state.publishableKey,
    __proxyUrl: state.proxyUrl,
    __domain: state.domain,
    __isSatellite: state.isSatellite,
    __signInUrl: state.signInUrl,
    __signUpUrl: state.signUpUrl,
    __afterSignInUrl: state.afterSignInUrl,
    __afterSignUpUrl: state.afterSignUpUrl,
    __signInForceRedirectUrl: options.signInForceRedirectUrl,
    __signUpForceRedirectUrl: options.signUpForceRedirectUrl,
    __signInFallbackRedirectUrl: options.signInFallbackRedirectUrl,
    __signUpFallbackRedirectUrl: options.signUpFallbackRedirectUrl,
    __newSubscriptionRedirectUrl: options.newSubscriptionRedirectUrl,
    __clerkJSUrl: options.clerkJSUrl,
    __clerkJSVersion: options.clerkJSVersion,
    __clerkUIUrl: options.clerkUIUrl,
    __clerkUIVersion: options.clerkUIVersion,
    __prefetchUI: options.prefetchUI,
    __telemetryDisabled: options.telemetryDisabled,
    __telemetryDebug: options.telemetryDebug,
    __clerk_debug: debugRequestState(state),
  };
}
