import { auth, clerkMiddleware } from '@clerk/nextjs/server';

// It reads this key from its options only.
export const proxy = clerkMiddleware({ jwtKey: process.env.CLERK_JWT_KEY });

export const readUser = async () => (await auth()).userId;
