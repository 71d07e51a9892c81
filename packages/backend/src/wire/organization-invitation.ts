import type { PublicOrganizationDataJSON } from './organization.js';
import type { OrganizationMembershipRole } from './organization-membership.js';
import type { OpenMetadata } from './metadata.js';

/* eslint-disable @typescript-eslint/no-empty-object-type -- applications add the members */
declare global {
  /** Metadata of an invitation to an organization that the frontend may read. */
  interface OrganizationInvitationPublicMetadata extends OpenMetadata {}
  /** Metadata of an invitation to an organization that only the backend sees. */
  interface OrganizationInvitationPrivateMetadata extends OpenMetadata {}
}
/* eslint-enable @typescript-eslint/no-empty-object-type */

/** Whether an invitation to an organization is still open. */
export type OrganizationInvitationStatus = 'pending' | 'accepted' | 'revoked' | 'expired';

/** An invitation to join an organization. */
export interface OrganizationInvitationJSON {
  readonly object: 'organization_invitation';
  readonly id: string;
  readonly email_address: string;
  readonly role: OrganizationMembershipRole;
  readonly role_name: string;
  readonly organization_id: string;
  readonly created_at: number;
  readonly updated_at: number;
  readonly expires_at: number;
  readonly url: string | null;
  readonly status?: OrganizationInvitationStatus;
  readonly public_metadata: OrganizationInvitationPublicMetadata;
  readonly private_metadata: OrganizationInvitationPrivateMetadata;
  readonly public_organization_data?: PublicOrganizationDataJSON | null;
  /** User who invited. */
  readonly inviter_id?: string | null;
}
