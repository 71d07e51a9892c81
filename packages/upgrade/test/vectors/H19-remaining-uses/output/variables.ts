import { clerkClient } from '@acme/express';
import { z } from 'zod';

const { CLERK_SECRET_KEY: CLERK_API_KEY } = process.env;
const schema = z.object({ CLERK_API_KEY: z.string(), CLERK_FRONTEND_API: z.string() });
const env = schema.parse(process.env);
declare global {
  namespace NodeJS {
    interface ProcessEnv {
      CLERK_API_KEY: string;
    }
  }
}
if (!CLERK_API_KEY) throw new Error(`set CLERK_API_KEY`);
export const key = env.CLERK_API_KEY ?? process.env['CLERK_SECRET_KEY'] ?? config.get('CLERK_API_KEY');
export { clerkClient };
