import { createClerkClient } from '@acme/backend';
import dotenv from 'dotenv';

dotenv.config();

const clerkClient = createClerkClient({ secretKey: process.env.CLERK_SECRET_KEY });

export const user = (id) => clerkClient.users.getUser(id);
export const session = (id) => clerkClient.sessions.getSession(id);
export const apis = { users: clerkClient.users };
