/** How people with an address on a verified domain may join. */
export type DomainsEnrollmentModes = 'manual_invitation' | 'automatic_invitation' | 'automatic_suggestion';

/** Settings for all organizations of the instance. */
export interface OrganizationSettingsJSON {
  readonly object: 'organization_settings';
  /** Whether organizations are in use. */
  readonly enabled: boolean;
  /** How many members an organization may have; 0 for no limit. */
  readonly max_allowed_memberships: number;
  /** How many roles there may be. */
  readonly max_allowed_roles: number;
  /** How many permissions there may be. */
  readonly max_allowed_permissions: number;
  /** Key of the role of the person who creates an organization. */
  readonly creator_role: string;
  /** Whether administrators may delete their organization. */
  readonly admin_delete_enabled: boolean;
  /** Whether organizations may verify domains. */
  readonly domains_enabled: boolean;
  /** Whether organizations have no slug. */
  readonly slug_disabled: boolean;
  /** Ways in which people with an address on a verified domain join. */
  readonly domains_enrollment_modes: readonly DomainsEnrollmentModes[];
  /** Key of the role of people who join by domain. */
  readonly domains_default_role: string;
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** How many role sets there may be. */
  readonly max_role_sets_allowed?: number;
  /** How many domains an organization may have. */
  readonly max_allowed_domains?: number;
  /** Key of the role set new organizations get. */
  readonly initial_role_set_key?: string | null;
}
