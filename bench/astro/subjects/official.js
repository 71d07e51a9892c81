import { clerkMiddleware } from '@clerk/astro/server';

// It reads this key from its options only.
export const onRequest = clerkMiddleware({ jwtKey: process.env.CLERK_JWT_KEY });

export const readUser = ({ locals }) => locals.auth().userId;
