import { clerkClient } from '@clerk/clerk-sdk-node';
import { protectedProcedure, publicProcedure, router } from './trpc.js';

export const appRouter = router({
  whoami: publicProcedure.query(({ ctx }) => ({ userId: ctx.auth.userId ?? null })),
  me: protectedProcedure.query(async ({ ctx }) => {
    const user = await clerkClient.users.getUser(ctx.auth.userId);
    return { id: user.id, sessionId: ctx.auth.sessionId };
  }),
  people: protectedProcedure.query(async () => {
    const { data, totalCount } = await clerkClient.users.getUserList({ limit: 2 });
    return { ids: data.map(({ id }) => id), totalCount };
  }),
});
