import type { Request } from 'express';
import type { AuthProperty } from './auth-property.js';

export * from '@acme/backend';
export type {
  FrontendApiProxyMiddlewareOptions as FrontendApiProxyOptions,
  ProtectOptions,
} from '@acme/backend/adapter';
export { authenticateRequest, type AuthenticateRequestParams } from './authenticate-request.js';
export { clerkClient } from './clerk-client.js';
export {
  clerkMiddleware,
  type ClerkMiddlewareOptions,
  type ClerkMiddlewareOptionsCallback,
} from './clerk-middleware.js';
export { getAuth } from './get-auth.js';
export { protect } from './protect.js';
export { requireAuth } from './require-auth.js';

/** A request after `clerkMiddleware()`. */
export type ExpressRequestWithAuth = Request & {
  /** Returns who sends the request, whatever the kind of token; prefer `getAuth(req)`. */
  readonly auth: AuthProperty;
};
