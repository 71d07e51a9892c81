import { clerkFrontendApiProxy } from '@acme/backend/proxy';
import { environment } from './environment.js';
import type { RequestArgs } from './request-args.js';
import { decisionOf } from './request-decision.js';

/**
 * Passes a request on to the Frontend API, for browsers that must talk to your domain only. React Router runs middleware for paths with a
 * route only, so the proxy needs one: a splat route below the path of the option `frontendApiProxy`, with this loader and action. Without the
 * option the proxy is on, below `/__clerk`; with it the middleware answers, and what it does not answer, because the proxy is off, gets 404.
 * @see {@link https://clerk.com/docs/guides/dashboard/dns-domains/proxy-fapi | Proxy the Frontend API}
 * @example
 * // app/routes.ts: route('__clerk/*', 'routes/clerk-proxy.ts')
 * // app/routes/clerk-proxy.ts
 * export { frontendApiProxyLoader as action, frontendApiProxyLoader as loader } from '@acme/react-router/server';
 */
export async function frontendApiProxyLoader(args: RequestArgs): Promise<Response> {
  const decided = decisionOf(args);
  if (decided?.hasProxyOption) return new Response(null, { status: 404 });
  const { publishableKey, secretKey, strict, trustedForwardedHosts, timeoutMs } = decided?.options ?? {};
  const env = environment();
  return clerkFrontendApiProxy(args.request, {
    publishableKey: publishableKey ?? env['CLERK_PUBLISHABLE_KEY'],
    secretKey: secretKey ?? env['CLERK_SECRET_KEY'],
    fapiUrl: env['CLERK_FAPI_URL'],
    strict,
    trustedForwardedHosts,
    timeoutMs,
  });
}
