export * from '@acme/backend';
export type {
  FrontendApiProxyMiddlewareOptions as FrontendApiProxyOptions,
  ProtectOptions,
} from '@acme/backend/adapter';
export { clerkClient } from './clerk-client.js';
export {
  clerkPlugin,
  type ClerkFastifyOptions,
  type ClerkFastifyOptionsCallback,
  type ClerkHookName,
  type ClerkPluginOptions,
} from './clerk-plugin.js';
export { protect } from './protect.js';
export { getAuth } from './get-auth.js';
