import type { CallOptions } from '../call-options.js';
import { endpoints } from '../endpoint-group.js';
import type { PagePromise } from '../page-promise.js';
import type { DeletedObject } from '../resources/deleted-object.js';
import type { Permission } from '../resources/permission.js';
import type { PaginationParams, WithSign } from './params.js';

/** Parameters of {@link OrganizationPermissionsApi.getOrganizationPermissionList}. */
export interface GetOrganizationPermissionListParams extends PaginationParams {
  /** Text that part of the name, key or id contains. */
  readonly query?: string | undefined;
  /** Order; a leading `-` reverses it. */
  readonly orderBy?: WithSign<'name' | 'created_at' | 'key'> | undefined;
}

/** Parameters of {@link OrganizationPermissionsApi.createOrganizationPermission}. */
export interface CreateOrganizationPermissionParams {
  /** Name shown to people. */
  readonly name: string;
  /** Key such as `org:reports:read`. */
  readonly key: string;
  /** What it is for, as text for people. */
  readonly description?: string | undefined;
}

/** Parameters of {@link OrganizationPermissionsApi.updateOrganizationPermission}. */
export interface UpdateOrganizationPermissionParams {
  /** The permission, `perm_…`. */
  readonly permissionId: string;
  /** Name shown to people. */
  readonly name?: string | undefined;
  /** Key such as `org:reports:read`. */
  readonly key?: string | undefined;
  /** What it is for, as text for people. */
  readonly description?: string | undefined;
}

/** What roles may allow. */
export interface OrganizationPermissionsApi {
  /**
   * Gets the permissions of the instance.
   * @throws {ClerkAPIResponseError} 401, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /organization_permissions}
   */
  getOrganizationPermissionList(
    params?: GetOrganizationPermissionListParams,
    options?: CallOptions,
  ): PagePromise<Permission>;
  /**
   * Gets a permission.
   * @param permissionId - `perm_…`
   * @throws {ClerkAPIResponseError} 401, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /organization_permissions/\{permission_id\}}
   */
  getOrganizationPermission(permissionId: string, options?: CallOptions): Promise<Permission>;
  /**
   * Makes a permission.
   * @throws {ClerkAPIResponseError} 400, 401, 402, 404, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /organization_permissions}
   */
  createOrganizationPermission(params: CreateOrganizationPermissionParams, options?: CallOptions): Promise<Permission>;
  /**
   * Changes a permission; what is not given stays.
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | PATCH /organization_permissions/\{permission_id\}}
   */
  updateOrganizationPermission(params: UpdateOrganizationPermissionParams, options?: CallOptions): Promise<Permission>;
  /**
   * Deletes a permission; all roles lose it.
   * @param permissionId - `perm_…`
   * @throws {ClerkAPIResponseError} 401, 403, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | DELETE /organization_permissions/\{permission_id\}}
   */
  deleteOrganizationPermission(permissionId: string, options?: CallOptions): Promise<DeletedObject>;
}

/** Routes of {@link OrganizationPermissionsApi}. */
export const organizationPermissions = endpoints<OrganizationPermissionsApi>()({
  getOrganizationPermissionList: ['GET /organization_permissions', { list: true }],
  getOrganizationPermission: 'GET /organization_permissions/{permissionId}',
  createOrganizationPermission: 'POST /organization_permissions',
  updateOrganizationPermission: 'PATCH /organization_permissions/{permissionId}',
  deleteOrganizationPermission: 'DELETE /organization_permissions/{permissionId}',
});
