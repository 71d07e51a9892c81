import type { CallOptions } from '../call-options.js';
import { endpoints } from '../endpoint-group.js';
import type { PagePromise } from '../page-promise.js';
import type { APIKey } from '../resources/api-key.js';
import type { DeletedObject } from '../resources/deleted-object.js';
import type { PaginationParams } from './params.js';

/** Parameters of {@link APIKeysApi.list}. */
export interface ListAPIKeysParams extends PaginationParams {
  /** Whose: a user or organization id. */
  readonly subject: string;
  /** Whether revoked and expired ones are included. Default false. */
  readonly includeInvalid?: boolean | undefined;
  /** Text that part of the name or description contains. */
  readonly query?: string | undefined;
}

/** Parameters of {@link APIKeysApi.create}. */
export interface CreateAPIKeyParams {
  /** Name shown to people. */
  readonly name: string;
  /** For whom: a user or organization id. */
  readonly subject: string;
  /** What it is for, as text for people. */
  readonly description?: string | null | undefined;
  /** Custom claims. */
  readonly claims?: Readonly<Record<string, unknown>> | null | undefined;
  /** Scopes. */
  readonly scopes?: readonly string[] | undefined;
  /** User who creates it, `user_…`. */
  readonly createdBy?: string | null | undefined;
  /** Life in seconds; null for no end. Default null. */
  readonly secondsUntilExpiration?: number | null | undefined;
}

/** Parameters of {@link APIKeysApi.update}. */
export interface UpdateAPIKeyParams {
  /** The key, `ak_…`. */
  readonly apiKeyId: string;
  /** Whose: a user or organization id. */
  readonly subject: string;
  /** What it is for, as text for people. */
  readonly description?: string | null | undefined;
  /** Custom claims. */
  readonly claims?: Readonly<Record<string, unknown>> | null | undefined;
  /** Scopes. */
  readonly scopes?: readonly string[] | undefined;
  /** Life in seconds; null for no end. Default null. */
  readonly secondsUntilExpiration?: number | null | undefined;
}

/** Parameters of {@link APIKeysApi.revoke}. */
export interface RevokeAPIKeyParams {
  /** The key, `ak_…`. */
  readonly apiKeyId: string;
  /** Why, for the record. Default null. */
  readonly revocationReason?: string | null | undefined;
}

/** Keys with which users and organizations call your API. */
export interface APIKeysApi {
  /**
   * Gets the keys of a user or an organization.
   * @throws {ClerkAPIResponseError} 400, 404
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /api_keys}
   */
  list(params: ListAPIKeysParams, options?: CallOptions): PagePromise<APIKey>;
  /**
   * Makes a key. Its secret is in this answer, and from `getSecret`.
   * @throws {ClerkAPIResponseError} 400, 409
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /api_keys}
   */
  create(params: CreateAPIKeyParams, options?: CallOptions): Promise<APIKey>;
  /**
   * Gets a key, without its secret.
   * @param apiKeyId - identifier of the key, `ak_…`
   * @throws {ClerkAPIResponseError} 400, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /api_keys/\{api_key_id\}}
   */
  get(apiKeyId: string, options?: CallOptions): Promise<APIKey>;
  /**
   * Changes a key; what is not given stays.
   * @throws {ClerkAPIResponseError} 400, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | PATCH /api_keys/\{api_key_id\}}
   */
  update(params: UpdateAPIKeyParams, options?: CallOptions): Promise<APIKey>;
  /**
   * Deletes a key. It stops working.
   * @param apiKeyId - identifier of the key, `ak_…`
   * @throws {ClerkAPIResponseError} 400, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | DELETE /api_keys/\{api_key_id\}}
   */
  delete(apiKeyId: string, options?: CallOptions): Promise<DeletedObject>;
  /**
   * Makes a key useless for good, but keeps it on record.
   * @throws {ClerkAPIResponseError} 400, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /api_keys/\{api_key_id\}/revoke}
   */
  revoke(params: RevokeAPIKeyParams, options?: CallOptions): Promise<APIKey>;
  /**
   * Gets the secret of a key.
   * @param apiKeyId - identifier of the key, `ak_…`
   * @throws {ClerkAPIResponseError} 400, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /api_keys/\{api_key_id\}/secret}
   */
  getSecret(apiKeyId: string, options?: CallOptions): Promise<{ readonly secret: string }>;
  /**
   * Gets the key with this secret if the service accepts it.
   * @param secret - the secret of a key
   * @throws {ClerkAPIResponseError} 400, 404
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /api_keys/verify}
   */
  verify(secret: string, options?: CallOptions): Promise<APIKey>;
}

/** Routes of {@link APIKeysApi}. */
export const apiKeys = endpoints<APIKeysApi>()(
  {
    list: ['GET /api_keys', { list: true }],
    create: 'POST /api_keys',
    get: 'GET /api_keys/{apiKeyId}',
    update: 'PATCH /api_keys/{apiKeyId}',
    delete: 'DELETE /api_keys/{apiKeyId}',
    revoke: ['POST /api_keys/{apiKeyId}/revoke', { defaults: { revocationReason: null } }],
    getSecret: 'GET /api_keys/{apiKeyId}/secret',
    verify: ['POST /api_keys/verify', { args: ['secret'] }],
  },
  { versioned: false },
);
