import type { ClerkClient } from '../clerk-client.js';
import type { AllOptions, Environment } from '../options.js';
import type { MiddlewareOptions, MiddlewareOptionsSource } from '../request/middleware-options.js';
import { createLazyClient } from './create-lazy-client.js';
import { processEnvironment } from './process-environment.js';

/** The npm package that an adapter is. Calls to the Backend API name it. */
export interface AdapterPackage {
  readonly name: string;
  readonly version: string;
}

const describeAdapter = ({ name, version }: AdapterPackage): AllOptions => ({
  userAgent: `${name}@${version}`,
  sdkMetadata: { name, version },
});

const exported = new WeakMap<AdapterPackage, ClerkClient>();

/** The client that an adapter exports: created from the environment of the process when it is first used, and once for a package. */
export function createAdapterClient(adapter: AdapterPackage): ClerkClient {
  const client = exported.get(adapter) ?? createLazyClient(describeAdapter(adapter), processEnvironment);
  exported.set(adapter, client);
  return client;
}

function clientFor(given: MiddlewareOptions, adapter: AdapterPackage, env: () => Environment): ClerkClient {
  const { clerkClient, debug, frontendApiProxy, ...own } = given;
  // A client that another package created has what the middleware needs, and what the application calls on it.
  if (clerkClient) return clerkClient as ClerkClient;
  return env === processEnvironment && Object.keys(own).length === 0
    ? createAdapterClient(adapter)
    : createLazyClient({ ...describeAdapter(adapter), ...own }, env);
}

/**
 * The client that a middleware offers to the application: the one in its options, else one created from the options and the environment
 * when it is first used; the exported one if the options have nothing for it. Options that are made for each request do not count; {@link createMiddlewareClients} uses them.
 * @param env - default: the environment of the process
 */
export function createMiddlewareClient<Native>(
  source: MiddlewareOptionsSource<Native>,
  adapter: AdapterPackage,
  env: () => Environment = processEnvironment,
): ClerkClient {
  return clientFor(typeof source === 'function' ? {} : source, adapter, env);
}

/**
 * The clients of a middleware: one for each set of options with which requests are decided, `decision.options`. A client in the options is
 * returned as it is; any other is created when it is first used, so that a request which calls nothing costs nothing.
 * @param env - default: the environment of the process
 */
export function createMiddlewareClients(
  adapter: AdapterPackage,
  env: () => Environment = processEnvironment,
): (options: MiddlewareOptions) => ClerkClient {
  const clients = new WeakMap<MiddlewareOptions, ClerkClient>();
  return (options) => {
    const known = clients.get(options);
    if (known) return known;
    const client = clientFor(options, adapter, env);
    clients.set(options, client);
    return client;
  };
}
