import type { CallOptions } from '../call-options.js';
import { endpoints } from '../endpoint-group.js';
import type { PagePromise } from '../page-promise.js';
import type { DeletedObject } from '../resources/deleted-object.js';
import type { Role } from '../resources/role.js';
import type { PaginationParams, WithSign } from './params.js';

/** Parameters of {@link OrganizationRolesApi.getOrganizationRoleList}. */
export interface GetOrganizationRoleListParams extends PaginationParams {
  /** Text that part of the name, key or id contains. */
  readonly query?: string | undefined;
  /** Order; a leading `-` reverses it. */
  readonly orderBy?: WithSign<'name' | 'created_at' | 'key'> | undefined;
}

/** Parameters of {@link OrganizationRolesApi.createOrganizationRole}. */
export interface CreateOrganizationRoleParams {
  /** Name shown to people. */
  readonly name: string;
  /** Key such as `org:editor`. */
  readonly key: string;
  /** What it is for, as text for people. */
  readonly description?: string | null | undefined;
  /** Ids of its permissions. */
  readonly permissions?: readonly string[] | null | undefined;
  /** Whether it becomes part of the set new organizations get. Default false. */
  readonly includeInInitialRoleSet?: boolean | null | undefined;
}

/** Parameters of {@link OrganizationRolesApi.updateOrganizationRole}. */
export interface UpdateOrganizationRoleParams {
  /** The role, `role_…`. */
  readonly organizationRoleId: string;
  /** Name shown to people. */
  readonly name?: string | null | undefined;
  /** Key such as `org:editor`. */
  readonly key?: string | null | undefined;
  /** What it is for, as text for people. */
  readonly description?: string | null | undefined;
  /** Ids of its permissions. */
  readonly permissions?: readonly string[] | null | undefined;
}

/** Parameters of {@link OrganizationRolesApi.assignPermissionToOrganizationRole}. */
export interface AssignPermissionToOrganizationRoleParams {
  /** The role, `role_…`. */
  readonly organizationRoleId: string;
  /** The permission, `perm_…`. */
  readonly permissionId: string;
}

/** Parameters of {@link OrganizationRolesApi.removePermissionFromOrganizationRole}. */
export interface RemovePermissionFromOrganizationRoleParams {
  /** The role, `role_…`. */
  readonly organizationRoleId: string;
  /** The permission, `perm_…`. */
  readonly permissionId: string;
}

/** Roles of organization members. */
export interface OrganizationRolesApi {
  /**
   * Gets the roles of the instance.
   * @throws {ClerkAPIResponseError} 400, 401, 403, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /organization_roles}
   */
  getOrganizationRoleList(params?: GetOrganizationRoleListParams, options?: CallOptions): PagePromise<Role>;
  /**
   * Gets a role.
   * @param organizationRoleId - `role_…`
   * @throws {ClerkAPIResponseError} 401, 403, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /organization_roles/\{organization_role_id\}}
   */
  getOrganizationRole(organizationRoleId: string, options?: CallOptions): Promise<Role>;
  /**
   * Makes a role.
   * @throws {ClerkAPIResponseError} 400, 401, 402, 403, 404, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /organization_roles}
   */
  createOrganizationRole(params: CreateOrganizationRoleParams, options?: CallOptions): Promise<Role>;
  /**
   * Changes a role; what is not given stays.
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | PATCH /organization_roles/\{organization_role_id\}}
   */
  updateOrganizationRole(params: UpdateOrganizationRoleParams, options?: CallOptions): Promise<Role>;
  /**
   * Deletes a role without members.
   * @param organizationRoleId - `role_…`
   * @throws {ClerkAPIResponseError} 401, 403, 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | DELETE /organization_roles/\{organization_role_id\}}
   */
  deleteOrganizationRole(organizationRoleId: string, options?: CallOptions): Promise<DeletedObject>;
  /**
   * Adds a permission to a role.
   * @throws {ClerkAPIResponseError} 401, 403, 404 `resource_not_found`, 409
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /organization_roles/\{organization_role_id\}/permissions/\{permission_id\}}
   */
  assignPermissionToOrganizationRole(
    params: AssignPermissionToOrganizationRoleParams,
    options?: CallOptions,
  ): Promise<Role>;
  /**
   * Removes a permission from a role.
   * @throws {ClerkAPIResponseError} 401, 403, 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | DELETE /organization_roles/\{organization_role_id\}/permissions/\{permission_id\}}
   */
  removePermissionFromOrganizationRole(
    params: RemovePermissionFromOrganizationRoleParams,
    options?: CallOptions,
  ): Promise<Role>;
}

/** Routes of {@link OrganizationRolesApi}. */
export const organizationRoles = endpoints<OrganizationRolesApi>()({
  getOrganizationRoleList: ['GET /organization_roles', { list: true }],
  getOrganizationRole: 'GET /organization_roles/{organizationRoleId}',
  createOrganizationRole: 'POST /organization_roles',
  updateOrganizationRole: 'PATCH /organization_roles/{organizationRoleId}',
  deleteOrganizationRole: 'DELETE /organization_roles/{organizationRoleId}',
  assignPermissionToOrganizationRole: 'POST /organization_roles/{organizationRoleId}/permissions/{permissionId}',
  removePermissionFromOrganizationRole: 'DELETE /organization_roles/{organizationRoleId}/permissions/{permissionId}',
});
