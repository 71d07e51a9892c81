import { initTRPC, TRPCError } from '@trpc/server';
import type { Context, SignedInAuth } from './context.js';

const t = initTRPC.context<Context>().create();

export const router = t.router;
export const publicProcedure = t.procedure;

const isAuthed = t.middleware(({ ctx, next }) => {
  if (!ctx.auth.userId) throw new TRPCError({ code: 'UNAUTHORIZED', message: 'Not authenticated' });
  return next({ ctx: { ...ctx, auth: ctx.auth as SignedInAuth } });
});
export const protectedProcedure = t.procedure.use(isAuthed);
