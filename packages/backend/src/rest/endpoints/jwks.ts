import type { JwksJSON } from '../../wire/jwks.js';
import type { CallOptions } from '../call-options.js';
import { endpoints } from '../endpoint-group.js';

/** Public keys of the instance. */
export interface JwksApi {
  /**
   * Gets the public keys with which session tokens are verified.
   * @throws {ClerkAPIResponseError} any status outside 200 to 299
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /jwks}
   */
  getJwks(options?: CallOptions): Promise<JwksJSON>;
}

/** Routes of {@link JwksApi}. */
export const jwks = endpoints<JwksApi>()({
  getJwks: 'GET /jwks',
});
