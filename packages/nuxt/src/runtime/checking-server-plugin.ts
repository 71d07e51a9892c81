import { createAuthenticator } from '@acme/backend/adapter';
import { environment } from '../environment.js';
import { isPrerendered } from '../is-for-everybody.js';
import storeRuntimeConfig from './server-plugin.js';

/**
 * Stores the runtime configuration when the server starts, for the middleware of the module, which has no other options.
 * @throws {ConfigurationError} for keys that cannot be used, and for an incomplete satellite; missing keys are reported by the first request
 */
export default function checkingServerPlugin(): void {
  storeRuntimeConfig();
  // Where the application is built there are other keys, or none.
  if (!isPrerendered()) createAuthenticator({}, { where: 'clerkMiddleware', env: environment });
}
