import { clerkFrontendApiProxy } from '@acme/backend/proxy';
import { environment } from './environment.js';
import type { RequestArgs } from './request-args.js';
import { decisionOf } from './request-decision.js';

/**
 * Passes a request on to the Frontend API, for browsers that must talk to your domain only. React Router runs middleware for paths with a
 * route only, so the proxy needs one: a splat route below the path of the option `frontendApiProxy`, with this loader and action.
 * @see {@link https://clerk.com/docs/guides/dashboard/dns-domains/proxy-fapi | Proxy the Frontend API}
 * @example
 * // app/routes.ts: route('__clerk/*', 'routes/clerk-proxy.ts')
 * // app/routes/clerk-proxy.ts
 * export { frontendApiProxyLoader as action, frontendApiProxyLoader as loader } from '@acme/react-router/server';
 */
export function frontendApiProxyLoader(args: RequestArgs): Promise<Response> {
  const { publishableKey, secretKey, strict, trustedForwardedHosts, timeoutMs, frontendApiProxy } =
    decisionOf(args)?.options ?? {};
  const env = environment();
  return clerkFrontendApiProxy(args.request, {
    publishableKey: publishableKey ?? env['CLERK_PUBLISHABLE_KEY'],
    secretKey: secretKey ?? env['CLERK_SECRET_KEY'],
    fapiUrl: env['CLERK_FAPI_URL'],
    proxyPath: frontendApiProxy?.path,
    strict,
    trustedForwardedHosts,
    timeoutMs,
  });
}
