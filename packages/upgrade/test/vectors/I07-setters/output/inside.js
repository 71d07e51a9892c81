import { clerkClient } from '@acme/express';
import { setClerkApiKey } from '@clerk/clerk-sdk-node';

export function use(key) {
  setClerkApiKey(key);
  return clerkClient.users.getUser('user_1');
}
