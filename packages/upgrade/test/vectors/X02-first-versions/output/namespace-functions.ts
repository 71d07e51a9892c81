import * as backend from '@acme/backend';
import { decodeJwt } from '@acme/backend/jwt';

export const check = (token: string) => backend.verifyToken(token, { secretKey: 'k', issuer: null });
export const read = (token: string) => decodeJwt(token).payload;
export const clerk = backend['createClerkClient']({ secretKey: 'k' });
export const any = (name: string) => backend[name];
const { verifyToken } = backend;
export const other = (token: string, options: object) => verifyToken(token, options);
