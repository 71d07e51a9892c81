export * from '@acme/backend';
export type { FrontendApiProxyMiddlewareOptions as FrontendApiProxyOptions } from '@acme/backend/adapter';
export type { GuardOptions as ProtectOptions } from '@acme/backend/adapter';
export { clerkClient } from './clerk-client.js';
export { clerkMiddleware } from './clerk-middleware.js';
export type * from './clerk-middleware-options.js';
export { getAuth } from './get-auth.js';
export { protect } from './protect.js';
export {
  authServerMetadataHandlerClerk,
  protectedResourceHandlerClerk,
  type MetadataHandler,
} from './protected-resource-handler-clerk.js';
export type { AuthServerMetadata, ProtectedResourceMetadata } from '@acme/backend/adapter';
