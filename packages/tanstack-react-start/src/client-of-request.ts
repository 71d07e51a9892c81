import {
  createMiddlewareClient,
  createMiddlewareClients,
  type AllOptions,
  type ClerkClient,
} from '@acme/backend/adapter';
import { knownRequest } from './current-request.js';
import { requestOptions } from './request-states.js';
import { startEnvironment } from './start-environment.js';

declare const __PACKAGE_VERSION__: string;

/** This package, as calls to the Backend API name it. */
const adapter = { name: '@acme/tanstack-react-start', version: __PACKAGE_VERSION__ } as const;

const ofEnvironment = createMiddlewareClient({}, adapter, startEnvironment);
const clientFor = createMiddlewareClients(adapter, startEnvironment);

/** `clerkClient()`: the client of the request that is being answered, else that of the environment. */
export function clientOfRequest(options?: AllOptions): ClerkClient {
  const request = knownRequest();
  const known = request && requestOptions(request);
  if (options) {
    // An undefined one, such as a variable that is not set, must not remove what the middleware has; a client of the middleware would hide them.
    const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
    return createMiddlewareClient({ ...known, clerkClient: undefined, ...given }, adapter, startEnvironment);
  }
  return known ? clientFor(known) : ofEnvironment;
}
