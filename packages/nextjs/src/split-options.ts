import { checkNames, type MiddlewareOptions } from '@acme/backend/adapter';
import { splitBrowserOptions, type FullStackOptions } from '@acme/backend/full-stack';
import type { NextRequest } from 'next/server.js';
import {
  createContentSecurityPolicy,
  type ContentSecurityPolicyOptions,
  type Policy,
} from './create-content-security-policy.js';

/** The options of `clerkMiddleware`. Those that only the browser needs are accepted, and read by the client package from the environment. */
export type ClerkMiddlewareOptions = FullStackOptions & {
  /** Adds a `Content-Security-Policy` to every answer. Default: none. */
  readonly contentSecurityPolicy?: ContentSecurityPolicyOptions | undefined;
};

/** The options of `clerkMiddleware`, or a function that makes them for each request. */
export type ClerkMiddlewareOptionsSource =
  ClerkMiddlewareOptions | ((request: NextRequest) => ClerkMiddlewareOptions | Promise<ClerkMiddlewareOptions>);

/** The options, parted. */
export interface SplitOptions {
  /** For the decision. */
  readonly options: MiddlewareOptions | ((request: NextRequest) => Promise<MiddlewareOptions>);
  /** The policy of a request that has been decided. */
  readonly policyOf: (request: NextRequest) => Policy | undefined;
}

function splitPolicy(given: ClerkMiddlewareOptions) {
  // The names are checked with the other options.
  checkNames(given, 'clerkMiddleware', Object.keys({ ...given }));
  const { contentSecurityPolicy, ...others } = given;
  return { others, policy: contentSecurityPolicy && createContentSecurityPolicy(contentSecurityPolicy) };
}

/**
 * Splits off the options that do not decide a request.
 * @throws {ConfigurationError} `option_unknown`, `option_invalid`; for options made for each request, when a request comes
 */
export function splitOptions(source: ClerkMiddlewareOptionsSource): SplitOptions {
  if (typeof source !== 'function') {
    const { others, policy } = splitPolicy(source);
    return { options: splitBrowserOptions<NextRequest>(others).options, policyOf: () => policy };
  }
  const policies = new WeakMap<NextRequest, Policy>();
  const { options } = splitBrowserOptions(async (request: NextRequest) => {
    const { others, policy } = splitPolicy(await source(request));
    if (policy) policies.set(request, policy);
    return others;
  });
  return { options, policyOf: (request) => policies.get(request) };
}
