import type { SCIMDirectoryJSON, SCIMGroupRoleMappingJSON } from '../../wire/scim-directory.js';
import { one, resource } from '../resource.js';
import type { Role } from './role.js';
import { role } from './role.js';

/** A directory under its former name. */
export class SCIMDirectory {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** Name shown to people. */
  declare readonly name: string;
  /** Connection its users sign in with. */
  declare readonly enterpriseConnectionId?: string | null | undefined;
  /** SCIM endpoint. */
  declare readonly endpointUrl: string;
  /** Provider, for example `okta`. */
  declare readonly provider: string;
  /** Whether it is in use. */
  declare readonly enabled: boolean;
  /** Whether groups determine roles. */
  declare readonly groupRoleMappingEnabled: boolean;
  /** Names of the attributes, as they were given. */
  declare readonly attributeMapping: Record<string, unknown>;
  /** Bearer token of the provider; only in the answer that created or rotated it. */
  declare readonly apiKey?: string | null | undefined;
  /** When it was created; Unix time in ms. */
  declare readonly createdAt: number;
  /** When it last changed; Unix time in ms. */
  declare readonly updatedAt: number;
}

/** Assigns a role to the members of a group. */
export class SCIMGroupRoleMapping {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** Directory it belongs to. */
  declare readonly scimDirectoryId: string;
  /** The group. */
  declare readonly scimGroupId: string;
  /** Name of the group. */
  declare readonly scimGroupDisplayName: string;
  /** The role. */
  declare readonly role: Role | null;
  /** Which mapping wins for people in several groups: the lowest number. */
  declare readonly precedence: number;
  /** When it was created; Unix time in ms. */
  declare readonly createdAt: number;
  /** When it last changed; Unix time in ms. */
  declare readonly updatedAt: number;
}

/** Reads `SCIMDirectoryJSON`. */
export const scimDirectory = resource<SCIMDirectoryJSON>()('scim_directory', SCIMDirectory, [
  'id',
  'name',
  'enterpriseConnectionId',
  'endpointUrl',
  'provider',
  'enabled',
  'groupRoleMappingEnabled',
  'attributeMapping',
  'apiKey',
  'createdAt',
  'updatedAt',
]);

/** Reads `SCIMGroupRoleMappingJSON`. */
export const scimGroupRoleMapping = resource<SCIMGroupRoleMappingJSON>()(
  'scim_group_role_mapping',
  SCIMGroupRoleMapping,
  ['id', 'scimDirectoryId', 'scimGroupId', 'scimGroupDisplayName', 'precedence', 'createdAt', 'updatedAt'],
  {
    role: one(role),
  },
);
