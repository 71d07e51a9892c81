import type { OrganizationJSON } from '../../wire/organization.js';
import { orEmptyObject, orEmptyText, resource, WireResource } from '../resource.js';

/** An organization. */
export class Organization extends WireResource<OrganizationJSON> {
  /** Identifier, `org_…`. */
  declare readonly id: string;
  /** Name shown to people. */
  declare readonly name: string;
  /** Name for use in URLs. */
  declare readonly slug: string;
  /** URL of the picture. */
  declare readonly imageUrl: string;
  /** Whether a picture was uploaded; otherwise `imageUrl` is a generated one. */
  declare readonly hasImage: boolean;
  /** When it was created; Unix time in ms. */
  declare readonly createdAt: number;
  /** When it last changed; Unix time in ms. */
  declare readonly updatedAt: number;
  /** Data that the frontend may read, as it was given. */
  declare readonly publicMetadata: OrganizationPublicMetadata | null;
  /** Data that only the backend sees, as it was given. */
  declare readonly privateMetadata: OrganizationPrivateMetadata;
  /** How many members it may have; 0 for no limit. */
  declare readonly maxAllowedMemberships: number;
  /** Whether administrators may delete it. */
  declare readonly adminDeleteEnabled: boolean;
  /** Number of members; present only on request. */
  declare readonly membersCount?: number | undefined;
  /** User who created it. */
  declare readonly createdBy?: string | undefined;
}

/** Reads `OrganizationJSON`. */
export const organization = resource<OrganizationJSON, 'raw'>()(
  'organization',
  Organization,
  [
    'id',
    'name',
    'slug',
    'hasImage',
    'createdAt',
    'updatedAt',
    'maxAllowedMemberships',
    'adminDeleteEnabled',
    'membersCount',
    'createdBy',
  ],
  {
    imageUrl: orEmptyText(),
    publicMetadata: orEmptyObject(),
    privateMetadata: orEmptyObject(),
  },
);
