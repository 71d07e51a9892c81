export type * from '@acme/backend';
export { createClerkClient, verifyToken } from '@acme/backend';
export type {
  FrontendApiProxyMiddlewareOptions as FrontendApiProxyOptions,
  ProtectOptions,
} from '@acme/backend/adapter';
export type { RequestAuth, WithRedirect } from './auth-of-request.js';
export { clerkClient } from './clerk-client.js';
export {
  clerkMiddleware,
  type ClerkMiddlewareAuth,
  type ClerkMiddlewareHandler,
  type ClerkMiddlewareOptions,
  type ClerkMiddlewareOptionsSource,
} from './clerk-middleware.js';
export { createRouteMatcher } from './create-route-matcher.js';
export { protect, type Protect } from './protect.js';
export type { RequestContext } from './request-context.js';
export type { AuthFn, ClerkLocals, GetAuthReturn, LocalsAuth } from './set-locals.js';
export {
  authServerMetadataHandlerClerk,
  protectedResourceHandlerClerk,
  type MetadataHandler,
} from './protected-resource-handler-clerk.js';
export type { AuthServerMetadata, ProtectedResourceMetadata } from '@acme/backend/adapter';
