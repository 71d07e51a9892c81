import Clerk from '@clerk/clerk-sdk-node/instance';

const clerk = Clerk.getInstance();
export const user = await clerk.users.getUser('user_1');
export const direct = await Clerk.getInstance().users.getUser('user_1');
