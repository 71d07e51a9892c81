import type { User } from '@acme/express';
import { clerkClient } from '@acme/express';

clerkClient.users.getUser('user_1').then(({ imageUrl: profileImageUrl }) => profileImageUrl);
const { imageUrl: image, id } = await clerkClient.users.getUser('user_1');
const { profileImageUrl } = row;
export const show = (user: User) => user.imageUrl;
