import { createClerkClient, verifyToken } from '@acme/express';

const own = createClerkClient({ secretKey: process.env.CLERK_SECRET_KEY, apiUrl: process.env.CLERK_API_URL });
const offline = createClerkClient({ jwtKey: process.env.CLERK_JWT_KEY, publishableKey: 'pk_test_x' });
const computed = createClerkClient({ secretKey: 'x', apiUrl: `https://${process.env.REGION}.example.com` });

export const check = (token) => verifyToken(token, { secretKey: process.env.CLERK_SECRET_KEY, apiUrl: process.env.CLERK_API_URL });
export const parties = (token) => verifyToken(token, { secretKey: process.env.CLERK_SECRET_KEY, apiUrl: process.env.CLERK_API_URL, authorizedParties: ['https://example.com'] });
export const withoutNetwork = (token) => verifyToken(token, { jwtKey: process.env.CLERK_JWT_KEY });
export const regional = (token) => verifyToken(token, { secretKey: 'x' });
