// Each function of the server is in a file that the compiler of TanStack Start empties for the browser, with what it imports.
export type * from '@acme/backend';
export type { ProtectOptions } from '@acme/backend/adapter';
export { auth } from './auth.js';
export type { Auth, GetRequestAuth } from './auth-of-request.js';
export { clerkClient } from './clerk-client.js';
export { clerkMiddleware } from './clerk-middleware.js';
export type * from './clerk-middleware-options.js';
export { createClerkClient, verifyToken } from './create-clerk-client.js';
export { getAuth } from './get-auth.js';
export { protect } from './protect.js';
export type { Protect } from './protect-current-request.js';
export {
  authServerMetadataHandlerClerk,
  protectedResourceHandlerClerk,
  type MetadataHandler,
} from './protected-resource-handler-clerk.js';
export type { AuthServerMetadata, ProtectedResourceMetadata } from '@acme/backend/adapter';
