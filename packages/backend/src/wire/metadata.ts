/* eslint-disable @typescript-eslint/no-empty-object-type -- applications add the members */

/** Metadata as long as nobody has said more about it: any key, unknown values. */
export interface OpenMetadata {
  [key: string]: unknown;
}

/**
 * Metadata types an application can make precise: declare members in a `declare global` block of your own, and every property
 * and parameter of the type follows. They inherit their openness instead of declaring it, so that the declarations of other
 * packages under the same names merge with them.
 */
declare global {
  /** Metadata of a user that the frontend may read. */
  interface UserPublicMetadata extends OpenMetadata {}
  /** Metadata of a user that only the backend sees. */
  interface UserPrivateMetadata extends OpenMetadata {}
  /** Metadata of a user that the frontend may read and write. */
  interface UserUnsafeMetadata extends OpenMetadata {}
  /** Metadata of an organization that the frontend may read. */
  interface OrganizationPublicMetadata extends OpenMetadata {}
  /** Metadata of an organization that only the backend sees. */
  interface OrganizationPrivateMetadata extends OpenMetadata {}
  /** Metadata of an invitation to an organization that the frontend may read. */
  interface OrganizationInvitationPublicMetadata extends OpenMetadata {}
  /** Metadata of an invitation to an organization that only the backend sees. */
  interface OrganizationInvitationPrivateMetadata extends OpenMetadata {}
  /** Metadata of a membership that the frontend may read. */
  interface OrganizationMembershipPublicMetadata extends OpenMetadata {}
  /** Metadata of a membership that only the backend sees. */
  interface OrganizationMembershipPrivateMetadata extends OpenMetadata {}
}
