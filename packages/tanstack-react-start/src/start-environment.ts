import type { Environment } from '@acme/backend/adapter';
import { platformEnvironment, readFrameworkEnvironment } from '@acme/backend/full-stack';

/** The variables that a build with Vite has written into the code; none where the package is not part of the build. */
const inlined = (): Environment => (import.meta as { readonly env?: Environment }).env ?? {};

/**
 * The variables of the process or the bindings of the worker, as the option table names them. TanStack Start calls those that the browser
 * may see `VITE_…`. One that was set when the application was built is there even if the runtime has none.
 */
export function startEnvironment(): Environment {
  return readFrameworkEnvironment(platformEnvironment(), { public: 'VITE_' }, inlined());
}
