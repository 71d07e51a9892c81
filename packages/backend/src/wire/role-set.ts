/** A set of roles that organizations use. */
export interface RoleSetJSON {
  readonly object: 'role_set';
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Name shown to people. */
  readonly name: string;
  /** Key, unique within the instance, for example `org:admin`. */
  readonly key: string;
  /** What it is for, as text for people. */
  readonly description: string | null;
  /** Roles in the set. */
  readonly roles: readonly RoleSetItemJSON[];
  /** Role new members get. */
  readonly default_role: RoleSetItemJSON | null;
  /** Role of the person who creates an organization. */
  readonly creator_role: RoleSetItemJSON | null;
  /** `initial` for the set new organizations get. */
  readonly type: 'initial' | 'custom';
  /** Migration in progress, if there is one. */
  readonly role_set_migration: RoleSetMigrationJSON | null;
  /** When it was created; Unix time in ms. */
  readonly created_at: number;
  /** When it last changed; Unix time in ms. */
  readonly updated_at: number;
}

/** A role within a role set. */
export interface RoleSetItemJSON {
  readonly object: 'role_set_item';
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Name shown to people. */
  readonly name: string;
  /** Key, unique within the instance, for example `org:admin`. */
  readonly key: string;
  /** What it is for, as text for people. */
  readonly description: string | null;
  /** When it was created; Unix time in ms. */
  readonly created_at: number;
  /** When it last changed; Unix time in ms. */
  readonly updated_at: number;
  /** Number of members; present only on request. */
  readonly members_count?: number | null;
  /** Whether anybody has the role. */
  readonly has_members?: boolean | null;
}

/** Moves members from the roles of one set to those of another. */
export interface RoleSetMigrationJSON {
  readonly object: 'role_set_migration';
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Organization it belongs to. */
  readonly organization_id: string | null;
  /** Instance it belongs to. */
  readonly instance_id: string;
  /** Role set that is being left. */
  readonly source_role_set_id: string;
  /** Role set that is being moved to. */
  readonly dest_role_set_id: string | null;
  /** What started the migration. */
  readonly trigger_type: string;
  /** State of the migration. */
  readonly status: string;
  /** Number of members moved so far. */
  readonly migrated_members: number;
  /** New role keys by old role keys. */
  readonly mappings: Readonly<Record<string, string>> | null;
  /** When it was created; Unix time in ms. */
  readonly created_at: number;
  /** When it last changed; Unix time in ms. */
  readonly updated_at: number;
  /** When it started; Unix time in ms. */
  readonly started_at?: number;
  /** When it was finished; Unix time in ms. */
  readonly completed_at?: number;
}
