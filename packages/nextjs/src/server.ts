export type * from '@acme/backend';
export { createClerkClient, verifyToken } from '@acme/backend';
export { reverificationError, reverificationErrorResponse } from '@acme/backend/full-stack';
export {
  clerkFrontendApiProxy,
  type FrontendApiProxyOptions,
  type FrontendApiProxyOptions as NextFrontendApiProxyOptions,
} from '@acme/backend/proxy';
export { auth, type Auth, type Auth as ClerkMiddlewareAuth, type Protect } from './auth.js';
export type { SessionAuth, SessionAuth as ClerkMiddlewareSessionAuthObject } from './session-auth.js';
export { buildClerkProps, type ClerkProps } from './build-clerk-props.js';
export { clerkClient } from './clerk-client.js';
export { clerkMiddleware, type ClerkMiddlewareHandler } from './clerk-middleware.js';
export type { ContentSecurityPolicyOptions } from './create-content-security-policy.js';
export type { ClerkMiddlewareOptions, ClerkMiddlewareOptionsSource } from './split-options.js';
export { createFrontendApiProxyHandlers, type FrontendApiProxyHandlers } from './create-frontend-api-proxy-handlers.js';
export { createRouteMatcher, type RouteMatcherParam } from './create-route-matcher.js';
export { currentUser } from './current-user.js';
export { getAuth, type PagesGetAuth, type PagesRequest } from './get-auth.js';
export type { ProtectCondition, ProtectOutcomes } from './protect-arguments.js';
export {
  authServerMetadataHandlerClerk,
  protectedResourceHandlerClerk,
  metadataCorsOptionsRequestHandler,
  type MetadataHandler,
} from './protected-resource-handler-clerk.js';
export type { AuthServerMetadata, ProtectedResourceMetadata } from '@acme/backend/adapter';
