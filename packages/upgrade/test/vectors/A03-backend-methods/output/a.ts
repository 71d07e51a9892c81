import { createClerkClient } from '@acme/backend';

const clerk = createClerkClient({ secretKey: 'x' });
export const one = clerk.apiKeys.verify('ak');
export const two = clerk.m2m.verify({ token: 'mt' });
export const three = clerk.idPOAuthAccessToken.verify('oat');
export const four = clerk.samlAccounts;
