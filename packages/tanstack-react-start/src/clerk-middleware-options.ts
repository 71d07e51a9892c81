import type { FullStackOptions } from '@acme/backend/full-stack';

/** Options of `clerkMiddleware`; an absent one is taken from its environment variable or binding. */
export type ClerkMiddlewareOptions = FullStackOptions;

/** What a function for options gets. */
export interface ClerkMiddlewareOptionsArgs {
  /** The address of the request, as the server got it. */
  readonly url: URL;
  readonly request: Request;
}

/** Returns the options for one request. */
export type ClerkMiddlewareOptionsCallback = (
  args: ClerkMiddlewareOptionsArgs,
) => ClerkMiddlewareOptions | Promise<ClerkMiddlewareOptions>;

/** The options of `clerkMiddleware`, or a function that returns them for each request. */
export type ClerkMiddlewareOptionsSource = ClerkMiddlewareOptions | ClerkMiddlewareOptionsCallback;
