export { decodeJwt, verifyJwt as check } from '@acme/backend/jwt';
