import { clerkClient, getAuth } from '@clerk/fastify';
import type { CreateFastifyContextOptions } from '@trpc/server/adapters/fastify';

export function createContext({ req }: CreateFastifyContextOptions) {
  return { auth: getAuth(req), clerkClient };
}
export type Context = Awaited<ReturnType<typeof createContext>>;
