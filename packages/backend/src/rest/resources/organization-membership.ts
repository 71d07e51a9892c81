import type {
  OrganizationMembershipJSON,
  OrganizationMembershipPublicUserDataJSON,
  OrganizationMembershipRole,
} from '../../wire/organization-membership.js';
import { one, orEmptyObject, resource, WireResource } from '../resource.js';
import type { Organization } from './organization.js';
import { organization } from './organization.js';

/** Makes a user a member of an organization. */
export class OrganizationMembership extends WireResource<OrganizationMembershipJSON> {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** Key of the role, for example `org:admin`. */
  declare readonly role: OrganizationMembershipRole;
  /** Keys of the permissions of the role. */
  declare readonly permissions: string[];
  /** Data that the frontend may read, as it was given. */
  declare readonly publicMetadata: OrganizationMembershipPublicMetadata;
  /** Data that only the backend sees, as it was given. */
  declare readonly privateMetadata: OrganizationMembershipPrivateMetadata;
  /** When it was created; Unix time in ms. */
  declare readonly createdAt: number;
  /** When it last changed; Unix time in ms. */
  declare readonly updatedAt: number;
  /** The organization. */
  declare readonly organization: Organization;
  /** What other members may know about the user. */
  declare readonly publicUserData?: OrganizationMembershipPublicUserData | null | undefined;
}

/** What other members may know about a user. */
export class OrganizationMembershipPublicUserData {
  /** Primary e-mail address, phone number or user name. */
  declare readonly identifier: string;
  /** First name. */
  declare readonly firstName: string | null;
  /** Last name. */
  declare readonly lastName: string | null;
  /** URL of the picture. */
  declare readonly imageUrl: string;
  /** Whether a picture was uploaded; otherwise `imageUrl` is a generated one. */
  declare readonly hasImage: boolean;
  /** The user. */
  declare readonly userId: string;
}

/** Reads `OrganizationMembershipPublicUserDataJSON`. */
export const organizationMembershipPublicUserData = resource<OrganizationMembershipPublicUserDataJSON>()(
  undefined,
  OrganizationMembershipPublicUserData,
  ['identifier', 'firstName', 'lastName', 'imageUrl', 'hasImage', 'userId'],
);

/** Reads `OrganizationMembershipJSON`. */
export const organizationMembership = resource<OrganizationMembershipJSON, 'raw'>()(
  'organization_membership',
  OrganizationMembership,
  ['id', 'role', 'permissions', 'createdAt', 'updatedAt'],
  {
    publicMetadata: orEmptyObject(),
    privateMetadata: orEmptyObject(),
    organization: one(organization),
    publicUserData: one(organizationMembershipPublicUserData),
  },
);
