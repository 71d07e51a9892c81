import type { DeletedObjectJSON, OrganizationJSON, RoleJSON } from '@acme/backend/wire';
import { control } from '../control.js';
import { fields } from '../control-field.js';
import { controlPage, pageFields, type ControlPage } from './control-page.js';

const organizationId = fields.required(fields.text('Id or slug of the organization'));

const about = {
  slug: fields.text('Slug, for addresses'),
  publicMetadata: fields.json('Public metadata, which everybody may read'),
  privateMetadata: fields.json('Private metadata, which only servers may read'),
  maxAllowedMemberships: fields.number('Most members, 0 for any number', { min: 0, max: 1_000_000 }),
};

interface About {
  readonly name?: string | undefined;
  readonly slug?: string | undefined;
  readonly publicMetadata?: object | undefined;
  readonly privateMetadata?: object | undefined;
  readonly maxAllowedMemberships?: number | undefined;
}

const wireAbout = (given: About) => ({
  name: given.name,
  slug: given.slug,
  public_metadata: given.publicMetadata,
  private_metadata: given.privateMetadata,
  max_allowed_memberships: given.maxAllowedMemberships,
});

interface WirePage<Item> {
  readonly data: readonly Item[];
  readonly total_count: number;
}

/** Controls of organizations and of roles. */
export const organizationControls = {
  'organizations.list': control({
    summary: 'Lists organizations, the newest first.',
    fields: { query: fields.text('Text that occurs in a name, slug or id'), ...pageFields },
    changes: false,
    async run(context, { query, limit = 20, offset = 0 }): Promise<ControlPage<OrganizationJSON>> {
      const found = await context.backend<WirePage<OrganizationJSON>>('GET /v1/organizations', {
        query: { query, limit, offset, include_members_count: true },
      });
      return controlPage(found.data, found.total_count);
    },
  }),
  'organizations.get': control({
    summary: 'Shows an organization.',
    fields: { organizationId },
    changes: false,
    run: (context, input): Promise<OrganizationJSON> =>
      context.backend(`GET /v1/organizations/${encodeURIComponent(input.organizationId)}`, {
        query: { include_members_count: true },
      }),
  }),
  'organizations.create': control({
    summary: 'Creates an organization.',
    fields: {
      name: fields.required(fields.text('Name')),
      createdBy: fields.text('User who becomes its first admin: id, e-mail address or user name'),
      ...about,
    },
    changes: true,
    topic: 'data',
    run: async (context, { createdBy, ...given }): Promise<OrganizationJSON> =>
      context.backend('POST /v1/organizations', {
        body: {
          ...wireAbout(given),
          created_by: createdBy === undefined ? undefined : await context.userId(createdBy),
        },
      }),
  }),
  'organizations.edit': control({
    summary: 'Changes the name, slug, metadata or limit of an organization.',
    fields: { organizationId, name: fields.text('Name'), ...about },
    changes: true,
    topic: 'data',
    run: (context, { organizationId: id, ...given }): Promise<OrganizationJSON> =>
      context.backend(`PATCH /v1/organizations/${encodeURIComponent(id)}`, { body: wireAbout(given) }),
  }),
  'organizations.delete': control({
    summary: 'Deletes an organization with its memberships and invitations.',
    fields: { organizationId },
    changes: true,
    topic: 'data',
    run: (context, input): Promise<DeletedObjectJSON> =>
      context.backend(`DELETE /v1/organizations/${encodeURIComponent(input.organizationId)}`),
  }),
  'roles.list': control({
    summary: 'Lists the roles of organization members with their permissions.',
    fields: pageFields,
    changes: false,
    async run(context, { limit = 100, offset = 0 }): Promise<ControlPage<RoleJSON>> {
      const found = await context.backend<WirePage<RoleJSON>>('GET /v1/organization_roles', {
        query: { limit, offset, order_by: '+created_at' },
      });
      return controlPage(found.data, found.total_count);
    },
  }),
};
