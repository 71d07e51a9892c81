export * from '@acme/backend';
export type {
  FrontendApiProxyMiddlewareOptions as FrontendApiProxyOptions,
  ProtectOptions,
  RequestAuth as AuthFn,
} from '@acme/backend/adapter';
export { clerkClient } from './clerk-client.js';
export {
  clerkMiddleware,
  type ClerkMiddlewareHandler,
  type ClerkMiddlewareOptions,
  type ClerkMiddlewareOptionsSource,
} from './clerk-middleware.js';
export { createRouteMatcher } from './create-route-matcher.js';
export type { ClerkEventContext } from './set-context.js';
export { protect, type Protect } from './protect.js';
export {
  authServerMetadataHandlerClerk,
  protectedResourceHandlerClerk,
  type MetadataHandler,
} from './protected-resource-handler-clerk.js';
export type { AuthServerMetadata, ProtectedResourceMetadata } from '@acme/backend/adapter';
