import type { RoleJSON } from '../../wire/role.js';
import { listOf, resource } from '../resource.js';
import type { Permission } from './permission.js';
import { permission } from './permission.js';

/** A role of organization members. */
export class Role {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** Name shown to people. */
  declare readonly name: string;
  /** Key, unique within the instance, for example `org:admin`. */
  declare readonly key: string;
  /** What it is for, as text for people. */
  declare readonly description: string | null;
  /** Permissions of the role. */
  declare readonly permissions: Permission[];
  /** Whether the role has what the creator of an organization needs. */
  declare readonly isCreatorEligible: boolean;
  /** When it was created; Unix time in ms. */
  declare readonly createdAt: number;
  /** When it last changed; Unix time in ms. */
  declare readonly updatedAt: number;
}

/** Reads `RoleJSON`. */
export const role = resource<RoleJSON>()(
  'role',
  Role,
  ['id', 'name', 'key', 'description', 'isCreatorEligible', 'createdAt', 'updatedAt'],
  {
    permissions: listOf(permission),
  },
);
