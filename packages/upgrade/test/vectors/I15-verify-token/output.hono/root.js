import { verifyToken } from '@acme/backend';

export const one = (token) => verifyToken(token, { secretKey: 'x' });
