import { createClerkClient } from '@acme/express';

const { CLERK_SECRET_KEY: CLERK_API_KEY, PORT } = process.env;
export const clerk = createClerkClient({ secretKey: CLERK_API_KEY });
export const key = process.env['CLERK_SECRET_KEY'] ?? process.env.CLERK_PUBLISHABLE_KEY;
export const isLogging = process.env.CLERK_LOGGING === 'true';
export const script = process.env.CLERK_JS_URL;
