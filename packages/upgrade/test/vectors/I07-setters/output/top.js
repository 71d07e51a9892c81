import { createClerkClient } from '@acme/express';

const clerkClient = createClerkClient({ secretKey: process.env.OTHER_KEY, apiUrl: 'https://api.example.com' });

export const user = await clerkClient.users.getUser('user_1');
export const session = await clerkClient.sessions.getSession('sess_1');
