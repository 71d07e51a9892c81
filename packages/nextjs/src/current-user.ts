import type { User } from '@acme/backend';
import { auth } from './auth.js';
import { clerkClient } from './clerk-client.js';
import { currentRequest } from './current-request.js';
import type { RequestContext } from './request-context.js';

const users = new WeakMap<RequestContext, Map<string, Promise<User>>>();

/**
 * The person who sends the request, from the Backend API; loaded once per request.
 * @returns null if nobody is signed in
 * @throws {ClerkAPIResponseError} if the Backend API refuses or cannot be reached
 * @see {@link https://clerk.com/docs/reference/nextjs/app-router/current-user | currentUser()}
 * @example
 * const user = await currentUser();
 * const greeting = user ? `Hello ${user.firstName}.` : 'Hello stranger.';
 */
export async function currentUser(options?: { readonly treatPendingAsSignedOut?: boolean }): Promise<User | null> {
  const { userId } = await auth(options);
  if (!userId) return null;
  const context = await currentRequest();
  const known = users.get(context) ?? new Map<string, Promise<User>>();
  users.set(context, known);
  // Kept before anything is waited for: a layout and its page ask at the same time.
  const user = known.get(userId) ?? clerkClient().then(({ users: api }) => api.getUser(userId));
  known.set(userId, user);
  return user;
}
