import type { User } from '@clerk/clerk-sdk-node';

export const user: User;
