import type { OrganizationJSON, PublicOrganizationDataJSON } from '@acme/backend/wire';
import { ApiError, NotFoundError, ParameterError } from '../errors/api-error.js';
import { derivedId } from '../instance/ids.js';
import { imageUrl } from '../store/image-url.js';
import type { Instance } from '../instance/instance.js';
import { Collection, type Row } from '../store/collection.js';
import type { Database } from '../store/open-store.js';
import type { JsonObject } from '../store/json-object.js';

/** Default limit of members. */
const defaultMaxMemberships = 5;

export interface Organization {
  readonly name: string;
  readonly slug: string;
  readonly imageId: string | null;
  readonly publicMetadata: JsonObject;
  readonly privateMetadata: JsonObject;
  /** 0: no limit. */
  readonly maxAllowedMemberships: number;
  readonly adminDeleteEnabled: boolean;
  readonly createdBy: string | null;
  readonly roleSetKey: string | null;
}

export type OrganizationRow = Row<Organization>;

export const organizationCollection = new Collection<Organization>('organization', {
  idPrefix: 'org',
  uniqueBy: ({ slug }) => slug,
  taken: () =>
    new ApiError(422, 'form_identifier_exists', 'already exists', 'That slug is taken. Please try another.', {
      param_name: 'slug',
    }),
});

/** What a new organization is made of. */
export interface NewOrganization {
  readonly id?: string | undefined;
  readonly name: string;
  readonly slug?: string | undefined;
  readonly createdBy?: string | undefined;
  readonly maxAllowedMemberships?: number | undefined;
  readonly publicMetadata?: JsonObject | undefined;
  readonly privateMetadata?: JsonObject | undefined;
  readonly roleSetKey?: string | undefined;
  readonly createdAt?: number | undefined;
}

/** Adds an organization; nobody is a member of it yet. @throws {ApiError} 422 `form_identifier_exists` */
export async function insertOrganization(instance: Instance, wanted: NewOrganization): Promise<OrganizationRow> {
  const id = wanted.id ?? instance.createId('org');
  return organizationCollection.insert(
    instance,
    {
      name: wanted.name,
      slug: wanted.slug ? checkSlug(wanted.slug) : slugOf(wanted.name, id),
      imageId: null,
      publicMetadata: wanted.publicMetadata ?? {},
      privateMetadata: wanted.privateMetadata ?? {},
      maxAllowedMemberships: wanted.maxAllowedMemberships ?? defaultMaxMemberships,
      adminDeleteEnabled: true,
      createdBy: wanted.createdBy ?? null,
      roleSetKey: wanted.roleSetKey ?? null,
    },
    { id, ...(wanted.createdAt !== undefined && { createdAt: wanted.createdAt }) },
  );
}

/** @throws {ParameterError} `form_param_format_invalid` */
export function checkSlug(slug: string): string {
  if (/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(slug)) return slug;
  throw new ParameterError(
    'form_param_format_invalid',
    'is invalid',
    'slug',
    'slug may have lower-case letters, digits and hyphens between them.',
  );
}

/** A slug from a name; the end comes from the id, because names are not unique. */
function slugOf(name: string, id: string): string {
  const words = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const end = derivedId('', id).slice(1, 11).toLowerCase();
  return [words.replace(/^-+|-+$/g, ''), end].filter((part) => part !== '').join('-');
}

/** The organization with that id or slug. */
export async function findOrganization(db: Database, idOrSlug: string): Promise<OrganizationRow | undefined> {
  return (
    (await organizationCollection.find(db, idOrSlug)) ??
    (await organizationCollection.findWhere(db, { where: { slug: idOrSlug } }))
  );
}

/** The organization with that id or slug. @throws {NotFoundError} */
export async function requireOrganization(db: Database, idOrSlug: string): Promise<OrganizationRow> {
  const row = await findOrganization(db, idOrSlug);
  if (row) return row;
  throw new NotFoundError(`No organization was found with id ${idOrSlug}.`);
}

/** An organization as the Backend API shows it. */
export function organizationJSON(instance: Pick<Instance, 'url'>, row: OrganizationRow): OrganizationJSON {
  return {
    object: 'organization',
    id: row.id,
    name: row.name,
    slug: row.slug,
    image_url: imageUrl(instance, row.imageId, row.id),
    has_image: row.imageId !== null,
    max_allowed_memberships: row.maxAllowedMemberships,
    admin_delete_enabled: row.adminDeleteEnabled,
    public_metadata: row.publicMetadata,
    private_metadata: row.privateMetadata,
    ...(row.createdBy !== null && { created_by: row.createdBy }),
    role_set_key: row.roleSetKey,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
}

/** The public fields of an organization. */
export function publicOrganizationJSON(
  instance: Pick<Instance, 'url'>,
  row: OrganizationRow,
): PublicOrganizationDataJSON {
  const { id, name, slug, imageId } = row;
  return { id, name, slug, image_url: imageUrl(instance, imageId, id), has_image: imageId !== null };
}
