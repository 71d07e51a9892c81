import { ApiError, NotFoundError } from '../errors/api-error.js';
import { Collection, type Row } from '../store/collection.js';
import type { Database } from '../store/open-store.js';

/** A permission that roles can have. */
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

/** The role with that key, with or without the `org:` prefix. @throws {NotFoundError} */
export async function requireRoleByKey(db: Database, key: string): Promise<RoleRow> {
  const keys = [key, `org:${key}`];
  const role = await roleCollection.findWhere(db, { where: { key: keys } });
  if (role) return role;
  throw new NotFoundError(`No role was found with key ${key}.`);
}
