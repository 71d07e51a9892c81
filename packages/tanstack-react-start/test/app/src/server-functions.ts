import { auth, clerkClient, protect } from '@acme/tanstack-react-start/server';
import { redirect } from '@tanstack/react-router';
import { createServerFn } from '@tanstack/react-start';

export const whoAmI = createServerFn().handler(async () => {
  const { isAuthenticated, userId, sessionId } = await auth();
  return { isAuthenticated, userId, sessionId };
});

export const act = createServerFn({ method: 'POST' }).handler(async () => {
  const { isAuthenticated, userId } = await auth();
  return { acted: true, isAuthenticated, userId };
});

export const requireUser = createServerFn().handler(async () => {
  const { isAuthenticated, userId } = await auth();
  if (!isAuthenticated) throw redirect({ to: '/' });
  return { userId };
});

export const loadProfile = createServerFn().handler(async () => {
  const { userId } = await protect();
  return { user: (await clerkClient().users.getUser(userId)).toJSON() };
});

export const change = createServerFn({ method: 'POST' }).handler(async () => {
  const { userId } = await protect({ role: 'org:admin' });
  return { userId };
});
