import type { RoleSetItemJSON, RoleSetJSON, RoleSetMigrationJSON } from '../../wire/role-set.js';
import { listOf, oneOrNull, resource } from '../resource.js';

/** A set of roles that organizations use. */
export class RoleSet {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** Name shown to people. */
  declare readonly name: string;
  /** Key, unique within the instance, for example `org:admin`. */
  declare readonly key: string;
  /** What it is for, as text for people. */
  declare readonly description: string | null;
  /** Roles in the set. */
  declare readonly roles: RoleSetItem[];
  /** Role new members get. */
  declare readonly defaultRole: RoleSetItem | null;
  /** Role of the person who creates an organization. */
  declare readonly creatorRole: RoleSetItem | null;
  /** `initial` for the set new organizations get. */
  declare readonly type: 'initial' | 'custom';
  /** Migration in progress, if there is one. */
  declare readonly roleSetMigration: RoleSetMigration | null;
  /** When it was created; Unix time in ms. */
  declare readonly createdAt: number;
  /** When it last changed; Unix time in ms. */
  declare readonly updatedAt: number;
}

/** A role within a role set. */
export class RoleSetItem {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** Name shown to people. */
  declare readonly name: string;
  /** Key, unique within the instance, for example `org:admin`. */
  declare readonly key: string;
  /** What it is for, as text for people. */
  declare readonly description: string | null;
  /** When it was created; Unix time in ms. */
  declare readonly createdAt: number;
  /** When it last changed; Unix time in ms. */
  declare readonly updatedAt: number;
  /** Number of members; present only on request. */
  declare readonly membersCount?: number | null | undefined;
  /** Whether anybody has the role. */
  declare readonly hasMembers?: boolean | null | undefined;
}

/** Moves members from the roles of one set to those of another. */
export class RoleSetMigration {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** Organization it belongs to. */
  declare readonly organizationId: string | null;
  /** Instance it belongs to. */
  declare readonly instanceId: string;
  /** Role set that is being left. */
  declare readonly sourceRoleSetId: string;
  /** Role set that is being moved to. */
  declare readonly destRoleSetId: string | null;
  /** What started the migration. */
  declare readonly triggerType: string;
  /** State of the migration. */
  declare readonly status: string;
  /** Number of members moved so far. */
  declare readonly migratedMembers: number;
  /** New role keys by old role keys. */
  declare readonly mappings: Record<string, string> | null;
  /** When it was created; Unix time in ms. */
  declare readonly createdAt: number;
  /** When it last changed; Unix time in ms. */
  declare readonly updatedAt: number;
  /** When it started; Unix time in ms. */
  declare readonly startedAt?: number | undefined;
  /** When it was finished; Unix time in ms. */
  declare readonly completedAt?: number | undefined;
}

/** Reads `RoleSetItemJSON`. */
export const roleSetItem = resource<RoleSetItemJSON>()(undefined, RoleSetItem, [
  'id',
  'name',
  'key',
  'description',
  'createdAt',
  'updatedAt',
  'membersCount',
  'hasMembers',
]);

/** Reads `RoleSetMigrationJSON`. */
export const roleSetMigration = resource<RoleSetMigrationJSON>()(undefined, RoleSetMigration, [
  'id',
  'organizationId',
  'instanceId',
  'sourceRoleSetId',
  'destRoleSetId',
  'triggerType',
  'status',
  'migratedMembers',
  'mappings',
  'createdAt',
  'updatedAt',
  'startedAt',
  'completedAt',
]);

/** Reads `RoleSetJSON`. */
export const roleSet = resource<RoleSetJSON>()(
  'role_set',
  RoleSet,
  ['id', 'name', 'key', 'description', 'type', 'createdAt', 'updatedAt'],
  {
    roles: listOf(roleSetItem),
    defaultRole: oneOrNull(roleSetItem),
    creatorRole: oneOrNull(roleSetItem),
    roleSetMigration: oneOrNull(roleSetMigration),
  },
);
