import { createMiddlewareClients, type ClerkClient } from '@acme/backend/adapter';
import { environment } from './environment.js';
import type { RequestContext } from './request-context.js';
import { decisionOf } from './request-decision.js';

declare const __PACKAGE_VERSION__: string;

/** This package, as calls to the Backend API name it. */
const adapter = { name: '@acme/astro', version: __PACKAGE_VERSION__ } as const;

const clientFor = /* @__PURE__ */ createMiddlewareClients(adapter, environment);

/** Without the middleware, the environment alone counts. */
const noOptions = {};

/**
 * The client of the Backend API, with the options of `clerkMiddleware()` for this request, else with the environment. It is the same one
 * each time.
 * @param context - of an endpoint, an action or a middleware; in a page `Astro`
 * @throws {ConfigurationError} for keys that cannot be used
 * @see {@link https://clerk.com/docs/reference/backend/overview | JS Backend SDK}
 * @example
 * export const GET: APIRoute = async (context) => {
 *   const { userId } = protect(context);
 *   return Response.json(await clerkClient(context).users.getUser(userId));
 * };
 */
export function clerkClient(context: RequestContext): ClerkClient {
  return clientFor(decisionOf(context)?.options ?? noOptions);
}
