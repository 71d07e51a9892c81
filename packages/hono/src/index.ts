export * from '@acme/backend';
export type {
  FrontendApiProxyMiddlewareOptions as FrontendApiProxyOptions,
  ProtectOptions,
} from '@acme/backend/adapter';
export { clerkClient } from './clerk-client.js';
export {
  clerkMiddleware,
  type ClerkAuth,
  type ClerkHonoVariables,
  type ClerkMiddlewareOptions,
  type ClerkMiddlewareOptionsCallback,
} from './clerk-middleware.js';
export { getAuth } from './get-auth.js';
export { protect } from './protect.js';
