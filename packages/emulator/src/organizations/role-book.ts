import { roleCollection, permissionCollection, type RoleRow, type PermissionRow } from './role.js';
import type { Database } from '../store/open-store.js';

/** The permissions without which nobody can be made the creator of an organization. */
const managerPermissions: readonly string[] = [
  'org:sys_memberships:read',
  'org:sys_memberships:manage',
  'org:sys_profile:delete',
];

/** All roles by key, with their permissions. */
export class RoleBook {
  readonly #roles: ReadonlyMap<string, RoleRow>;
  readonly #permissions: ReadonlyMap<string, PermissionRow>;

  constructor(roles: readonly RoleRow[], permissions: readonly PermissionRow[]) {
    this.#roles = new Map(roles.map((role) => [role.key, role]));
    this.#permissions = new Map(permissions.map((permission) => [permission.id, permission]));
  }

  static async read(db: Database): Promise<RoleBook> {
    const [roles, permissions] = await Promise.all([roleCollection.list(db), permissionCollection.list(db)]);
    return new RoleBook(roles, permissions);
  }

  /** Name of a role; the key if the role was deleted. */
  nameOf(key: string): string {
    return this.#roles.get(key)?.name ?? key;
  }

  permissionKeysOf(key: string): readonly string[] {
    return this.permissionsOf(this.#roles.get(key)).map((permission) => permission.key);
  }

  /** Whether a role has all permissions that the creator of an organization needs. */
  mayManage(key: string): boolean {
    const keys = this.permissionKeysOf(key);
    return managerPermissions.every((permission) => keys.includes(permission));
  }

  permissionsOf(role: RoleRow | undefined): readonly PermissionRow[] {
    return (role?.permissionIds ?? []).flatMap((id) => this.#permissions.get(id) ?? []);
  }
}
