import { clerkClient } from '@clerk/clerk-sdk-node';

export const me = async ({ auth }, res) => res.json(await clerkClient.users.getUser(auth.userId));

export class Users {
  show(one, res) {
    return res.json(one.auth.userId);
  }
}
