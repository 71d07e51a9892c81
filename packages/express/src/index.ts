import type { AuthObject, ToAuthOptions } from '@acme/backend/adapter';
import type { Request } from 'express';

export * from '@acme/backend';
export { authenticateRequest, type AuthenticateRequestParams } from './authenticate-request.js';
export { clerkClient } from './clerk-client.js';
export {
  clerkMiddleware,
  type ClerkMiddlewareOptions,
  type ClerkMiddlewareOptionsCallback,
} from './clerk-middleware.js';
export { getAuth } from './request-state.js';
export type {
  FrontendApiProxyMiddlewareOptions as FrontendApiProxyOptions,
  ProtectOptions,
} from '@acme/backend/adapter';
export { protect } from './protect.js';
export { requireAuth } from './require-auth.js';

/** A request after `clerkMiddleware()`. */
export type ExpressRequestWithAuth = Request & {
  /** Who sends the request, whatever the kind of token; prefer `getAuth(req)`. */
  readonly auth: (options?: ToAuthOptions) => AuthObject;
};
