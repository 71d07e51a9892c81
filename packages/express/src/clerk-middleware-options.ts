import type { AuthenticatingClient, MiddlewareOptions } from '@acme/backend/adapter';
import type { Request } from 'express';
import type { IncomingMessage } from 'node:http';
import type { AuthProperty } from './auth-property.js';

/** Options of `clerkMiddleware`; an absent one is taken from its environment variable. */
export type ClerkMiddlewareOptions = MiddlewareOptions;

/** Returns the options for one request. */
export type ClerkMiddlewareOptionsCallback = (req: Request) => ClerkMiddlewareOptions | Promise<ClerkMiddlewareOptions>;

/** Parameters of `authenticateRequest`. */
export interface AuthenticateRequestParams {
  /** Decides with this client; `options` override its own. */
  readonly clerkClient: AuthenticatingClient;
  readonly request: IncomingMessage & { readonly originalUrl?: string };
  /** Override the client's; absent ones are taken from the environment. */
  readonly options?: ClerkMiddlewareOptions;
}

/** A request after `clerkMiddleware()`. */
export type ExpressRequestWithAuth = Request & { readonly auth: AuthProperty };
