import { clerkClient } from '@clerk/clerk-sdk-node';

export const all = async () => (await clerkClient.users.getUserList()).data;
