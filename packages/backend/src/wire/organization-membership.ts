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
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Key of the role, for example `org:admin`. */
  readonly role: OrganizationMembershipRole;
  /** Keys of the permissions of the role. */
  readonly permissions: readonly string[];
  /** Data that the frontend may read, as it was given. */
  readonly public_metadata: OrganizationMembershipPublicMetadata;
  /** Data that only the backend sees, as it was given. */
  readonly private_metadata?: OrganizationMembershipPrivateMetadata;
  /** When it was created; Unix time in ms. */
  readonly created_at: number;
  /** When it last changed; Unix time in ms. */
  readonly updated_at: number;
  /** The organization. */
  readonly organization: OrganizationJSON;
  /** What other members may know about the user. */
  readonly public_user_data?: OrganizationMembershipPublicUserDataJSON | null;
  /** Name of the role. */
  readonly role_name?: string;
}

/** What other members may know about a user. */
export interface OrganizationMembershipPublicUserDataJSON {
  /** Primary e-mail address, phone number or user name. */
  readonly identifier: string;
  /** First name. */
  readonly first_name: string | null;
  /** Last name. */
  readonly last_name: string | null;
  /** URL of the picture. */
  readonly image_url: string;
  /** Whether a picture was uploaded; otherwise `image_url` is a generated one. */
  readonly has_image: boolean;
  /** The user. */
  readonly user_id: string;
  /** User name. */
  readonly username?: string | null;
  /** Whether the user is banned. */
  readonly banned?: boolean;
}
