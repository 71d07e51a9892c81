import { processEnvironment, type Environment } from '@acme/backend/adapter';
import { readFrameworkEnvironment } from '@acme/backend/full-stack';
import { getSecret } from 'astro:env/server';
import { inlined } from './inlined.js';

/**
 * Astro's own reading of the platform: the bindings of a worker, and files `.env` in development. No build writes these values into the code.
 * Where Astro renders pages while it builds for workers, the module that has the bindings does not exist, so nothing here imports it.
 */
function withSecrets(platform: Environment): Environment {
  return new Proxy(platform, {
    get: (variables, name) => (typeof name === 'string' ? variables[name] || getSecret(name) : undefined),
  });
}

/**
 * The variables of the process and the bindings of a worker, as the option table names them. Astro calls those that the browser may see
 * `PUBLIC_…`. A public one that was set when the application was built is there even if the runtime has none; a secret never is.
 */
export function environment(): Environment {
  return readFrameworkEnvironment(withSecrets(processEnvironment()), { public: 'PUBLIC_' }, inlined);
}
