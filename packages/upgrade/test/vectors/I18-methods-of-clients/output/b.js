import { verifyToken as acmeVerifyToken } from '@acme/express';
const verifyToken = (token, options) => acmeVerifyToken(token, { secretKey: process.env.CLERK_SECRET_KEY, ...options });
export const b = (t) => verifyToken(t);
