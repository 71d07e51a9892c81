export * from '@acme/backend';
export type {
  FrontendApiProxyMiddlewareOptions as FrontendApiProxyOptions,
  ProtectOptions,
} from '@acme/backend/adapter';
export { clerkClient } from './clerk-client.js';
export {
  clerkMiddleware,
  type ClerkMiddlewareOptions,
  type ClerkMiddlewareOptionsSource,
  type MiddlewareArgs,
} from './clerk-middleware.js';
export { frontendApiProxyLoader } from './frontend-api-proxy-loader.js';
export { getAuth } from './get-auth.js';
export { protect, type Protect } from './protect.js';
export type { RequestArgs } from './request-args.js';
export {
  rootAuthLoader,
  type RootAuthLoader,
  type RootAuthLoaderArgs,
  type RootAuthLoaderOptions,
  type RootData,
  type WithClerkState,
} from './root-auth-loader.js';
export {
  authServerMetadataHandlerClerk,
  protectedResourceHandlerClerk,
  type MetadataHandler,
} from './protected-resource-handler-clerk.js';
export type { AuthServerMetadata, ProtectedResourceMetadata } from '@acme/backend/adapter';
