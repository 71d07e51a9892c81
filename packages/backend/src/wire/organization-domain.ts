/** How people with an address on a domain join the organization. */
export type OrganizationEnrollmentMode =
  'manual_invitation' | 'automatic_invitation' | 'automatic_suggestion' | 'enterprise_sso';

/** Whether a domain is verified. */
export type OrganizationDomainVerificationStatus = 'unverified' | 'verified';

/** How a domain is verified. */
export type OrganizationDomainVerificationStrategy = string;

/** A domain of an organization. */
export interface OrganizationDomainJSON {
  readonly object: 'organization_domain';
  readonly id: string;
  /** Organization it belongs to. */
  readonly organization_id: string;
  readonly name: string;
  /** How people with an address on the domain join. */
  readonly enrollment_mode: OrganizationEnrollmentMode;
  readonly verification: OrganizationDomainVerificationJSON | null;
  /** Number of invitations that are open. */
  readonly total_pending_invitations: number;
  /** Number of suggestions that are open. */
  readonly total_pending_suggestions: number;
  /** When it was created; Unix time in ms. */
  readonly created_at: number;
  /** When it last changed; Unix time in ms. */
  readonly updated_at: number;
  /** Address on the domain that proved the affiliation. */
  readonly affiliation_email_address: string | null;
}

/** State of the verification of a domain of an organization. */
export interface OrganizationDomainVerificationJSON {
  /** Whether the domain is verified. */
  readonly status: OrganizationDomainVerificationStatus;
  /** How it is verified, for example `email_code` or `oauth_google`. */
  readonly strategy: OrganizationDomainVerificationStrategy;
  /** How many times verification was tried. */
  readonly attempts: number;
  /** When the verification expires; Unix time in ms. */
  readonly expires_at: number;
}
