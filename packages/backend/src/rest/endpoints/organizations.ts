import type { OrganizationInvitationStatus } from '../../wire/organization-invitation.js';
import type { OrganizationEnrollmentMode } from '../../wire/organization-domain.js';
import type { CallOptions } from '../call-options.js';
import type { Caller } from '../endpoint-group.js';
import { endpoints } from '../endpoint-group.js';
import type { PagePromise, PaginatedResourceResponse } from '../page-promise.js';
import type { DeletedObject } from '../resources/deleted-object.js';
import type { Organization } from '../resources/organization.js';
import type { OrganizationDomain } from '../resources/organization-domain.js';
import type { OrganizationInvitation } from '../resources/organization-invitation.js';
import type { OrganizationMembership } from '../resources/organization-membership.js';
import type { PaginationParams, WithSign } from './params.js';
import { splitMetadata } from './split-metadata.js';

/** Parameters of {@link OrganizationsApi.getOrganization}: `organizationId` or `slug`. */
export type GetOrganizationParams = {
  /** Whether the number of members is counted. Default false. */
  readonly includeMembersCount?: boolean | undefined;
  /** Whether the answer says if it has no member left who may manage it. Default false. */
  readonly includeMissingMemberWithElevatedPermissions?: boolean | undefined;
} & (
  | {
      /** `org_…` */
      readonly organizationId: string;
      readonly slug?: undefined;
    }
  | {
      /** Name for use in URLs. */
      readonly slug: string;
      readonly organizationId?: undefined;
    }
);

/** Parameters of {@link OrganizationsApi.getOrganizationList}. */
export interface GetOrganizationListParams extends PaginationParams {
  /** Whether the number of members is counted. Default false. */
  readonly includeMembersCount?: boolean | undefined;
  /** Text that part of the name, slug or id contains. */
  readonly query?: string | undefined;
  /** Order; a leading `-` reverses it. */
  readonly orderBy?: WithSign<'name' | 'created_at' | 'members_count'> | undefined;
  /** Organization ids; a leading `-` excludes the organization. */
  readonly organizationId?: readonly string[] | undefined;
  /** Ids of members; a leading `-` excludes their organizations. */
  readonly userId?: readonly string[] | undefined;
  /** Whether the answer says if it has no member left who may manage it. Default false. */
  readonly includeMissingMemberWithElevatedPermissions?: boolean | undefined;
}

/** Parameters of {@link OrganizationsApi.createOrganization}. */
export interface CreateOrganizationParams {
  /** Name shown to people. */
  readonly name: string;
  /** Name for use in URLs. */
  readonly slug?: string | undefined;
  /** User who becomes the first member, with the role of creators, `user_…`. */
  readonly createdBy?: string | undefined;
  /** How many members it may have; 0 for no limit. */
  readonly maxAllowedMemberships?: number | undefined;
  /** Data that the frontend may read. */
  readonly publicMetadata?: OrganizationPublicMetadata | undefined;
  /** Data that only the backend sees. */
  readonly privateMetadata?: OrganizationPrivateMetadata | undefined;
  /** Key of its role set. Default: the role set of new organizations. */
  readonly roleSetKey?: string | undefined;
  /** When the organization was made, for imports. Default: now. */
  readonly createdAt?: Date | undefined;
}

/** Parameters of {@link OrganizationsApi.updateOrganization}. */
export interface UpdateOrganizationParams {
  /** Name shown to people. */
  readonly name?: string | undefined;
  /** Name for use in URLs. */
  readonly slug?: string | undefined;
  /** Whether administrators may delete it. */
  readonly adminDeleteEnabled?: boolean | undefined;
  /** How many members it may have; 0 for no limit. */
  readonly maxAllowedMemberships?: number | undefined;
  /** Replaces the public metadata. @deprecated Use `replaceOrganizationMetadata`. */
  readonly publicMetadata?: OrganizationPublicMetadata | undefined;
  /** Replaces the private metadata. @deprecated Use `replaceOrganizationMetadata`. */
  readonly privateMetadata?: OrganizationPrivateMetadata | undefined;
  /** Key of its role set. */
  readonly roleSetKey?: string | undefined;
  /** When the organization was made, for imports. */
  readonly createdAt?: Date | undefined;
}

/** Parameters of {@link OrganizationsApi.updateOrganizationLogo}. */
export interface UpdateOrganizationLogoParams {
  /** The picture: PNG, JPEG, GIF or WebP, up to 10 MB. */
  readonly file: Blob;
  /** User who uploads it, `user_…`. */
  readonly uploaderUserId?: string | undefined;
}

/** Parameters of {@link OrganizationsApi.updateOrganizationMetadata}. */
export interface UpdateOrganizationMetadataParams {
  /** Data that the frontend may read. */
  readonly publicMetadata?: OrganizationPublicMetadata | undefined;
  /** Data that only the backend sees. */
  readonly privateMetadata?: OrganizationPrivateMetadata | undefined;
}

/** Parameters of {@link OrganizationsApi.replaceOrganizationMetadata}. */
export interface ReplaceOrganizationMetadataParams {
  /** Data that the frontend may read. */
  readonly publicMetadata?: OrganizationPublicMetadata | undefined;
  /** Data that only the backend sees. */
  readonly privateMetadata?: OrganizationPrivateMetadata | undefined;
}

/** Parameters of {@link OrganizationsApi.getOrganizationMembershipList}. */
export interface GetOrganizationMembershipListParams extends PaginationParams {
  /** The organization, `org_…`. */
  readonly organizationId: string;
  /** Order; a leading `-` reverses it. */
  readonly orderBy?:
    WithSign<'email_address' | 'created_at' | 'phone_number' | 'first_name' | 'last_name' | 'username'> | undefined;
  /** User ids; a leading `-` excludes the user. */
  readonly userId?: readonly string[] | undefined;
  /** E-mail addresses of the members. */
  readonly emailAddress?: readonly string[] | undefined;
  /** Phone numbers of the members, in E.164 form. */
  readonly phoneNumber?: readonly string[] | undefined;
  /** User names of the members. */
  readonly username?: readonly string[] | undefined;
  /** Wallet addresses of the members. */
  readonly web3Wallet?: readonly string[] | undefined;
  /** Keys of the roles of the members. */
  readonly role?: readonly string[] | undefined;
  /** Text that part of an e-mail address, phone number, user name, wallet, id or name contains. */
  readonly query?: string | undefined;
  /** Text that part of an e-mail address contains. */
  readonly emailAddressQuery?: string | undefined;
  /** Text that part of a phone number contains. */
  readonly phoneNumberQuery?: string | undefined;
  /** Text that part of the user name contains. */
  readonly usernameQuery?: string | undefined;
  /** Text that part of the name contains. */
  readonly nameQuery?: string | undefined;
  /** Last active before this time; Unix time in ms. */
  readonly lastActiveAtBefore?: number | undefined;
  /** Last active after this time; Unix time in ms. */
  readonly lastActiveAtAfter?: number | undefined;
  /** Created before this time; Unix time in ms. */
  readonly createdAtBefore?: number | undefined;
  /** Created after this time; Unix time in ms. */
  readonly createdAtAfter?: number | undefined;
}

/** Parameters of {@link OrganizationsApi.getInstanceOrganizationMembershipList}. */
export interface GetInstanceOrganizationMembershipListParams extends PaginationParams {
  /** Order; a leading `-` reverses it. */
  readonly orderBy?:
    WithSign<'email_address' | 'created_at' | 'phone_number' | 'first_name' | 'last_name' | 'username'> | undefined;
}

/** Parameters of {@link OrganizationsApi.createOrganizationMembership}. */
export interface CreateOrganizationMembershipParams {
  /** The organization, `org_…`. */
  readonly organizationId: string;
  /** The user, `user_…`. */
  readonly userId: string;
  /** Key of the role, for example `org:admin`. */
  readonly role: string;
  /** Data that the frontend may read. */
  readonly publicMetadata?: OrganizationMembershipPublicMetadata | undefined;
  /** Data that only the backend sees. */
  readonly privateMetadata?: OrganizationMembershipPrivateMetadata | undefined;
}

/** Parameters of {@link OrganizationsApi.updateOrganizationMembership}. */
export interface UpdateOrganizationMembershipParams {
  /** The organization, `org_…`. */
  readonly organizationId: string;
  /** The member, `user_…`. */
  readonly userId: string;
  /** Key of the role, for example `org:admin`. */
  readonly role: string;
}

/** Parameters of {@link OrganizationsApi.updateOrganizationMembershipMetadata}. */
export interface UpdateOrganizationMembershipMetadataParams {
  /** The organization, `org_…`. */
  readonly organizationId: string;
  /** The member, `user_…`. */
  readonly userId: string;
  /** Data that the frontend may read. */
  readonly publicMetadata?: OrganizationMembershipPublicMetadata | undefined;
  /** Data that only the backend sees. */
  readonly privateMetadata?: OrganizationPrivateMetadata | undefined;
}

/** Parameters of {@link OrganizationsApi.deleteOrganizationMembership}. */
export interface DeleteOrganizationMembershipParams {
  /** The organization, `org_…`. */
  readonly organizationId: string;
  /** The member, `user_…`. */
  readonly userId: string;
}

/** Parameters of {@link OrganizationsApi.getOrganizationInvitationList}. */
export interface GetOrganizationInvitationListParams extends PaginationParams {
  /** The organization, `org_…`. */
  readonly organizationId: string;
  /** Only those in these states. */
  readonly status?: readonly OrganizationInvitationStatus[] | undefined;
  /** Only those for this e-mail address. */
  readonly emailAddress?: string | undefined;
  /** Order; a leading `-` reverses it. Default `-created_at`. */
  readonly orderBy?: WithSign<'created_at' | 'email_address'> | undefined;
}

/** Parameters of {@link OrganizationsApi.createOrganizationInvitation}. */
export interface CreateOrganizationInvitationParams {
  /** The organization, `org_…`. */
  readonly organizationId: string;
  /** E-mail address. */
  readonly emailAddress: string;
  /** Key of the role, for example `org:admin`. */
  readonly role: string;
  /** Life in days, 1 to 365. Default 30. */
  readonly expiresInDays?: number | undefined;
  /** User who invites, `user_…`. */
  readonly inviterUserId?: string | undefined;
  /** Becomes the private metadata of the membership. */
  readonly privateMetadata?: OrganizationInvitationPrivateMetadata | undefined;
  /** Becomes the public metadata of the membership. */
  readonly publicMetadata?: OrganizationInvitationPublicMetadata | undefined;
  /** Where the invitation leads. */
  readonly redirectUrl?: string | undefined;
  /** Whether an e-mail is sent. Default true. */
  readonly notify?: boolean | undefined;
}

/** Parameters of {@link OrganizationsApi.getOrganizationInvitation}. */
export interface GetOrganizationInvitationParams {
  /** The organization, `org_…`. */
  readonly organizationId: string;
  /** The invitation, `orginv_…`. */
  readonly invitationId: string;
}

/** Parameters of {@link OrganizationsApi.revokeOrganizationInvitation}. */
export interface RevokeOrganizationInvitationParams {
  /** The organization, `org_…`. */
  readonly organizationId: string;
  /** The invitation, `orginv_…`. */
  readonly invitationId: string;
  /** User who requests it, `user_…`. */
  readonly requestingUserId?: string | undefined;
}

/** Parameters of {@link OrganizationsApi.getOrganizationDomainList}. */
export interface GetOrganizationDomainListParams extends PaginationParams {
  /** The organization, `org_…`. */
  readonly organizationId: string;
  /** Only those that are verified, or only those that are not. */
  readonly verified?: boolean | undefined;
  /** Only those with one of these ways to join. */
  readonly enrollmentMode?: readonly OrganizationEnrollmentMode[] | undefined;
}

/** Parameters of {@link OrganizationsApi.createOrganizationDomain}. */
export interface CreateOrganizationDomainParams {
  /** The organization, `org_…`. */
  readonly organizationId: string;
  /** Host name of the domain. */
  readonly name: string;
  /** How people with an address on the domain join. */
  readonly enrollmentMode: OrganizationEnrollmentMode;
  /** Whether the domain is verified. Default true. */
  readonly verified?: boolean | undefined;
}

/** Parameters of {@link OrganizationsApi.updateOrganizationDomain}. */
export interface UpdateOrganizationDomainParams {
  /** The organization, `org_…`. */
  readonly organizationId: string;
  /** The domain, `orgdmn_…`. */
  readonly domainId: string;
  /** Host name of the domain. */
  readonly name?: string | undefined;
  /** How people with an address on the domain join. */
  readonly enrollmentMode?: OrganizationEnrollmentMode | undefined;
  /** Whether the domain is verified. */
  readonly verified?: boolean | undefined;
}

/** Parameters of {@link OrganizationsApi.deleteOrganizationDomain}. */
export interface DeleteOrganizationDomainParams {
  /** The organization, `org_…`. */
  readonly organizationId: string;
  /** The domain, `orgdmn_…`. */
  readonly domainId: string;
}

/** Parameters of {@link OrganizationsApi.getInstanceOrganizationInvitationList}. */
export interface GetInstanceOrganizationInvitationListParams extends PaginationParams {
  /** Order; a leading `-` reverses it. Default `-created_at`. */
  readonly orderBy?: WithSign<'created_at' | 'email_address'> | undefined;
  /** Only those in this state. */
  readonly status?: OrganizationInvitationStatus | undefined;
  /** Text that part of the e-mail address or the id contains. */
  readonly query?: string | undefined;
}

/** Parameters of {@link OrganizationsApi.getPendingOrganizationInvitationList}. */
export interface GetPendingOrganizationInvitationListParams extends PaginationParams {
  /** The organization, `org_…`. */
  readonly organizationId: string;
}

/** Parameters of {@link OrganizationsApi.verifyOrganizationDomainOwnership}. */
export interface VerifyOrganizationDomainOwnershipParams {
  /** The organization, `org_…`. */
  readonly organizationId: string;
  /** The domain, `orgdmn_…`. */
  readonly domainId: string;
}

/** Parameters of {@link OrganizationsApi.getInstanceOrganizationDomainList}. */
export interface GetInstanceOrganizationDomainListParams extends PaginationParams {
  /** Only those of this organization, `org_…`. */
  readonly organizationId?: string | undefined;
  /** Only those that are verified, or only those that are not. */
  readonly verified?: boolean | undefined;
  /** Only those with one of these ways to join. */
  readonly enrollmentMode?: readonly OrganizationEnrollmentMode[] | undefined;
  /** Text that part of the name contains. */
  readonly query?: string | undefined;
  /** Host names. */
  readonly domains?: readonly string[] | undefined;
  /** Order; a leading `-` reverses it. */
  readonly orderBy?: WithSign<'name' | 'created_at'> | undefined;
}

/** Organizations, their members, invitations and domains. */
export interface OrganizationsApi {
  /**
   * Gets organizations, newest first unless `orderBy` is given.
   * @throws {ClerkAPIResponseError} 400, 403, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /organizations}
   */
  getOrganizationList(params?: GetOrganizationListParams, options?: CallOptions): PagePromise<Organization>;
  /**
   * Makes an organization.
   * @throws {ClerkAPIResponseError} 400, 402, 403, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /organizations}
   */
  createOrganization(params: CreateOrganizationParams, options?: CallOptions): Promise<Organization>;
  /**
   * Gets an organization by id or by slug.
   * @throws {ClerkAPIResponseError} 403, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /organizations/\{organization_id\}}
   */
  getOrganization(params: GetOrganizationParams, options?: CallOptions): Promise<Organization>;
  /**
   * Changes an organization; what is not given stays. Metadata that is given replaces all of it, in a second request.
   * @param organizationId - `org_…`
   * @throws {ClerkAPIResponseError} 400, 402, 403, 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | PATCH /organizations/\{organization_id\}}
   */
  updateOrganization(
    organizationId: string,
    params: UpdateOrganizationParams,
    options?: CallOptions,
  ): Promise<Organization>;
  /**
   * Sets the logo of an organization.
   * @param organizationId - `org_…`
   * @throws {ClerkAPIResponseError} 400, 403, 404 `resource_not_found`, 413
   * @see {@link https://clerk.com/docs/reference/backend-api | PUT /organizations/\{organization_id\}/logo}
   */
  updateOrganizationLogo(
    organizationId: string,
    params: UpdateOrganizationLogoParams,
    options?: CallOptions,
  ): Promise<Organization>;
  /**
   * Removes the logo of an organization.
   * @param organizationId - `org_…`
   * @throws {ClerkAPIResponseError} 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | DELETE /organizations/\{organization_id\}/logo}
   */
  deleteOrganizationLogo(organizationId: string, options?: CallOptions): Promise<Organization>;
  /**
   * Merges metadata into that of an organization, deeply; null removes a key.
   * @param organizationId - `org_…`
   * @throws {ClerkAPIResponseError} 400, 401, 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | PATCH /organizations/\{organization_id\}/metadata}
   */
  updateOrganizationMetadata(
    organizationId: string,
    params: UpdateOrganizationMetadataParams,
    options?: CallOptions,
  ): Promise<Organization>;
  /**
   * Replaces metadata of an organization.
   * @param organizationId - `org_…`
   * @throws {ClerkAPIResponseError} 400, 401, 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | PUT /organizations/\{organization_id\}/metadata}
   */
  replaceOrganizationMetadata(
    organizationId: string,
    params: ReplaceOrganizationMetadataParams,
    options?: CallOptions,
  ): Promise<Organization>;
  /**
   * Deletes an organization with its memberships and invitations. Returns what was deleted.
   * @param organizationId - `org_…`
   * @throws {ClerkAPIResponseError} 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | DELETE /organizations/\{organization_id\}}
   */
  deleteOrganization(organizationId: string, options?: CallOptions): Promise<DeletedObject>;
  /**
   * Gets the members of an organization.
   * @throws {ClerkAPIResponseError} 401, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /organizations/\{organization_id\}/memberships}
   */
  getOrganizationMembershipList(
    params: GetOrganizationMembershipListParams,
    options?: CallOptions,
  ): PagePromise<OrganizationMembership>;
  /**
   * Gets the memberships of all organizations.
   * @throws {ClerkAPIResponseError} 400, 401, 422, 500
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /organization_memberships}
   */
  getInstanceOrganizationMembershipList(
    params?: GetInstanceOrganizationMembershipListParams,
    options?: CallOptions,
  ): PagePromise<OrganizationMembership>;
  /**
   * Makes a user a member of an organization.
   * @throws {ClerkAPIResponseError} 400, 403, 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /organizations/\{organization_id\}/memberships}
   */
  createOrganizationMembership(
    params: CreateOrganizationMembershipParams,
    options?: CallOptions,
  ): Promise<OrganizationMembership>;
  /**
   * Changes the role of a member.
   * @throws {ClerkAPIResponseError} 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | PATCH /organizations/\{organization_id\}/memberships/\{user_id\}}
   */
  updateOrganizationMembership(
    params: UpdateOrganizationMembershipParams,
    options?: CallOptions,
  ): Promise<OrganizationMembership>;
  /**
   * Merges metadata into that of a membership, deeply; null removes a key.
   * @throws {ClerkAPIResponseError} 400, 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | PATCH /organizations/\{organization_id\}/memberships/\{user_id\}/metadata}
   */
  updateOrganizationMembershipMetadata(
    params: UpdateOrganizationMembershipMetadataParams,
    options?: CallOptions,
  ): Promise<OrganizationMembership>;
  /**
   * Removes a member from an organization.
   * @throws {ClerkAPIResponseError} 401, 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | DELETE /organizations/\{organization_id\}/memberships/\{user_id\}}
   */
  deleteOrganizationMembership(
    params: DeleteOrganizationMembershipParams,
    options?: CallOptions,
  ): Promise<OrganizationMembership>;
  /**
   * Gets the invitations of an organization, newest first.
   * @throws {ClerkAPIResponseError} 400, 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /organizations/\{organization_id\}/invitations}
   */
  getOrganizationInvitationList(
    params: GetOrganizationInvitationListParams,
    options?: CallOptions,
  ): PagePromise<OrganizationInvitation>;
  /**
   * Invites a person to an organization by e-mail.
   * @throws {ClerkAPIResponseError} 400, 402, 403, 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /organizations/\{organization_id\}/invitations}
   */
  createOrganizationInvitation(
    params: CreateOrganizationInvitationParams,
    options?: CallOptions,
  ): Promise<OrganizationInvitation>;
  /**
   * Invites several people to an organization.
   * @param organizationId - `org_…`
   * @throws {ClerkAPIResponseError} 400, 403, 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /organizations/\{organization_id\}/invitations/bulk}
   */
  createOrganizationInvitationBulk(
    organizationId: string,
    params: readonly Omit<CreateOrganizationInvitationParams, 'organizationId'>[],
    options?: CallOptions,
  ): Promise<PaginatedResourceResponse<OrganizationInvitation[]>>;
  /**
   * Gets an invitation of an organization.
   * @throws {ClerkAPIResponseError} 400, 403, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /organizations/\{organization_id\}/invitations/\{invitation_id\}}
   */
  getOrganizationInvitation(
    params: GetOrganizationInvitationParams,
    options?: CallOptions,
  ): Promise<OrganizationInvitation>;
  /**
   * Makes an invitation of an organization useless.
   * @throws {ClerkAPIResponseError} 400, 403, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /organizations/\{organization_id\}/invitations/\{invitation_id\}/revoke}
   */
  revokeOrganizationInvitation(
    params: RevokeOrganizationInvitationParams,
    options?: CallOptions,
  ): Promise<OrganizationInvitation>;
  /**
   * Gets the domains of an organization.
   * @throws {ClerkAPIResponseError} 401, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /organizations/\{organization_id\}/domains}
   */
  getOrganizationDomainList(
    params: GetOrganizationDomainListParams,
    options?: CallOptions,
  ): PagePromise<OrganizationDomain>;
  /**
   * Adds a domain to an organization; it is verified unless `verified` is false.
   * @throws {ClerkAPIResponseError} 400, 403, 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /organizations/\{organization_id\}/domains}
   */
  createOrganizationDomain(params: CreateOrganizationDomainParams, options?: CallOptions): Promise<OrganizationDomain>;
  /**
   * Changes a domain of an organization; what is not given stays.
   * @throws {ClerkAPIResponseError} 400, 403, 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | PATCH /organizations/\{organization_id\}/domains/\{domain_id\}}
   */
  updateOrganizationDomain(params: UpdateOrganizationDomainParams, options?: CallOptions): Promise<OrganizationDomain>;
  /**
   * Removes a domain from an organization. Returns what was deleted.
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | DELETE /organizations/\{organization_id\}/domains/\{domain_id\}}
   */
  deleteOrganizationDomain(params: DeleteOrganizationDomainParams, options?: CallOptions): Promise<DeletedObject>;
  /**
   * Gets the invitations of all organizations.
   * @throws {ClerkAPIResponseError} 400, 404, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /organization_invitations}
   */
  getInstanceOrganizationInvitationList(
    params?: GetInstanceOrganizationInvitationListParams,
    options?: CallOptions,
  ): PagePromise<OrganizationInvitation>;
  /**
   * Gets the open invitations of an organization.
   * @throws {ClerkAPIResponseError} 400, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /organizations/\{organization_id\}/invitations/pending}
   * @deprecated Use `getOrganizationInvitationList` with a `status`.
   */
  getPendingOrganizationInvitationList(
    params: GetPendingOrganizationInvitationListParams,
    options?: CallOptions,
  ): PagePromise<OrganizationInvitation>;
  /**
   * Checks the DNS record that proves who owns a domain.
   * @throws {ClerkAPIResponseError} 401, 403, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /organizations/\{organization_id\}/domains/\{domain_id\}/verify_ownership}
   */
  verifyOrganizationDomainOwnership(
    params: VerifyOrganizationDomainOwnershipParams,
    options?: CallOptions,
  ): Promise<OrganizationDomain>;
  /**
   * Gets the domains of all organizations.
   * @throws {ClerkAPIResponseError} 401, 403, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /organization_domains}
   */
  getInstanceOrganizationDomainList(
    params?: GetInstanceOrganizationDomainListParams,
    options?: CallOptions,
  ): PagePromise<OrganizationDomain>;
}

function getOrganization(call: Caller, params: GetOrganizationParams): Promise<unknown> {
  const { organizationId, slug, ...query } = params;
  return call({ path: { organizationId: organizationId ?? slug }, query });
}

/** Metadata is replaced by an endpoint of its own; the other fields go first, if there are any. */
async function updateOrganization(
  call: Caller,
  organizationId: string,
  params: UpdateOrganizationParams = {},
): Promise<unknown> {
  const { metadata, fields } = splitMetadata(params);
  if (!metadata) return call({ path: { organizationId }, body: fields });
  if (Object.keys(fields).length > 0) await call({ path: { organizationId }, body: fields });
  return call({ path: { organizationId }, body: metadata }, 'PUT /organizations/{organizationId}/metadata');
}

/** Routes of {@link OrganizationsApi}. */
export const organizations = endpoints<OrganizationsApi>()({
  getOrganizationList: ['GET /organizations', { list: true }],
  createOrganization: 'POST /organizations',
  getOrganization: ['GET /organizations/{organizationId}', { run: getOrganization }],
  updateOrganization: ['PATCH /organizations/{organizationId}', { run: updateOrganization }],
  updateOrganizationLogo: ['PUT /organizations/{organizationId}/logo', { form: true }],
  deleteOrganizationLogo: 'DELETE /organizations/{organizationId}/logo',
  updateOrganizationMetadata: 'PATCH /organizations/{organizationId}/metadata',
  replaceOrganizationMetadata: 'PUT /organizations/{organizationId}/metadata',
  deleteOrganization: 'DELETE /organizations/{organizationId}',
  getOrganizationMembershipList: ['GET /organizations/{organizationId}/memberships', { list: true }],
  getInstanceOrganizationMembershipList: ['GET /organization_memberships', { list: true }],
  createOrganizationMembership: 'POST /organizations/{organizationId}/memberships',
  updateOrganizationMembership: 'PATCH /organizations/{organizationId}/memberships/{userId}',
  updateOrganizationMembershipMetadata: 'PATCH /organizations/{organizationId}/memberships/{userId}/metadata',
  deleteOrganizationMembership: 'DELETE /organizations/{organizationId}/memberships/{userId}',
  getOrganizationInvitationList: ['GET /organizations/{organizationId}/invitations', { list: true }],
  createOrganizationInvitation: 'POST /organizations/{organizationId}/invitations',
  createOrganizationInvitationBulk: 'POST /organizations/{organizationId}/invitations/bulk',
  getOrganizationInvitation: 'GET /organizations/{organizationId}/invitations/{invitationId}',
  revokeOrganizationInvitation: 'POST /organizations/{organizationId}/invitations/{invitationId}/revoke',
  getOrganizationDomainList: ['GET /organizations/{organizationId}/domains', { list: true }],
  createOrganizationDomain: ['POST /organizations/{organizationId}/domains', { defaults: { verified: true } }],
  updateOrganizationDomain: 'PATCH /organizations/{organizationId}/domains/{domainId}',
  deleteOrganizationDomain: 'DELETE /organizations/{organizationId}/domains/{domainId}',
  getInstanceOrganizationInvitationList: ['GET /organization_invitations', { list: true }],
  getPendingOrganizationInvitationList: ['GET /organizations/{organizationId}/invitations/pending', { list: true }],
  verifyOrganizationDomainOwnership: 'POST /organizations/{organizationId}/domains/{domainId}/verify_ownership',
  getInstanceOrganizationDomainList: ['GET /organization_domains', { list: true }],
});
