import type { PermissionJSON } from './permission.js';

/** A role of organization members. */
export interface RoleJSON {
  readonly object: 'role';
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Name shown to people. */
  readonly name: string;
  /** Key, unique within the instance, for example `org:admin`. */
  readonly key: string;
  /** What it is for, as text for people. */
  readonly description: string | null;
  /** Permissions of the role. */
  readonly permissions: readonly PermissionJSON[];
  /** Whether the role has what the creator of an organization needs. */
  readonly is_creator_eligible: boolean;
  /** When it was created; Unix time in ms. */
  readonly created_at: number;
  /** When it last changed; Unix time in ms. */
  readonly updated_at: number;
}
