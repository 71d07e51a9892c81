import type { CallOptions } from '../call-options.js';
import { endpoints } from '../endpoint-group.js';
import type { PagePromise, PaginatedResourceResponse } from '../page-promise.js';
import type { DeletedObject } from '../resources/deleted-object.js';
import type { Directory, DirectoryGroupRoleMapping } from '../resources/directory.js';
import type { PaginationParams } from './params.js';

/** Parameters of {@link DirectoriesApi.createDirectory}. */
export interface CreateDirectoryParams {
  /** Connection its users sign in with. */
  readonly enterpriseConnectionId: string;
  /** Name shown to people. */
  readonly name?: string | undefined;
  /** Provider, for example `okta`. */
  readonly provider: string;
}

/** Parameters of {@link DirectoriesApi.updateDirectory}. */
export interface UpdateDirectoryParams {
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

/** Parameters of {@link DirectoriesApi.createGroupRoleMapping}. */
export interface CreateDirectoryGroupRoleMappingParams {
  /** The group. */
  readonly directoryGroupId: string;
  /** The role, `role_…`. */
  readonly roleId: string;
  /** Which mapping wins for people in several groups: the lowest number. */
  readonly precedence?: number | undefined;
}

/** Parameters of {@link DirectoriesApi.replaceGroupRoleMappings}. */
export interface ReplaceDirectoryGroupRoleMappingsParams {
  /** Groups and roles; those not listed lose theirs. The first one wins for people in several groups. */
  readonly mappings: readonly { readonly directoryGroupId: string; readonly roleId: string }[];
}

/** Directories of enterprises that create, change and remove users. */
export interface DirectoriesApi {
  /**
   * Gets the directories.
   * @throws {ClerkAPIResponseError} 401, 403
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /directories}
   */
  getDirectoryList(params?: PaginationParams, options?: CallOptions): PagePromise<Directory>;
  /**
   * Makes a directory. Its API key is in this answer only.
   * @throws {ClerkAPIResponseError} 400, 401, 403, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /directories}
   */
  createDirectory(params: CreateDirectoryParams, options?: CallOptions): Promise<Directory>;
  /**
   * Gets a directory.
   * @param directoryId - identifier of the directory
   * @throws {ClerkAPIResponseError} 401, 403, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /directories/\{directory_id\}}
   */
  getDirectory(directoryId: string, options?: CallOptions): Promise<Directory>;
  /**
   * Changes a directory; what is not given stays.
   * @param directoryId - identifier of the directory
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | PATCH /directories/\{directory_id\}}
   */
  updateDirectory(directoryId: string, params: UpdateDirectoryParams, options?: CallOptions): Promise<Directory>;
  /**
   * Deletes a directory. Its users stay.
   * @param directoryId - identifier of the directory
   * @throws {ClerkAPIResponseError} 401, 403, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | DELETE /directories/\{directory_id\}}
   */
  deleteDirectory(directoryId: string, options?: CallOptions): Promise<DeletedObject>;
  /**
   * Creates a new API key for a directory; only this answer contains it. The old one stops working.
   * @param directoryId - identifier of the directory
   * @throws {ClerkAPIResponseError} 401, 403, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /directories/\{directory_id\}/rotate_api_key}
   */
  rotateDirectoryApiKey(directoryId: string, options?: CallOptions): Promise<Directory>;
  /**
   * Gets the roles of groups.
   * @param directoryId - identifier of the directory
   * @throws {ClerkAPIResponseError} 401, 403, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /directories/\{directory_id\}/group_role_mappings}
   */
  getGroupRoleMappingList(directoryId: string, options?: CallOptions): PagePromise<DirectoryGroupRoleMapping>;
  /**
   * Assigns a role to the members of a group.
   * @param directoryId - identifier of the directory
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /directories/\{directory_id\}/group_role_mappings}
   */
  createGroupRoleMapping(
    directoryId: string,
    params: CreateDirectoryGroupRoleMappingParams,
    options?: CallOptions,
  ): Promise<DirectoryGroupRoleMapping>;
  /**
   * Replaces the roles of groups.
   * @param directoryId - identifier of the directory
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | PUT /directories/\{directory_id\}/group_role_mappings}
   */
  replaceGroupRoleMappings(
    directoryId: string,
    params: ReplaceDirectoryGroupRoleMappingsParams,
    options?: CallOptions,
  ): Promise<PaginatedResourceResponse<DirectoryGroupRoleMapping[]>>;
  /**
   * Removes the role of a group from its members.
   * @param directoryId - identifier of the directory
   * @param mappingId - identifier of the mapping
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | DELETE /directories/\{directory_id\}/group_role_mappings/\{mapping_id\}}
   */
  deleteGroupRoleMapping(directoryId: string, mappingId: string, options?: CallOptions): Promise<DeletedObject>;
}

/** Routes of {@link DirectoriesApi}. */
export const directories = endpoints<DirectoriesApi>()({
  getDirectoryList: ['GET /directories', { list: true }],
  createDirectory: 'POST /directories',
  getDirectory: 'GET /directories/{directoryId}',
  updateDirectory: 'PATCH /directories/{directoryId}',
  deleteDirectory: 'DELETE /directories/{directoryId}',
  rotateDirectoryApiKey: 'POST /directories/{directoryId}/rotate_api_key',
  getGroupRoleMappingList: ['GET /directories/{directoryId}/group_role_mappings', { list: true }],
  createGroupRoleMapping: 'POST /directories/{directoryId}/group_role_mappings',
  replaceGroupRoleMappings: ['PUT /directories/{directoryId}/group_role_mappings', { deepSnakeCase: true }],
  deleteGroupRoleMapping: 'DELETE /directories/{directoryId}/group_role_mappings/{mappingId}',
});
