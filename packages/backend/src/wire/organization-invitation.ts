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
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Address that was invited. */
  readonly email_address: string;
  /** Key of the role, for example `org:admin`. */
  readonly role: OrganizationMembershipRole;
  /** Name of the role. */
  readonly role_name: string;
  /** Organization it belongs to. */
  readonly organization_id: string;
  /** When it was created; Unix time in ms. */
  readonly created_at: number;
  /** When it last changed; Unix time in ms. */
  readonly updated_at: number;
  /** When it expires; Unix time in ms. */
  readonly expires_at: number;
  /** URL that accepts it. */
  readonly url: string | null;
  /** Whether it is still open. */
  readonly status?: OrganizationInvitationStatus;
  /** Data that the frontend may read, as it was given. */
  readonly public_metadata: OrganizationInvitationPublicMetadata;
  /** Data that only the backend sees, as it was given. */
  readonly private_metadata: OrganizationInvitationPrivateMetadata;
  /** What everybody may know about the organization. */
  readonly public_organization_data?: PublicOrganizationDataJSON | null;
  /** User who invited. */
  readonly inviter_id?: string | null;
}
