export type { DecodedJwt, JwtHeader, JwtPayload } from './token/decoded-jwt.js';
export { signJwt, type PrivateJwk, type SignJwtOptions } from './token/sign-jwt.js';
export type { PublicJwk } from './token/trusted-key.js';
export { decodeJwt, hasValidSignature, verifyJwt, type VerifyJwtOptions } from './token/verify-jwt.js';
