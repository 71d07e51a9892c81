import { verifyToken } from '@acme/express';

export const one = (token) => verifyToken(token, { secretKey: 'x' });
