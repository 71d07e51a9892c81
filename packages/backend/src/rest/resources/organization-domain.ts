import type {
  OrganizationDomainJSON,
  OrganizationDomainVerificationJSON,
  OrganizationDomainVerificationStatus,
  OrganizationDomainVerificationStrategy,
  OrganizationEnrollmentMode,
} from '../../wire/organization-domain.js';
import type { ResourceReader } from '../resource.js';

/** State of the verification of a domain of an organization. */
export class OrganizationDomainVerification {
  /** Whether the domain is verified. */
  declare readonly status: OrganizationDomainVerificationStatus;
  /** How it is verified, for example `affiliation_email_code`. */
  declare readonly strategy: OrganizationDomainVerificationStrategy;
  /** How many times verification was tried. */
  declare readonly attempts: number | null;
  /** The same as `expireAt`, as sent by the service. */
  declare readonly expires_at?: number | null;

  /** When the verification expires; Unix time in ms. */
  get expireAt(): number | null {
    return this.expires_at ?? null;
  }
}

/**
 * A domain of an organization.
 * The official client returns the JSON unchanged although its type has camel case names; here both spellings work.
 */
export class OrganizationDomain {
  declare readonly object: 'organization_domain';
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** Host name of the domain. */
  declare readonly name: string;
  /** State of the verification; null if none was started. */
  declare readonly verification: OrganizationDomainVerification | null;
  /** The same as `organizationId`, as sent by the service. */
  declare readonly organization_id: string;
  /** The same as `enrollmentMode`, as sent by the service. */
  declare readonly enrollment_mode: OrganizationEnrollmentMode;
  /** The same as `totalPendingInvitations`, as sent by the service. */
  declare readonly total_pending_invitations: number;
  /** The same as `totalPendingSuggestions`, as sent by the service. */
  declare readonly total_pending_suggestions: number;
  /** The same as `createdAt`, as sent by the service. */
  declare readonly created_at: number;
  /** The same as `updatedAt`, as sent by the service. */
  declare readonly updated_at: number;
  /** The same as `affiliationEmailAddress`, as sent by the service. */
  declare readonly affiliation_email_address: string | null;

  /** Organization it belongs to. */
  get organizationId(): string {
    return this.organization_id;
  }

  /** How people with an address on the domain join. */
  get enrollmentMode(): OrganizationEnrollmentMode {
    return this.enrollment_mode;
  }

  /** Number of invitations that are open. */
  get totalPendingInvitations(): number {
    return this.total_pending_invitations;
  }

  /** Number of suggestions that are open. */
  get totalPendingSuggestions(): number {
    return this.total_pending_suggestions;
  }

  /** When it was created; Unix time in ms. */
  get createdAt(): number {
    return this.created_at;
  }

  /** When it last changed; Unix time in ms. */
  get updatedAt(): number {
    return this.updated_at;
  }

  /** Address on the domain that proved the affiliation. */
  get affiliationEmailAddress(): string | null {
    return this.affiliation_email_address;
  }
}

function readVerification(json: OrganizationDomainVerificationJSON): OrganizationDomainVerification {
  return Object.assign(new OrganizationDomainVerification(), json);
}

/** Reads `OrganizationDomainJSON`. */
export const organizationDomain: ResourceReader<OrganizationDomainJSON, OrganizationDomain> = {
  object: 'organization_domain',
  read: (json) =>
    Object.assign(new OrganizationDomain(), json, {
      verification: json.verification ? readVerification(json.verification) : json.verification,
    }),
};
