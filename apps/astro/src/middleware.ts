import { clerkMiddleware } from '@acme/astro/server';

// Reads CLERK_SECRET_KEY and PUBLIC_CLERK_PUBLISHABLE_KEY from the environment and authenticates every request.
export const onRequest = clerkMiddleware();
