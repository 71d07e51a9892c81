import { users, sessions as clerkSessions } from '@clerk/clerk-sdk-node';
import dotenv from 'dotenv';

dotenv.config();

export const user = (id) => users.getUser(id);
export const session = (id) => clerkSessions.getSession(id);
export const apis = { users };
