export { decodeJwt, verifyJwt as check } from '@clerk/backend';
