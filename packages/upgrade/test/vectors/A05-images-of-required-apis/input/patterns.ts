import clerk from '@clerk/clerk-sdk-node';
import type * as sdk from '@clerk/clerk-sdk-node';

clerk.users.getUser('user_1').then(({ profileImageUrl }) => profileImageUrl);
const { profileImageUrl: image, id } = await clerk.users.getUser('user_1');
const { profileImageUrl } = row;
export const show = (user: sdk.User) => user.profileImageUrl;
