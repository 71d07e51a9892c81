import { Clerk } from '@clerk/clerk-sdk-node';

export const one = Clerk({ apiKey: process.env.CLERK_API_KEY });
export const two = new Clerk({ secretKey: 'x', frontendApi: 'clerk.example.com' });
