import { users } from '@clerk/clerk-sdk-node';
export const a: unknown = users;
