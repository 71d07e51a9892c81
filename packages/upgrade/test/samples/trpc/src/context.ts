import type { RequireAuthProp, WithAuthProp } from '@clerk/clerk-sdk-node';
import type { CreateExpressContextOptions } from '@trpc/server/adapters/express';
import type { Request } from 'express';

export type Auth = WithAuthProp<Request>['auth'];
export type SignedInAuth = RequireAuthProp<Request>['auth'];

export const createContext = ({ req }: CreateExpressContextOptions) => {
  const { auth } = req as WithAuthProp<Request>;
  return { auth, requestId: req.get('x-request-id') ?? 'none' };
};

export type Context = Awaited<ReturnType<typeof createContext>>;
