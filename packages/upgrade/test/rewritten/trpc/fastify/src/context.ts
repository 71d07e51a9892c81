import { getAuth, type SessionAuthObject, type SignedInAuthObject } from '@acme/fastify';
import type { CreateFastifyContextOptions } from '@trpc/server/adapters/fastify';

export type Auth = SessionAuthObject;
export type SignedInAuth = SignedInAuthObject;

export const createContext = ({ req }: CreateFastifyContextOptions) => {
  const auth = getAuth(req);
  return { auth, requestId: req.headers['x-request-id'] ?? 'none' };
};

export type Context = Awaited<ReturnType<typeof createContext>>;
