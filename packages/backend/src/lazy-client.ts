import { createClerkClient, type ClerkClient } from './client.js';
import { readOptions, type AllOptions, type Environment } from './options.js';

/**
 * The client an adapter exports: made from the environment when it is first used, so that variables may be set after the
 * import. Until there is a secret key it is made anew at each use.
 */
export function createLazyClient(options: AllOptions, env: () => Environment): ClerkClient {
  let client: ClerkClient | undefined;
  const current = (): ClerkClient => {
    if (client) return client;
    const resolved = readOptions(options, env());
    const made = createClerkClient(resolved);
    if (resolved.secretKey) client = made;
    return made;
  };
  // The target is never used: every trap answers for the client that exists by then.
  return new Proxy({} as ClerkClient, {
    get: (_, name) => Reflect.get(current(), name) as unknown,
    has: (_, name) => Reflect.has(current(), name),
    ownKeys: () => Reflect.ownKeys(current()),
    getOwnPropertyDescriptor: (_, name) => {
      const descriptor = Reflect.getOwnPropertyDescriptor(current(), name);
      return descriptor && { ...descriptor, configurable: true };
    },
  });
}
