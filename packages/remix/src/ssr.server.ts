export type * from '@acme/backend';
export { reverificationError, reverificationErrorResponse } from '@acme/backend/full-stack';
export { addAuthHeaders } from './add-auth-headers.js';
export { clerkClient } from './clerk-client.js';
export type { ClerkOptions, ClerkOptionsSource } from './clerk-options.js';
export { configureClerk } from './configure-clerk.js';
export { frontendApiProxyLoader } from './frontend-api-proxy-loader.js';
export { getAuth, type GetAuthOptions } from './get-auth.js';
export { handleDataRequest } from './handle-data-request.js';
export { protect, type Protect } from './protect.js';
export type { RequestArgs } from './request-args.js';
export {
  rootAuthLoader,
  type RootAuthLoader,
  type RootAuthLoaderArgs,
  type RootAuthLoaderOptions,
} from './root-auth-loader.js';
export type { ClerkState } from './add-state.js';
export {
  authServerMetadataHandlerClerk,
  protectedResourceHandlerClerk,
  type MetadataHandler,
} from './protected-resource-handler-clerk.js';
export type { AuthServerMetadata, ProtectedResourceMetadata } from '@acme/backend/adapter';
