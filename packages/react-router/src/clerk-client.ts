import { createMiddlewareClients, type AllOptions, type ClerkClient } from '@acme/backend/adapter';
import { decisionOf } from './request-decision.js';
import { environment } from './environment.js';
import type { RequestArgs } from './request-args.js';

declare const __PACKAGE_VERSION__: string;

/** This package, as calls to the Backend API name it. */
const adapter = { name: '@acme/react-router', version: __PACKAGE_VERSION__ } as const;

const clientFor = /* @__PURE__ */ createMiddlewareClients(adapter, environment);

/** Without the middleware, the environment alone counts. */
const noOptions = {};

/**
 * The client of the Backend API, with the options of `clerkMiddleware()` for this request, else with the environment. Without overrides it is
 * the same one each time.
 * @param args - the arguments of a loader, an action or a middleware
 * @param overrides - options that count for more than those of the middleware
 * @throws {ConfigurationError} `option_unknown`, `option_invalid`
 * @see {@link https://clerk.com/docs/reference/backend/overview | JS Backend SDK}
 * @example
 * export async function loader(args: Route.LoaderArgs) {
 *   const { userId } = await protect(args);
 *   return { user: await clerkClient(args).users.getUser(userId) };
 * }
 */
export function clerkClient(args: RequestArgs, overrides?: AllOptions): ClerkClient {
  const options = decisionOf(args)?.options ?? noOptions;
  if (!overrides) return clientFor(options);
  // An undefined one, such as a variable that is not set, must not remove what the middleware has.
  const given = Object.entries(overrides).filter(([, value]) => value !== undefined);
  return clientFor({ ...options, clerkClient: undefined, ...Object.fromEntries(given) });
}
