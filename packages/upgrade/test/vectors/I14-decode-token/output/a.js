import { decodeJwt } from '@acme/backend/jwt';

export const subject = (token) => decodeJwt(token).payload.sub;
