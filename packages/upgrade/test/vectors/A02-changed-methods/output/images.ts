import type { User } from '@acme/express';
import { clerkClient } from '@acme/express';
import type { Request } from 'express';
import { db } from './db.js';

export async function images(id: string) {
  const user = await clerkClient.users.getUser(id);
  const { data: list } = await clerkClient.users.getUserList();
  for (const one of list) console.log(one.imageUrl);
  const row = await db.profile.find(id);
  const { profileImageUrl } = await db.profile.find(id);
  const rows = await Promise.all(list.map((one) => db.profile.find(one.imageUrl)));
  const other = list.map((one) => db.row(one.id));
  return [
    user.imageUrl,
    user?.['imageUrl'],
    (await clerkClient.users.getUser(id)).imageUrl,
    row.profileImageUrl,
    rows[0].profileImageUrl,
    other[0].profileImageUrl,
    user.publicMetadata.profileImageUrl,
    profileImageUrl,
  ];
}
export const image = (user: User | null) => user?.imageUrl;
export const posted = (req: Request) => req.body.profileImageUrl;
