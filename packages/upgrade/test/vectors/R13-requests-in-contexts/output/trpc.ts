import { clerkClient, getAuth } from '@acme/express';
import type { Request } from 'express';

export const createContext = async ({ req, res }: { req: Request; res: unknown }) => {
  const auth = getAuth(req);
  if (!auth.isAuthenticated) return { res };
  return { user: await clerkClient.users.getUser(auth.userId) };
};
export const short = ({ req }) => ({ userId: getAuth(req).userId });
