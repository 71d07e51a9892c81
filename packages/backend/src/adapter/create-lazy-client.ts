import { createClerkClient, type ClerkClient } from '../clerk-client.js';
import { memoizeByEnvironment } from '../memoize-by-environment.js';
import { readOptions, takeOptions, type AllOptions, type Environment } from '../options.js';

/**
 * Creates a client from the environment when it is first used, so that variables may be set after the import. Until there is a secret key
 * it is created again whenever the environment has changed.
 * @throws {ConfigurationError} `option_unknown`, `option_invalid`, `options_contradictory`
 */
export function createLazyClient(options: AllOptions, env: () => Environment): ClerkClient {
  const own = takeOptions(options, 'createLazyClient');
  let client: ClerkClient | undefined;
  const clientOf = memoizeByEnvironment((environment) => {
    const resolved = readOptions(own, environment);
    const made = createClerkClient(resolved);
    if (resolved.secretKey) client = made;
    return made;
  });
  const current = () => client ?? clientOf(env());
  // The target is a dummy: every trap reads from the real client.
  return new Proxy({} as ClerkClient, {
    get: (_, name) => Reflect.get(current(), name) as unknown,
    set: (_, name, value) => Reflect.set(current(), name, value),
    has: (_, name) => Reflect.has(current(), name),
    ownKeys: () => Reflect.ownKeys(current()),
    defineProperty: (_, name, descriptor) => Reflect.defineProperty(current(), name, descriptor),
    deleteProperty: (_, name) => Reflect.deleteProperty(current(), name),
    getOwnPropertyDescriptor: (_, name) => {
      const descriptor = Reflect.getOwnPropertyDescriptor(current(), name);
      return descriptor && { ...descriptor, configurable: true };
    },
  });
}
