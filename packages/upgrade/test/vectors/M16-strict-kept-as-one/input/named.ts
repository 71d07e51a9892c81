import { ClerkExpressRequireAuth, createClerkExpressRequireAuth, clerkClient } from '@clerk/clerk-sdk-node';
import type { RequestHandler } from 'express';

export const requireUser: RequestHandler = ClerkExpressRequireAuth({ authorizedParties: ['https://example.com'] });
export default ClerkExpressRequireAuth();
export const requireAdmin = createClerkExpressRequireAuth({ clerkClient, audience: 'admin' });
export const once = createClerkExpressRequireAuth({ clerkClient })({ audience: 'one' });
export const byName = { user: ClerkExpressRequireAuth(), list: [ClerkExpressRequireAuth()] };
export function guardFor(path: string): RequestHandler {
  return path === '/public' ? (_req, _res, next) => next() : ClerkExpressRequireAuth();
}
