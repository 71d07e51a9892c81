import { clerkClient } from '@acme/express';
import dotenv from 'dotenv';

dotenv.config();

export const user = (id) => clerkClient.users.getUser(id);
export const session = (id) => clerkClient.sessions.getSession(id);
export const apis = { users: clerkClient.users };
