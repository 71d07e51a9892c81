import { createClerkClient, verifyToken } from '@acme/backend';

const own = createClerkClient({ secretKey: 'x' });
export const one = (token) => verifyToken(token, { secretKey: process.env.CLERK_SECRET_KEY });
export const two = (token) => verifyToken(token, { secretKey: 'x', authorizedParties: ['https://example.com'] });
export const three = (token, options) => verifyToken(token, { secretKey: 'x', ...options });
