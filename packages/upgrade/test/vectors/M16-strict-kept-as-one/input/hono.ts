import { ClerkExpressRequireAuth } from '@clerk/clerk-sdk-node';
export const requireUser = ClerkExpressRequireAuth({ audience: 'a' });
