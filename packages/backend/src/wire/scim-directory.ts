import type { RoleJSON } from './role.js';

/** A directory under its former name. */
export interface SCIMDirectoryJSON {
  readonly object: 'scim_directory';
  readonly id: string;
  readonly name: string;
  readonly enterprise_connection_id?: string | null;
  readonly endpoint_url: string;
  readonly provider: string;
  readonly enabled: boolean;
  readonly group_role_mapping_enabled: boolean;
  readonly attribute_mapping: Readonly<Record<string, unknown>>;
  readonly api_key?: string | null;
  readonly created_at: number;
  readonly updated_at: number;
}

/** Assigns a role to the members of a group. */
export interface SCIMGroupRoleMappingJSON {
  readonly object: 'scim_group_role_mapping';
  readonly id: string;
  readonly scim_directory_id: string;
  readonly scim_group_id: string;
  readonly scim_group_display_name: string;
  readonly role: RoleJSON | null;
  readonly precedence: number;
  readonly created_at: number;
  readonly updated_at: number;
}
