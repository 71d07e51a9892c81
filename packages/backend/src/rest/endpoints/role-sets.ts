import type { CallOptions } from '../call-options.js';
import { endpoints } from '../endpoint-group.js';
import type { PagePromise } from '../page-promise.js';
import type { DeletedObject } from '../resources/deleted-object.js';
import type { RoleSet } from '../resources/role-set.js';
import type { PaginationParams, WithSign } from './params.js';

/** Parameters of {@link RoleSetsApi.getRoleSetList}. */
export interface GetRoleSetListParams extends PaginationParams {
  /** Text that part of the name, key or id contains. */
  readonly query?: string | undefined;
  /** Order; a leading `-` reverses it. */
  readonly orderBy?: WithSign<'name' | 'created_at' | 'key'> | undefined;
}

/** Parameters of {@link RoleSetsApi.createRoleSet}. */
export interface CreateRoleSetParams {
  /** Name shown to people. */
  readonly name: string;
  /** Key such as `role_set:enterprise`. Default: derived from the name. */
  readonly key?: string | undefined;
  /** What it is for, as text for people. */
  readonly description?: string | null | undefined;
  /** Key of the role new members get. */
  readonly defaultRoleKey: string;
  /** Key of the role of the person who creates an organization. */
  readonly creatorRoleKey: string;
  /** `initial` for the set new organizations get. Default `custom`. */
  readonly type?: 'initial' | 'custom' | undefined;
  /** Keys of the roles. */
  readonly roles: readonly string[];
}

/** Parameters of {@link RoleSetsApi.updateRoleSet}. */
export interface UpdateRoleSetParams {
  /** The role set, by key or id. */
  readonly roleSetKeyOrId: string;
  /** Name shown to people. */
  readonly name?: string | null | undefined;
  /** Key such as `role_set:enterprise`. Default: derived from the name. */
  readonly key?: string | null | undefined;
  /** What it is for, as text for people. */
  readonly description?: string | null | undefined;
  /** `initial` for the set new organizations get. */
  readonly type?: 'initial' | null | undefined;
  /** Key of the role new members get. */
  readonly defaultRoleKey?: string | null | undefined;
  /** Key of the role of the person who creates an organization. */
  readonly creatorRoleKey?: string | null | undefined;
}

/** Parameters of {@link RoleSetsApi.addRolesToRoleSet}. */
export interface AddRolesToRoleSetParams {
  /** The role set, by key or id. */
  readonly roleSetKeyOrId: string;
  /** Keys of the roles. */
  readonly roleKeys: readonly string[];
  /** Key of the role new members get. */
  readonly defaultRoleKey?: string | undefined;
  /** Key of the role of the person who creates an organization. */
  readonly creatorRoleKey?: string | undefined;
}

/** Parameters of {@link RoleSetsApi.replaceRoleInRoleSet}. */
export interface ReplaceRoleInRoleSetParams {
  /** The role set, by key or id. */
  readonly roleSetKeyOrId: string;
  /** Key of the role to be replaced. */
  readonly roleKey: string;
  /** Key of the role that replaces it. */
  readonly toRoleKey: string;
}

/** Parameters of {@link RoleSetsApi.replaceRoleSet}. */
export interface ReplaceRoleSetParams {
  /** The role set, by key or id. */
  readonly roleSetKeyOrId: string;
  /** Key of the role set to move to. */
  readonly destRoleSetKey: string;
  /** New role keys by old role keys, for roles the other set does not have. */
  readonly reassignmentMappings?: Readonly<Record<string, string>> | undefined;
}

/** Sets of roles that organizations use. */
export interface RoleSetsApi {
  /**
   * Gets the role sets.
   * @throws {ClerkAPIResponseError} 400, 401, 403, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /role_sets}
   */
  getRoleSetList(params?: GetRoleSetListParams, options?: CallOptions): PagePromise<RoleSet>;
  /**
   * Gets a role set.
   * @param roleSetKeyOrId - key or id of the role set
   * @throws {ClerkAPIResponseError} 401, 403, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /role_sets/\{role_set_key_or_id\}}
   */
  getRoleSet(roleSetKeyOrId: string, options?: CallOptions): Promise<RoleSet>;
  /**
   * Makes a role set.
   * @throws {ClerkAPIResponseError} 400, 401, 402, 403, 404, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /role_sets}
   */
  createRoleSet(params: CreateRoleSetParams, options?: CallOptions): Promise<RoleSet>;
  /**
   * Changes a role set; what is not given stays.
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | PATCH /role_sets/\{role_set_key_or_id\}}
   */
  updateRoleSet(params: UpdateRoleSetParams, options?: CallOptions): Promise<RoleSet>;
  /**
   * Adds roles to a role set.
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /role_sets/\{role_set_key_or_id\}/roles}
   */
  addRolesToRoleSet(params: AddRolesToRoleSetParams, options?: CallOptions): Promise<RoleSet>;
  /**
   * Replaces a role of a role set; its members get the new one.
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /role_sets/\{role_set_key_or_id\}/roles/replace}
   */
  replaceRoleInRoleSet(params: ReplaceRoleInRoleSetParams, options?: CallOptions): Promise<RoleSet>;
  /**
   * Moves all organizations of a role set to another and deletes it.
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /role_sets/\{role_set_key_or_id\}/replace}
   */
  replaceRoleSet(params: ReplaceRoleSetParams, options?: CallOptions): Promise<DeletedObject>;
}

/** Routes of {@link RoleSetsApi}. */
export const roleSets = endpoints<RoleSetsApi>()({
  getRoleSetList: ['GET /role_sets', { list: true }],
  getRoleSet: 'GET /role_sets/{roleSetKeyOrId}',
  createRoleSet: 'POST /role_sets',
  updateRoleSet: 'PATCH /role_sets/{roleSetKeyOrId}',
  addRolesToRoleSet: 'POST /role_sets/{roleSetKeyOrId}/roles',
  replaceRoleInRoleSet: 'POST /role_sets/{roleSetKeyOrId}/roles/replace',
  replaceRoleSet: 'POST /role_sets/{roleSetKeyOrId}/replace',
});
