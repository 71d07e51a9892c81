import { clerkClient, getAuth } from '@acme/hono';

/** The user of a request that passed the guard. */
export async function currentUser(c) {
  return clerkClient.users.getUser(getAuth(c).userId);
}
