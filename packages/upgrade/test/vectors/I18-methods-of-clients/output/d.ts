import { verifyToken } from '@acme/express';
export const d = (t: string) => verifyToken(t, { secretKey: process.env.CLERK_SECRET_KEY });
