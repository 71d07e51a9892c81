import { createMiddlewareClients, type AllOptions, type ClerkClient } from '@acme/backend/adapter';
import type { H3Event } from 'h3';
import { environment } from './environment.js';
import { optionsOf } from './request-states.js';

declare const __PACKAGE_VERSION__: string;

/** This package, as calls to the Backend API name it. */
const adapter = { name: '@acme/nuxt', version: __PACKAGE_VERSION__ } as const;

const clientFor = /* @__PURE__ */ createMiddlewareClients(adapter, environment);

/** Without the middleware, the environment alone counts. */
const noOptions = {};

/**
 * The client of the Backend API, with the options of `clerkMiddleware()` for this request, else with the environment. Without overrides it is
 * the same one each time.
 * @param event - of a handler, a middleware, or `useRequestEvent()` on the server
 * @param overrides - options that count for more than those of the middleware
 * @throws {ConfigurationError} `option_unknown`, `option_invalid`
 * @see {@link https://clerk.com/docs/reference/backend/overview | JS Backend SDK}
 * @example
 * export default defineEventHandler(async (event) => {
 *   const { userId } = protect(event);
 *   return clerkClient(event).users.getUser(userId);
 * });
 */
export function clerkClient(event: H3Event, overrides?: AllOptions): ClerkClient {
  const options = optionsOf(event.context) ?? noOptions;
  if (!overrides) return clientFor(options);
  // An undefined one, such as a variable that is not set, must not remove what the middleware has.
  const given = Object.entries(overrides).filter(([, value]) => value !== undefined);
  return clientFor({ ...options, clerkClient: undefined, ...Object.fromEntries(given) });
}
