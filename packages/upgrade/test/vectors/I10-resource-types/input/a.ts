import { User, Session, users } from '@clerk/clerk-sdk-node';

export const nameOf = (user: User): string => user.firstName ?? '';
export type Pair = [User, Session];
export const first = async (): Promise<User> => users.getUser('user_1');
