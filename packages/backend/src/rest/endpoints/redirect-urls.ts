import type { CallOptions } from '../call-options.js';
import { endpoints } from '../endpoint-group.js';
import type { PagePromise } from '../page-promise.js';
import type { DeletedObject } from '../resources/deleted-object.js';
import type { RedirectUrl } from '../resources/redirect-url.js';

/** Parameters of {@link RedirectUrlsApi.createRedirectUrl}. */
export interface CreateRedirectUrlParams {
  /** The URL; its scheme may be that of an app. */
  readonly url: string;
}

/** URLs that native apps may be sent back to. */
export interface RedirectUrlsApi {
  /**
   * Gets the redirect URLs.
   * @throws {ClerkAPIResponseError} any status outside 200 to 299
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /redirect_urls}
   */
  getRedirectUrlList(options?: CallOptions): PagePromise<RedirectUrl>;
  /**
   * Gets a redirect URL.
   * @param redirectUrlId - `ru_…`
   * @throws {ClerkAPIResponseError} 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /redirect_urls/\{redirect_url_id\}}
   */
  getRedirectUrl(redirectUrlId: string, options?: CallOptions): Promise<RedirectUrl>;
  /**
   * Adds a redirect URL.
   * @throws {ClerkAPIResponseError} 400, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /redirect_urls}
   */
  createRedirectUrl(params: CreateRedirectUrlParams, options?: CallOptions): Promise<RedirectUrl>;
  /**
   * Deletes a redirect URL. Returns what was deleted.
   * @param redirectUrlId - `ru_…`
   * @throws {ClerkAPIResponseError} 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | DELETE /redirect_urls/\{redirect_url_id\}}
   */
  deleteRedirectUrl(redirectUrlId: string, options?: CallOptions): Promise<DeletedObject>;
}

/** Routes of {@link RedirectUrlsApi}. */
export const redirectUrls = endpoints<RedirectUrlsApi>()({
  getRedirectUrlList: ['GET /redirect_urls', { list: true, query: { paginated: 'true' } }],
  getRedirectUrl: 'GET /redirect_urls/{redirectUrlId}',
  createRedirectUrl: 'POST /redirect_urls',
  deleteRedirectUrl: 'DELETE /redirect_urls/{redirectUrlId}',
});
