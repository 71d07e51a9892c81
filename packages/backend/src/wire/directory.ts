import type { RoleJSON } from './role.js';

/** A directory of an enterprise that creates, changes and removes users. */
export interface DirectoryJSON {
  readonly object: 'directory';
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Name shown to people. */
  readonly name: string;
  /** Connection its users sign in with. */
  readonly enterprise_connection_id?: string | null;
  /** SCIM endpoint. */
  readonly endpoint_url: string;
  /** Provider, for example `okta`. */
  readonly provider: string;
  /** Whether it is in use. */
  readonly enabled: boolean;
  /** Whether groups determine roles. */
  readonly group_role_mapping_enabled: boolean;
  /** Names of the attributes, as they were given. */
  readonly attribute_mapping: Readonly<Record<string, unknown>>;
  /** Bearer token of the provider; only in the answer that created or rotated it. */
  readonly api_key?: string | null;
  /** When it was created; Unix time in ms. */
  readonly created_at: number;
  /** When it last changed; Unix time in ms. */
  readonly updated_at: number;
}

/** Assigns a role to the members of a group. */
export interface DirectoryGroupRoleMappingJSON {
  readonly object: 'directory_group_role_mapping';
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Directory it belongs to. */
  readonly directory_id: string;
  /** The group. */
  readonly directory_group_id: string;
  /** Name of the group. */
  readonly directory_group_display_name: string;
  /** The role. */
  readonly role: RoleJSON | null;
  /** Which mapping wins for people in several groups: the lowest number. */
  readonly precedence: number;
  /** When it was created; Unix time in ms. */
  readonly created_at: number;
  /** When it last changed; Unix time in ms. */
  readonly updated_at: number;
}
