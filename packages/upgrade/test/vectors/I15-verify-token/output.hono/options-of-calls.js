import { verifyToken } from '@acme/backend';

export const skewed = (token) => verifyToken(token, { secretKey: process.env.CLERK_SECRET_KEY, clockSkewInMs: 5000 });
export const keyed = (token) => verifyToken(token, { secretKey: process.env.OTHER_KEY, authorizedParties: [] });
