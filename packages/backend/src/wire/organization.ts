import type { OpenMetadata } from './metadata.js';

/* eslint-disable @typescript-eslint/no-empty-object-type -- applications add the members */
declare global {
  /** Metadata of an organization that the frontend may read. */
  interface OrganizationPublicMetadata extends OpenMetadata {}
  /** Metadata of an organization that only the backend sees. */
  interface OrganizationPrivateMetadata extends OpenMetadata {}
}
/* eslint-enable @typescript-eslint/no-empty-object-type */

/** An organization. */
export interface OrganizationJSON {
  readonly object: 'organization';
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly image_url?: string;
  /** Whether a picture was uploaded; otherwise `image_url` is a generated one. */
  readonly has_image: boolean;
  readonly created_at: number;
  readonly updated_at: number;
  readonly public_metadata: OrganizationPublicMetadata | null;
  readonly private_metadata?: OrganizationPrivateMetadata;
  readonly max_allowed_memberships: number;
  readonly admin_delete_enabled: boolean;
  readonly members_count?: number;
  readonly created_by?: string;
  /** Number of open invitations. */
  readonly pending_invitations_count?: number;
  /** Last activity; Unix time in ms. */
  readonly last_active_at?: number;
  /** Whether no member is left who may manage it. */
  readonly missing_member_with_elevated_permissions?: boolean;
  /** Key of its role set. */
  readonly role_set_key?: string | null;
}

/** What everybody may know about an organization. */
export interface PublicOrganizationDataJSON {
  /** Identifier, `org_…`. */
  readonly id: string;
  /** Name shown to people. */
  readonly name: string;
  /** Name for use in URLs. */
  readonly slug: string | null;
  /** URL of the logo. */
  readonly image_url?: string;
  /** Whether a logo was uploaded. */
  readonly has_image: boolean;
}
