import { jwks as jwksEndpoints } from '@acme/backend/endpoints';
import { answers } from '../route.js';

export const jwks = answers(jwksEndpoints, {
  getJwks: ({ signer }) => ({ keys: [signer.jwk] }),
});
