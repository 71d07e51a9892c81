import { answerDecision } from '@acme/backend/web';
import { decideOnce } from './decide-once.js';
import { checkArgs, type RequestArgs } from './request-args.js';

/**
 * The loader and the action of a splat route that passes requests on to the Frontend API, for browsers that must talk to your domain
 * only. The option `frontendApiProxy` must be on; requests that it is not for get 404.
 * @throws {ConfigurationError}
 * @see {@link https://clerk.com/docs/guides/dashboard/dns-domains/proxy-fapi | Proxy the Frontend API}
 * @example
 * // app/entry.server.tsx
 * configureClerk({ frontendApiProxy: { enabled: true } });
 * // app/routes/__clerk.$.ts
 * export { frontendApiProxyLoader as loader, frontendApiProxyLoader as action } from '@acme/remix/ssr.server';
 */
export async function frontendApiProxyLoader(args: RequestArgs): Promise<Response> {
  checkArgs(args, 'frontendApiProxyLoader');
  const { decision } = await decideOnce(args);
  return decision.kind === 'continue' ? new Response(null, { status: 404 }) : answerDecision(decision, args.request);
}
