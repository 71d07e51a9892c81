import clerk, { createClerkClient } from '@clerk/clerk-sdk-node';

const own = createClerkClient({ secretKey: 'x' });
export const one = (token) => clerk.verifyToken(token);
export const two = (token) => own.verifyToken(token, { authorizedParties: ['https://example.com'] });
export const three = (token, options) => own.verifyToken(token, options);
