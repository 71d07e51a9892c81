/** A set of roles that organizations use. */
export interface RoleSetJSON {
  readonly object: 'role_set';
  readonly id: string;
  readonly name: string;
  readonly key: string;
  readonly description: string | null;
  readonly roles: readonly RoleSetItemJSON[];
  readonly default_role: RoleSetItemJSON | null;
  readonly creator_role: RoleSetItemJSON | null;
  readonly type: 'initial' | 'custom';
  readonly role_set_migration: RoleSetMigrationJSON | null;
  readonly created_at: number;
  readonly updated_at: number;
}

/** A role within a role set. */
export interface RoleSetItemJSON {
  readonly object: 'role_set_item';
  readonly id: string;
  readonly name: string;
  readonly key: string;
  readonly description: string | null;
  readonly created_at: number;
  readonly updated_at: number;
  readonly members_count?: number | null;
  readonly has_members?: boolean | null;
}

/** Moves members from the roles of one set to those of another. */
export interface RoleSetMigrationJSON {
  readonly object: 'role_set_migration';
  readonly id: string;
  readonly organization_id: string | null;
  readonly instance_id: string;
  readonly source_role_set_id: string;
  readonly dest_role_set_id: string | null;
  readonly trigger_type: string;
  readonly status: string;
  readonly migrated_members: number;
  readonly mappings: Readonly<Record<string, string>> | null;
  readonly created_at: number;
  readonly updated_at: number;
  readonly started_at?: number;
  readonly completed_at?: number;
}
