import { clerkFrontendApiProxy, type FrontendApiProxyOptions } from '@acme/backend/proxy';
import { nextEnvironment } from './next-environment.js';

type Handler = (request: Request) => Promise<Response>;

/** Handlers of a catch-all route, one for each method of the Frontend API. */
export type FrontendApiProxyHandlers = Readonly<Record<'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH', Handler>>;

/**
 * Creates the handlers of a route that passes requests on to the Frontend API, for browsers that must talk to your domain only.
 * @param options - `proxyPath`: where the route is. Default `/__clerk`
 * @throws {ConfigurationError} `option_unknown`, `option_invalid`
 * @see {@link https://clerk.com/docs/guides/dashboard/dns-domains/proxy-fapi | Proxy the Frontend API}
 * @example
 * // app/__clerk/[[...path]]/route.ts
 * export const { GET, POST, PUT, DELETE, PATCH } = createFrontendApiProxyHandlers();
 */
export function createFrontendApiProxyHandlers(options: FrontendApiProxyOptions = {}): FrontendApiProxyHandlers {
  const handler: Handler = (request) => {
    const { CLERK_PUBLISHABLE_KEY: publishableKey, CLERK_SECRET_KEY: secretKey } = nextEnvironment();
    return clerkFrontendApiProxy(request, { publishableKey, secretKey, ...options });
  };
  return { GET: handler, POST: handler, PUT: handler, DELETE: handler, PATCH: handler };
}
