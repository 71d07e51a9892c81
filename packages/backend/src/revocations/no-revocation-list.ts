import { ConfigurationError } from '../errors.js';
import type { createRevocationList as create } from './create-revocation-list.js';

/**
 * In the edge runtime of Next.js, whose middleware must be small: there is no connection to a database that lasts.
 * @throws {ConfigurationError} `option_invalid`, always
 */
export const createRevocationList: typeof create = () => {
  throw new ConfigurationError(
    'option_invalid',
    'The edge runtime has no `revocations`: run the middleware on Node.js.',
  );
};
