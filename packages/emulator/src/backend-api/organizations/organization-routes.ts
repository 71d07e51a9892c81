import { organizations as organizationsEndpoints } from '@acme/backend/endpoints';
import { emitAndReturn } from '../../instance/emit.js';
import { removeImage, replaceImage } from '../../store/replace-image.js';
import { deleteOrganization } from '../../organizations/delete-organization.js';
import { createOrganization } from '../../organizations/create-organization.js';
import {
  checkSlug,
  organizationCollection,
  organizationJSON,
  requireOrganization,
} from '../../organizations/organization.js';
import { answers } from '../backend-route.js';
import { readCreatedAt } from '../users/read-user-change.js';
import { readMetadata, mergedMetadata } from './read-metadata.js';
import { organizationDomainHandlers } from './organization-domain-handlers.js';
import { organizationInvitationHandlers } from './organization-invitation-handlers.js';
import { organizationMembershipHandlers } from './organization-membership-handlers.js';
import { detailed, listOrganizations } from './list-organizations.js';

export const organizationRoutes = answers(organizationsEndpoints, {
  getOrganizationList: async ({ query, ...instance }) => listOrganizations(instance, query),

  createOrganization: async ({ body, ...instance }) => {
    const organization = await createOrganization(instance, {
      name: body.requiredString('name'),
      slug: body.string('slug') ?? undefined,
      createdBy: body.string('created_by') ?? undefined,
      maxAllowedMemberships: body.integer('max_allowed_memberships'),
      publicMetadata: body.object('public_metadata'),
      privateMetadata: body.object('private_metadata'),
      roleSetKey: body.string('role_set_key') ?? undefined,
      createdAt: readCreatedAt(body),
    });
    return organizationJSON(instance, organization);
  },

  getOrganization: async ({ params, query, ...instance }) => {
    const organization = await requireOrganization(instance.db, params.organizationId);
    return detailed(instance, query, organization);
  },

  updateOrganization: async ({ params, body, ...instance }) => {
    const organization = await requireOrganization(instance.db, params.organizationId);
    const slug = body.string('slug');
    const changed = await organizationCollection.update(instance, organization, {
      name: body.string('name') || organization.name,
      slug: slug ? checkSlug(slug) : organization.slug,
      adminDeleteEnabled: body.boolean('admin_delete_enabled') ?? organization.adminDeleteEnabled,
      maxAllowedMemberships: body.integer('max_allowed_memberships') ?? organization.maxAllowedMemberships,
      roleSetKey: body.string('role_set_key') ?? organization.roleSetKey,
      ...readMetadata(body),
    });
    return emitAndReturn(instance, 'organization.updated', organizationJSON(instance, changed));
  },

  updateOrganizationLogo: async ({ params, body, ...instance }) => {
    const organization = await requireOrganization(instance.db, params.organizationId);
    const imageId = await replaceImage(instance, organization.id, body.requiredFile('file'));
    return emitAndReturn(
      instance,
      'organization.updated',
      organizationJSON(instance, await organizationCollection.update(instance, organization, { imageId })),
    );
  },

  deleteOrganizationLogo: async ({ params, ...instance }) => {
    const organization = await requireOrganization(instance.db, params.organizationId);
    await removeImage(instance, organization.id);
    return emitAndReturn(
      instance,
      'organization.updated',
      organizationJSON(instance, await organizationCollection.update(instance, organization, { imageId: null })),
    );
  },

  updateOrganizationMetadata: async ({ params, body, ...instance }) => {
    const organization = await requireOrganization(instance.db, params.organizationId);
    const changed = await organizationCollection.change(instance, organization.id, (current) =>
      mergedMetadata(current, body),
    );
    return emitAndReturn(instance, 'organization.updated', organizationJSON(instance, changed));
  },

  replaceOrganizationMetadata: async ({ params, body, ...instance }) => {
    const organization = await requireOrganization(instance.db, params.organizationId);
    return emitAndReturn(
      instance,
      'organization.updated',
      organizationJSON(instance, await organizationCollection.update(instance, organization, readMetadata(body))),
    );
  },

  deleteOrganization: async ({ params, ...instance }) => {
    const organization = await requireOrganization(instance.db, params.organizationId);
    return deleteOrganization(instance, organization);
  },
  ...organizationMembershipHandlers,
  ...organizationInvitationHandlers,
  ...organizationDomainHandlers,
});
