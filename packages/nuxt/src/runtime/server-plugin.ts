import { readOptions } from '@acme/backend/adapter';
import { useRuntimeConfig } from 'nitropack/runtime';
import { environment, setRuntimeConfig } from '../environment.js';

/**
 * Stores the runtime configuration when the server starts.
 * @throws {ConfigurationError} for keys that cannot be used
 */
export default function clerk(): void {
  setRuntimeConfig(useRuntimeConfig());
  readOptions({}, environment());
}
