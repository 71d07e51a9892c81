import { requireOrganization } from '../../organizations/organization.js';
import { listMemberships } from './list-memberships.js';
import { insertMembership, requireMembership, memberships, membershipJSON } from '../../organizations/memberships.js';
import { emitAndReturn } from '../../instance/emit.js';
import { changeRole, removeMembership } from '../../organizations/remove-membership.js';
import { mergedMetadata } from './read-metadata.js';
import type { Handlers } from '../backend-route.js';
import type { organizations as organizationsEndpoints } from '@acme/backend/endpoints';

export const organizationMembershipHandlers = {
  getOrganizationMembershipList: async ({ params, query, ...instance }) => {
    const { id } = await requireOrganization(instance.db, params.organizationId);
    return listMemberships(instance, query, { scope: id });
  },

  getInstanceOrganizationMembershipList: ({ query, ...instance }) => listMemberships(instance, query, {}),

  createOrganizationMembership: async ({ params, body, ...instance }) => {
    const row = await insertMembership(instance, {
      organization: await requireOrganization(instance.db, params.organizationId),
      userId: body.requiredString('user_id'),
      role: body.requiredString('role'),
      publicMetadata: body.object('public_metadata'),
      privateMetadata: body.object('private_metadata'),
    });
    return emitAndReturn(instance, 'organizationMembership.created', await membershipJSON(instance, row));
  },

  updateOrganizationMembership: async ({ params, body, ...instance }) => {
    const row = await requireMembership(instance.db, params.organizationId, params.userId);
    return membershipJSON(instance, await changeRole(instance, row, body.requiredString('role')));
  },

  updateOrganizationMembershipMetadata: async ({ params, body, ...instance }) => {
    const row = await requireMembership(instance.db, params.organizationId, params.userId);
    return emitAndReturn(
      instance,
      'organizationMembership.updated',
      await membershipJSON(instance, await memberships.update(instance, row, mergedMetadata(row, body))),
    );
  },

  deleteOrganizationMembership: async ({ params, ...instance }) => {
    return removeMembership(instance, await requireMembership(instance.db, params.organizationId, params.userId));
  },
} satisfies Partial<Handlers<typeof organizationsEndpoints>>;
