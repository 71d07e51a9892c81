import { setClerkApiKey, users } from '@clerk/clerk-sdk-node';

export function use(key) {
  setClerkApiKey(key);
  return users.getUser('user_1');
}
