import { initTRPC, TRPCError } from '@trpc/server';
import type { Context } from './context.js';

const t = initTRPC.context<Context>().create();

const protectedProcedure = t.procedure.use(({ ctx, next }) => {
  if (!ctx.auth.userId) throw new TRPCError({ code: 'UNAUTHORIZED' });
  return next({ ctx: { userId: ctx.auth.userId } });
});

export const appRouter = t.router({
  whoami: t.procedure.query(({ ctx }) => ({ userId: ctx.auth.userId })),
  me: protectedProcedure.query(async ({ ctx }) => {
    const user = await ctx.clerkClient.users.getUser(ctx.userId);
    return { id: user.id, sessionId: ctx.auth.sessionId };
  }),
});
