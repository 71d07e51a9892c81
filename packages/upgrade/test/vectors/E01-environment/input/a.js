import { Clerk } from '@clerk/clerk-sdk-node';

const { CLERK_API_KEY, PORT } = process.env;
export const clerk = Clerk({ apiKey: CLERK_API_KEY });
export const key = process.env['CLERK_API_KEY'] ?? process.env.CLERK_FRONTEND_API;
export const isLogging = process.env.CLERK_LOGGING === 'true';
export const script = process.env.CLERK_JS;
