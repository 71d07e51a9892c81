import { createClerkClient } from '@acme/express';

export const one = createClerkClient({ secretKey: process.env.CLERK_SECRET_KEY });
export const two = createClerkClient({ secretKey: 'x', publishableKey: 'clerk.example.com' });
