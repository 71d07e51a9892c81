import type { PermissionRow, RoleRow } from './role.js';
import type { PermissionJSON, RoleJSON } from '@acme/backend/wire';
import type { RoleBook } from './role-book.js';

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
  return {
    object: 'role',
    id: row.id,
    name: row.name,
    key: row.key,
    description: row.description,
    permissions: permissions.map(permissionJSON),
    is_creator_eligible: book.mayManage(row.key),
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
}
