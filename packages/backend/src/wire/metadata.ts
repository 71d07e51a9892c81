/**
 * Metadata types an application can make precise: declare the members in a `declare global` block of your own and every
 * property and parameter of the type follows. Empty by default: any key, unknown values.
 */
declare global {
  /** Metadata of a user that the frontend may read. */
  interface UserPublicMetadata {
    [key: string]: unknown;
  }
  /** Metadata of a user that only the backend sees. */
  interface UserPrivateMetadata {
    [key: string]: unknown;
  }
  /** Metadata of a user that the frontend may read and write. */
  interface UserUnsafeMetadata {
    [key: string]: unknown;
  }
  /** Metadata of an organization that the frontend may read. */
  interface OrganizationPublicMetadata {
    [key: string]: unknown;
  }
  /** Metadata of an organization that only the backend sees. */
  interface OrganizationPrivateMetadata {
    [key: string]: unknown;
  }
  /** Metadata of an invitation to an organization that the frontend may read. */
  interface OrganizationInvitationPublicMetadata {
    [key: string]: unknown;
  }
  /** Metadata of an invitation to an organization that only the backend sees. */
  interface OrganizationInvitationPrivateMetadata {
    [key: string]: unknown;
  }
  /** Metadata of a membership that the frontend may read. */
  interface OrganizationMembershipPublicMetadata {
    [key: string]: unknown;
  }
  /** Metadata of a membership that only the backend sees. */
  interface OrganizationMembershipPrivateMetadata {
    [key: string]: unknown;
  }
}

export {};
