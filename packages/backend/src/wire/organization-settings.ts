/** How people with an address on a verified domain may join. */
export type DomainsEnrollmentModes = 'manual_invitation' | 'automatic_invitation' | 'automatic_suggestion';

/** Settings for all organizations of the instance. */
export interface OrganizationSettingsJSON {
  readonly object: 'organization_settings';
  readonly enabled: boolean;
  readonly max_allowed_memberships: number;
  readonly max_allowed_roles: number;
  readonly max_allowed_permissions: number;
  readonly creator_role: string;
  readonly admin_delete_enabled: boolean;
  readonly domains_enabled: boolean;
  readonly slug_disabled: boolean;
  readonly domains_enrollment_modes: readonly DomainsEnrollmentModes[];
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
