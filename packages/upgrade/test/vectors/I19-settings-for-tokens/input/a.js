import { createClerkClient } from '@clerk/clerk-sdk-node';

const own = createClerkClient({ secretKey: process.env.CLERK_API_KEY, apiUrl: process.env.CLERK_API_URL });
const offline = createClerkClient({ jwtKey: process.env.CLERK_JWT_KEY, publishableKey: 'pk_test_x' });
const computed = createClerkClient({ secretKey: 'x', apiUrl: `https://${process.env.REGION}.example.com` });

export const check = (token) => own.verifyToken(token);
export const parties = (token) => own.verifyToken(token, { authorizedParties: ['https://example.com'] });
export const withoutNetwork = (token) => offline.verifyToken(token);
export const regional = (token) => computed.verifyToken(token);
