import type { ClerkClient, MiddlewareOptions, RequestAuth } from '@acme/backend/adapter';
import type { Context } from 'hono';

/** `getAuth` of one request: without the context. */
export type ClerkAuth = RequestAuth;

/** The variables that the middleware sets for `c.get`. */
export interface ClerkHonoVariables {
  /** Calls the Backend API with the options of the middleware and the bindings of the platform. */
  clerk: ClerkClient;
  clerkAuth: ClerkAuth;
}

declare module 'hono' {
  interface ContextVariableMap {
    clerk: ClerkClient;
    clerkAuth: ClerkAuth;
  }
}

/** Options of `clerkMiddleware`; an absent one is taken from its environment variable or binding. */
export type ClerkMiddlewareOptions = MiddlewareOptions;

/** Returns the options for one request. */
export type ClerkMiddlewareOptionsCallback = (c: Context) => ClerkMiddlewareOptions | Promise<ClerkMiddlewareOptions>;
