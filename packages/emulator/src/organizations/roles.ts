import type { PermissionJSON, RoleJSON } from '@acme/backend/wire';
import { ApiError, NotFoundError } from '../errors.js';
import { derivedId } from '../instance/ids.js';
import type { Instance } from '../instance/instance.js';
import { Collection, type Row } from '../store/collection.js';
import type { Database } from '../store/open-store.js';

/** Something a role may allow. */
export interface Permission {
  readonly name: string;
  readonly key: string;
  readonly description: string;
  readonly type: 'system' | 'user';
}

/** A role of organization members. */
export interface Role {
  readonly name: string;
  readonly key: string;
  readonly description: string | null;
  readonly permissionIds: readonly string[];
}

export type PermissionRow = Row<Permission>;
export type RoleRow = Row<Role>;

const keyTaken = ({ key }: { readonly key: string }) =>
  new ApiError(422, 'form_identifier_exists', 'already exists', `The key ${key} is taken.`, { param_name: 'key' });

export const permissionCollection = new Collection<Permission>('permission', {
  idPrefix: 'perm',
  uniqueBy: ({ key }) => key,
  taken: keyTaken,
});

export const roleCollection = new Collection<Role>('role', {
  idPrefix: 'role',
  uniqueBy: ({ key }) => key,
  taken: keyTaken,
});

/** Role of whoever creates an organization. */
export const CREATOR_ROLE = 'org:admin';

const systemPermissions = [
  ['org:sys_profile:manage', 'Manage organization'],
  ['org:sys_profile:delete', 'Delete organization'],
  ['org:sys_memberships:read', 'Read members'],
  ['org:sys_memberships:manage', 'Manage members'],
  ['org:sys_domains:read', 'Read domains'],
  ['org:sys_domains:manage', 'Manage domains'],
  ['org:sys_billing:read', 'Read billing'],
  ['org:sys_billing:manage', 'Manage billing'],
] as const;

/** The permissions and the two roles that every instance has from the start, with the same ids each time. */
export async function createDefaultRoles(instance: Instance): Promise<void> {
  if ((await roleCollection.count(instance.db)) > 0) return;
  const ids = new Map<string, string>();
  for (const [key, name] of systemPermissions) {
    const id = derivedId('perm', key);
    ids.set(key, id);
    await permissionCollection.insert(instance, { key, name, description: name, type: 'system' }, { id });
  }
  const add = (key: string, name: string, description: string, permissionIds: readonly string[]) =>
    roleCollection.insert(instance, { key, name, description, permissionIds }, { id: derivedId('role', key) });
  await add(CREATOR_ROLE, 'Admin', 'May do everything in the organization.', [...ids.values()]);
  const forMembers = ['org:sys_memberships:read', 'org:sys_billing:read'];
  await add(
    'org:member',
    'Member',
    'May see the organization.',
    forMembers.map((key) => ids.get(key) ?? ''),
  );
}

/** The role with that key, with or without the `org:` prefix. @throws {NotFoundError} */
export async function requireRoleByKey(db: Database, key: string): Promise<RoleRow> {
  const keys = [key, `org:${key}`];
  const role = await roleCollection.findWhere(db, { where: { key: keys } });
  if (role) return role;
  throw new NotFoundError(`No role was found with key ${key}.`);
}

/** Roles by key, and the keys of the permissions each gives. */
export class RoleBook {
  private constructor(
    private readonly roles: ReadonlyMap<string, RoleRow>,
    private readonly permissions: ReadonlyMap<string, PermissionRow>,
  ) {}

  static async read(db: Database): Promise<RoleBook> {
    const [roles, permissions] = await Promise.all([roleCollection.list(db), permissionCollection.list(db)]);
    return new RoleBook(
      new Map(roles.map((role) => [role.key, role])),
      new Map(permissions.map((permission) => [permission.id, permission])),
    );
  }

  /** Name of a role; the key where the role is gone. */
  nameOf(key: string): string {
    return this.roles.get(key)?.name ?? key;
  }

  permissionKeysOf(key: string): readonly string[] {
    return this.permissionsOf(this.roles.get(key)).map((permission) => permission.key);
  }

  permissionsOf(role: RoleRow | undefined): readonly PermissionRow[] {
    return (role?.permissionIds ?? []).flatMap((id) => this.permissions.get(id) ?? []);
  }
}

export function permissionJSON(row: PermissionRow): PermissionJSON {
  return {
    object: 'permission',
    id: row.id,
    name: row.name,
    key: row.key,
    description: row.description,
    type: row.type,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
}

export function roleJSON(book: RoleBook, row: RoleRow): RoleJSON {
  const permissions = book.permissionsOf(row);
  const needed: readonly string[] = [
    'org:sys_memberships:read',
    'org:sys_memberships:manage',
    'org:sys_profile:delete',
  ];
  return {
    object: 'role',
    id: row.id,
    name: row.name,
    key: row.key,
    description: row.description,
    permissions: permissions.map(permissionJSON),
    is_creator_eligible: needed.every((key) => permissions.some((permission) => permission.key === key)),
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
}
