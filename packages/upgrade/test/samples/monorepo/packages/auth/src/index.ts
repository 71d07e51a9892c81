export { clerk } from './client.js';
export { requireAda, requireUser, withUser } from './middleware.js';
export type { RequireAuthProp, WithAuthProp } from '@clerk/clerk-sdk-node';
