import type { CallOptions } from '../call-options.js';
import { endpoints } from '../endpoint-group.js';
import type { ProxyCheck } from '../resources/proxy-check.js';

/** Parameters of {@link ProxyChecksApi.verify}. */
export interface VerifyProxyParams {
  /** The domain, `dmn_…`. */
  readonly domainId: string;
  /** URL under which the application proxies the Frontend API. */
  readonly proxyUrl: string;
}

/** Checks whether a proxy for the Frontend API works. */
export interface ProxyChecksApi {
  /**
   * Checks whether a proxy for the Frontend API works. Needed before it can be used in production.
   * @throws {ClerkAPIResponseError} 400, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /proxy_checks}
   */
  verify(params: VerifyProxyParams, options?: CallOptions): Promise<ProxyCheck>;
}

/** Routes of {@link ProxyChecksApi}. */
export const proxyChecks = endpoints<ProxyChecksApi>()({
  verify: 'POST /proxy_checks',
});
