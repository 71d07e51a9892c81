import type { Session, User } from '@acme/express';
import { clerkClient } from '@acme/express';

export const nameOf = (user: User): string => user.firstName ?? '';
export type Pair = [User, Session];
export const first = async (): Promise<User> => clerkClient.users.getUser('user_1');
