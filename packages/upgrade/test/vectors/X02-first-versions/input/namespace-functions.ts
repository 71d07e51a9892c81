import * as backend from '@clerk/backend';

export const check = (token: string) => backend.verifyToken(token, { apiKey: 'k', issuer: null });
export const read = (token: string) => backend.decodeJwt(token).payload;
export const clerk = backend['Clerk']({ apiKey: 'k' });
export const any = (name: string) => backend[name];
const { verifyToken } = backend;
export const other = (token: string, options: object) => verifyToken(token, options);
