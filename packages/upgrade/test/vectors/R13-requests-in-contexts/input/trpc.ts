import { type WithAuthProp, clerkClient } from '@clerk/clerk-sdk-node';
import type { Request } from 'express';

export const createContext = async ({ req, res }: { req: WithAuthProp<Request>; res: unknown }) => {
  if (!req.auth.userId) return { res };
  return { user: await clerkClient.users.getUser(req.auth.userId) };
};
export const short = ({ req }) => ({ userId: req.auth.userId });
