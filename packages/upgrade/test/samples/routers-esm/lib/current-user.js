import { clerkClient } from "@clerk/clerk-sdk-node";

/** The user of a request that passed the guard. */
export async function currentUser(req) {
  return clerkClient.users.getUser(req.auth.userId);
}
