import { clerkMiddleware } from '@acme/nextjs/server';

// Reads CLERK_SECRET_KEY and NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY from the environment and authenticates every request.
export default clerkMiddleware();

// All but the files that Next.js serves itself.
export const config = { matcher: ['/((?!_next|.*\\..*).*)'] };
