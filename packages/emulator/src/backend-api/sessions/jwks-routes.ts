import { jwks as jwksEndpoints } from '@acme/backend/endpoints';
import { answers } from '../backend-route.js';

export const jwksRoutes = answers(jwksEndpoints, {
  getJwks: ({ signer }) => ({ keys: [signer.jwk] }),
});
