import type { PublicOrganizationDataJSON } from '../../wire/organization.js';
import type { OrganizationInvitationJSON, OrganizationInvitationStatus } from '../../wire/organization-invitation.js';
import type { OrganizationMembershipRole } from '../../wire/organization-membership.js';
import { orEmptyObject, resource, WireResource } from '../resource.js';

/** An invitation to join an organization. */
export class OrganizationInvitation extends WireResource<OrganizationInvitationJSON> {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** Address that was invited. */
  declare readonly emailAddress: string;
  /** Key of the role, for example `org:admin`. */
  declare readonly role: OrganizationMembershipRole;
  /** Name of the role. */
  declare readonly roleName: string;
  /** Organization it belongs to. */
  declare readonly organizationId: string;
  /** When it was created; Unix time in ms. */
  declare readonly createdAt: number;
  /** When it last changed; Unix time in ms. */
  declare readonly updatedAt: number;
  /** When it expires; Unix time in ms. */
  declare readonly expiresAt: number;
  /** URL that accepts it. */
  declare readonly url: string | null;
  /** Whether it is still open. */
  declare readonly status?: OrganizationInvitationStatus | undefined;
  /** Data that the frontend may read, as it was given. */
  declare readonly publicMetadata: OrganizationInvitationPublicMetadata;
  /** Data that only the backend sees, as it was given. */
  declare readonly privateMetadata: OrganizationInvitationPrivateMetadata;
  /** What everybody may know about the organization. */
  declare readonly publicOrganizationData?: PublicOrganizationDataJSON | null | undefined;
}

/** Reads `OrganizationInvitationJSON`. */
export const organizationInvitation = resource<OrganizationInvitationJSON, 'raw'>()(
  'organization_invitation',
  OrganizationInvitation,
  [
    'id',
    'emailAddress',
    'role',
    'roleName',
    'organizationId',
    'createdAt',
    'updatedAt',
    'expiresAt',
    'url',
    'status',
    'publicOrganizationData',
  ],
  {
    publicMetadata: orEmptyObject(),
    privateMetadata: orEmptyObject(),
  },
);
