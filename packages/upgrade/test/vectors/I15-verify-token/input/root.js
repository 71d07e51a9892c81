import { verifyToken } from '@clerk/clerk-sdk-node';

export const one = (token) => verifyToken(token, { secretKey: 'x' });
