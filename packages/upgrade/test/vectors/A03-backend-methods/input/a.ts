import { createClerkClient } from '@clerk/backend';

const clerk = createClerkClient({ secretKey: 'x' });
export const one = clerk.apiKeys.verifySecret('ak');
export const two = clerk.m2m.verifyToken({ token: 'mt' });
export const three = clerk.idPOAuthAccessToken.verifyAccessToken('oat');
export const four = clerk.samlAccounts;
