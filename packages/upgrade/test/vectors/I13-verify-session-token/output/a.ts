import { verifyToken } from '@acme/express';

export const claims = (token: string) => verifyToken(token, { secretKey: process.env.CLERK_SECRET_KEY });
