import { on, type BackendRoutes } from './route.js';

export const jwks: BackendRoutes = {
  getJwks: on('GET /jwks', ({ signer }) => ({ keys: [signer.jwk] })),
};
