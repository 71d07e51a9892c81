import type { PermissionJSON } from './permission.js';

/** A role of organization members. */
export interface RoleJSON {
  readonly object: 'role';
  readonly id: string;
  readonly name: string;
  readonly key: string;
  readonly description: string | null;
  readonly permissions: readonly PermissionJSON[];
  readonly is_creator_eligible: boolean;
  readonly created_at: number;
  readonly updated_at: number;
}
