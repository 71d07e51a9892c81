import { getAuth, type SessionAuthObject, type SignedInAuthObject } from '@acme/hono';
import type { Context as HonoContext } from 'hono';

export type Auth = SessionAuthObject;
export type SignedInAuth = SignedInAuthObject;

export const createContext = (c: HonoContext) => {
  const auth = getAuth(c);
  return { auth, requestId: c.req.header('x-request-id') ?? 'none' };
};

export type Context = ReturnType<typeof createContext>;
