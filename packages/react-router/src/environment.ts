import type { Environment } from '@acme/backend/adapter';
import { platformEnvironment, readFrameworkEnvironment } from '@acme/backend/full-stack';

/** Vite writes the variables of the build there, if it bundles this package. */
const inlined = (import.meta as { readonly env?: Environment }).env;

/**
 * The variables of the process and the bindings of a worker, as the option table names them. Vite calls those that the browser may see
 * `VITE_…`.
 */
export function environment(): Environment {
  return readFrameworkEnvironment(platformEnvironment(), { public: 'VITE_' }, inlined);
}
