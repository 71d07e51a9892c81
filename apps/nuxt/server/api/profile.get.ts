import { clerkClient, protect } from '@acme/nuxt/server';

/** Your user, fetched from the Backend API. */
export default defineEventHandler(async (event) => {
  const { userId } = protect(event);
  const { id, fullName, primaryEmailAddress } = await clerkClient(event).users.getUser(userId);
  return { id, name: fullName, email: primaryEmailAddress?.emailAddress };
});
