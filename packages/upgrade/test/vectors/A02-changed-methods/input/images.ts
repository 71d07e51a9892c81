import { clerkClient, users, type User as ClerkUser, type WithAuthProp } from '@clerk/clerk-sdk-node';
import type { Request } from 'express';
import { db } from './db.js';

export async function images(id: string) {
  const user = await clerkClient.users.getUser(id);
  const list = await users.getUserList();
  for (const one of list) console.log(one.profileImageUrl);
  const row = await db.profile.find(id);
  const { profileImageUrl } = await db.profile.find(id);
  const rows = await Promise.all(list.map((one) => db.profile.find(one.profileImageUrl)));
  const other = list.map((one) => db.row(one.id));
  return [
    user.profileImageUrl,
    user?.['profileImageUrl'],
    (await clerkClient.users.getUser(id)).profileImageUrl,
    row.profileImageUrl,
    rows[0].profileImageUrl,
    other[0].profileImageUrl,
    user.publicMetadata.profileImageUrl,
    profileImageUrl,
  ];
}
export const image = (user: ClerkUser | null) => user?.profileImageUrl;
export const posted = (req: WithAuthProp<Request>) => req.body.profileImageUrl;
