import type { CallOptions } from '../call-options.js';
import { endpoints } from '../endpoint-group.js';
import type { PagePromise } from '../page-promise.js';
import type { DeletedObject } from '../resources/deleted-object.js';
import type { Domain } from '../resources/domain.js';

/** Parameters of {@link DomainsApi.add}. */
export interface AddDomainParams {
  /** Host name. */
  readonly name: string;
  /** Whether people sign in on another, primary domain. Must be true. */
  readonly is_satellite: boolean;
  /** URL under which the application proxies the Frontend API. */
  readonly proxy_url?: string | null | undefined;
}

/** Parameters of {@link DomainsApi.update}. */
export interface UpdateDomainParams {
  /** Host name. */
  readonly name?: string | undefined;
  /** URL under which the application proxies the Frontend API. */
  readonly proxy_url?: string | null | undefined;
  /** The domain, `dmn_…`. */
  readonly domainId: string;
  /** Whether the domain is a secondary one. */
  readonly is_secondary?: boolean | null | undefined;
}

/** Domains of the instance. */
export interface DomainsApi {
  /**
   * Gets the domains of the instance, primary and satellites.
   * @throws {ClerkAPIResponseError} any status outside 200 to 299
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /domains}
   */
  list(options?: CallOptions): PagePromise<Domain>;
  /**
   * Adds a satellite domain.
   * @throws {ClerkAPIResponseError} 400, 402, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /domains}
   */
  add(params: AddDomainParams, options?: CallOptions): Promise<Domain>;
  /**
   * Changes a domain. Production domains also change the URLs of the instance.
   * @throws {ClerkAPIResponseError} 400, 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | PATCH /domains/\{domain_id\}}
   */
  update(params: UpdateDomainParams, options?: CallOptions): Promise<Domain>;
  /**
   * Deletes a satellite domain.
   * @param domainId - `dmn_…`
   * @throws {ClerkAPIResponseError} 403, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | DELETE /domains/\{domain_id\}}
   */
  delete(domainId: string, options?: CallOptions): Promise<DeletedObject>;
  /**
   * Deletes a satellite domain.
   * @param domainId - `dmn_…`
   * @throws {ClerkAPIResponseError} 403, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | DELETE /domains/\{domain_id\}}
   * @deprecated Use `delete`.
   */
  deleteDomain(domainId: string, options?: CallOptions): Promise<DeletedObject>;
}

/** Routes of {@link DomainsApi}. */
export const domains = endpoints<DomainsApi>()({
  list: ['GET /domains', { list: true }],
  add: 'POST /domains',
  update: 'PATCH /domains/{domainId}',
  delete: 'DELETE /domains/{domainId}',
  deleteDomain: 'DELETE /domains/{domainId}',
});
