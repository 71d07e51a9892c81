import type { OrganizationJSON } from './organization.js';
import type { OpenMetadata } from './metadata.js';

/* eslint-disable @typescript-eslint/no-empty-object-type -- applications add the members */
declare global {
  /** Metadata of a membership that the frontend may read. */
  interface OrganizationMembershipPublicMetadata extends OpenMetadata {}
  /** Metadata of a membership that only the backend sees. */
  interface OrganizationMembershipPrivateMetadata extends OpenMetadata {}
}
/* eslint-enable @typescript-eslint/no-empty-object-type */

/** Key of a role, for example `org:admin`. */
export type OrganizationMembershipRole = string;

/** Makes a user a member of an organization. */
export interface OrganizationMembershipJSON {
  readonly object: 'organization_membership';
  readonly id: string;
  readonly role: OrganizationMembershipRole;
  readonly permissions: readonly string[];
  readonly public_metadata: OrganizationMembershipPublicMetadata;
  readonly private_metadata?: OrganizationMembershipPrivateMetadata;
  readonly created_at: number;
  readonly updated_at: number;
  readonly organization: OrganizationJSON;
  readonly public_user_data?: OrganizationMembershipPublicUserDataJSON | null;
  /** Name of the role. */
  readonly role_name?: string;
}

/** What other members may know about a user. */
export interface OrganizationMembershipPublicUserDataJSON {
  readonly identifier: string;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly image_url: string;
  /** Whether a picture was uploaded; otherwise `image_url` is a generated one. */
  readonly has_image: boolean;
  readonly user_id: string;
  /** User name. */
  readonly username?: string | null;
  /** Whether the user is banned. */
  readonly banned?: boolean;
}
