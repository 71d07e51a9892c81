import type { CallOptions } from '../call-options.js';
import { endpoints } from '../endpoint-group.js';
import type { PagePromise, PaginatedResourceResponse } from '../page-promise.js';
import type { DeletedObject } from '../resources/deleted-object.js';
import type { SCIMDirectory, SCIMGroupRoleMapping } from '../resources/scim-directory.js';
import type { PaginationParams } from './params.js';

/** Parameters of {@link SCIMDirectoriesApi.createSCIMDirectory}. */
export interface CreateSCIMDirectoryParams {
  /** Connection its users sign in with. */
  readonly enterpriseConnectionId: string;
  /** Name shown to people. */
  readonly name?: string | undefined;
  /** Provider, for example `okta`. */
  readonly provider: string;
}

/** Parameters of {@link SCIMDirectoriesApi.updateSCIMDirectory}. */
export interface UpdateSCIMDirectoryParams {
  /** Name shown to people. */
  readonly name?: string | undefined;
  /** Whether it is in use. */
  readonly enabled?: boolean | undefined;
  /** Provider, for example `okta`. */
  readonly provider?: string | undefined;
  /** Names of the attributes; sent as given. */
  readonly attributeMapping?: Readonly<Record<string, unknown>> | undefined;
  /** Whether groups determine roles. */
  readonly groupRoleMappingEnabled?: boolean | undefined;
}

/** Parameters of {@link SCIMDirectoriesApi.createGroupRoleMapping}. */
export interface CreateSCIMGroupRoleMappingParams {
  /** The group. */
  readonly scimGroupId: string;
  /** The role, `role_…`. */
  readonly roleId: string;
  /** Which mapping wins for people in several groups: the lowest number. */
  readonly precedence?: number | undefined;
}

/** Parameters of {@link SCIMDirectoriesApi.replaceGroupRoleMappings}. */
export interface ReplaceSCIMGroupRoleMappingsParams {
  /** Groups and roles; those not listed lose theirs. The first one wins for people in several groups. */
  readonly mappings: readonly { readonly scimGroupId: string; readonly roleId: string }[];
}

/** Directories under their former name; use `directories`. */
export interface SCIMDirectoriesApi {
  /**
   * Gets the directories.
   * @throws {ClerkAPIResponseError} 401, 403
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /scim_directories}
   * @deprecated Use `directories`.
   */
  getSCIMDirectoryList(params?: PaginationParams, options?: CallOptions): PagePromise<SCIMDirectory>;
  /**
   * Makes a directory. Its API key is in this answer only.
   * @throws {ClerkAPIResponseError} 400, 401, 403, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /scim_directories}
   * @deprecated Use `directories`.
   */
  createSCIMDirectory(params: CreateSCIMDirectoryParams, options?: CallOptions): Promise<SCIMDirectory>;
  /**
   * Gets a directory.
   * @param scimDirectoryId - identifier of the directory
   * @throws {ClerkAPIResponseError} 401, 403, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /scim_directories/\{scim_directory_id\}}
   * @deprecated Use `directories`.
   */
  getSCIMDirectory(scimDirectoryId: string, options?: CallOptions): Promise<SCIMDirectory>;
  /**
   * Changes a directory; what is not given stays.
   * @param scimDirectoryId - identifier of the directory
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | PATCH /scim_directories/\{scim_directory_id\}}
   * @deprecated Use `directories`.
   */
  updateSCIMDirectory(
    scimDirectoryId: string,
    params: UpdateSCIMDirectoryParams,
    options?: CallOptions,
  ): Promise<SCIMDirectory>;
  /**
   * Deletes a directory. Its users stay.
   * @param scimDirectoryId - identifier of the directory
   * @throws {ClerkAPIResponseError} 401, 403, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | DELETE /scim_directories/\{scim_directory_id\}}
   * @deprecated Use `directories`.
   */
  deleteSCIMDirectory(scimDirectoryId: string, options?: CallOptions): Promise<DeletedObject>;
  /**
   * Creates a new API key for a directory; only this answer contains it. The old one stops working.
   * @param scimDirectoryId - identifier of the directory
   * @throws {ClerkAPIResponseError} 401, 403, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /scim_directories/\{scim_directory_id\}/rotate_api_key}
   * @deprecated Use `directories`.
   */
  rotateSCIMDirectoryApiKey(scimDirectoryId: string, options?: CallOptions): Promise<SCIMDirectory>;
  /**
   * Gets the roles of groups.
   * @param scimDirectoryId - identifier of the directory
   * @throws {ClerkAPIResponseError} 401, 403, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /scim_directories/\{scim_directory_id\}/group_role_mappings}
   * @deprecated Use `directories`.
   */
  getGroupRoleMappingList(scimDirectoryId: string, options?: CallOptions): PagePromise<SCIMGroupRoleMapping>;
  /**
   * Assigns a role to the members of a group.
   * @param scimDirectoryId - identifier of the directory
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /scim_directories/\{scim_directory_id\}/group_role_mappings}
   * @deprecated Use `directories`.
   */
  createGroupRoleMapping(
    scimDirectoryId: string,
    params: CreateSCIMGroupRoleMappingParams,
    options?: CallOptions,
  ): Promise<SCIMGroupRoleMapping>;
  /**
   * Replaces the roles of groups.
   * @param scimDirectoryId - identifier of the directory
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | PUT /scim_directories/\{scim_directory_id\}/group_role_mappings}
   * @deprecated Use `directories`.
   */
  replaceGroupRoleMappings(
    scimDirectoryId: string,
    params: ReplaceSCIMGroupRoleMappingsParams,
    options?: CallOptions,
  ): Promise<PaginatedResourceResponse<SCIMGroupRoleMapping[]>>;
  /**
   * Removes the role of a group from its members.
   * @param scimDirectoryId - identifier of the directory
   * @param mappingId - identifier of the mapping
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | DELETE /scim_directories/\{scim_directory_id\}/group_role_mappings/\{mapping_id\}}
   * @deprecated Use `directories`.
   */
  deleteGroupRoleMapping(scimDirectoryId: string, mappingId: string, options?: CallOptions): Promise<DeletedObject>;
}

/** Routes of {@link SCIMDirectoriesApi}. */
export const scimDirectories = endpoints<SCIMDirectoriesApi>()({
  getSCIMDirectoryList: ['GET /scim_directories', { list: true }],
  createSCIMDirectory: 'POST /scim_directories',
  getSCIMDirectory: 'GET /scim_directories/{scimDirectoryId}',
  updateSCIMDirectory: 'PATCH /scim_directories/{scimDirectoryId}',
  deleteSCIMDirectory: 'DELETE /scim_directories/{scimDirectoryId}',
  rotateSCIMDirectoryApiKey: 'POST /scim_directories/{scimDirectoryId}/rotate_api_key',
  getGroupRoleMappingList: ['GET /scim_directories/{scimDirectoryId}/group_role_mappings', { list: true }],
  createGroupRoleMapping: 'POST /scim_directories/{scimDirectoryId}/group_role_mappings',
  replaceGroupRoleMappings: ['PUT /scim_directories/{scimDirectoryId}/group_role_mappings', { deepSnakeCase: true }],
  deleteGroupRoleMapping: 'DELETE /scim_directories/{scimDirectoryId}/group_role_mappings/{mappingId}',
});
