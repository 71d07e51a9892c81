import type { DomainsEnrollmentModes, OrganizationSettingsJSON } from '../../wire/organization-settings.js';
import { resource } from '../resource.js';

/** Settings for all organizations of the instance. */
export class OrganizationSettings {
  /** Whether organizations are in use. */
  declare readonly enabled: boolean;
  /** How many members an organization may have; 0 for no limit. */
  declare readonly maxAllowedMemberships: number;
  /** How many roles there may be. */
  declare readonly maxAllowedRoles: number;
  /** How many permissions there may be. */
  declare readonly maxAllowedPermissions: number;
  /** Key of the role of the person who creates an organization. */
  declare readonly creatorRole: string;
  /** Whether administrators may delete their organization. */
  declare readonly adminDeleteEnabled: boolean;
  /** Whether organizations may verify domains. */
  declare readonly domainsEnabled: boolean;
  /** Whether organizations have no slug. */
  declare readonly slugDisabled: boolean;
  /** Ways in which people with an address on a verified domain join. */
  declare readonly domainsEnrollmentModes: DomainsEnrollmentModes[];
  /** Key of the role of people who join by domain. */
  declare readonly domainsDefaultRole: string;
}

/** Reads `OrganizationSettingsJSON`. */
export const organizationSettings = resource<OrganizationSettingsJSON>()(
  'organization_settings',
  OrganizationSettings,
  [
    'enabled',
    'maxAllowedMemberships',
    'maxAllowedRoles',
    'maxAllowedPermissions',
    'creatorRole',
    'adminDeleteEnabled',
    'domainsEnabled',
    'slugDisabled',
    'domainsEnrollmentModes',
    'domainsDefaultRole',
  ],
);
