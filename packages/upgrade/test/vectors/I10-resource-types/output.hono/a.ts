import type { Session, User } from '@acme/backend';
import { createClerkClient } from '@acme/backend';

const clerkClient = createClerkClient({ secretKey: process.env.CLERK_SECRET_KEY });

export const nameOf = (user: User): string => user.firstName ?? '';
export type Pair = [User, Session];
export const first = async (): Promise<User> => clerkClient.users.getUser('user_1');
