import { requireOrganization } from '../../organizations/organization.js';
import { listMemberships } from '../../organizations/list-memberships.js';
import {
  insertMembership,
  requireMembership,
  memberships,
  membershipJSON,
  membershipsJSON,
} from '../../organizations/memberships.js';
import { emitAndReturn } from '../../instance/emit.js';
import { changeRole, removeMembership } from '../../organizations/remove-membership.js';
import { mergedMetadata } from './read-metadata.js';
import { pageAnswer } from '../../http/page-answer.js';
import type { Instance } from '../../instance/instance.js';
import type { Handlers } from '../backend-route.js';
import type { organizations as organizationsEndpoints } from '@acme/backend/endpoints';

export const organizationMembershipHandlers = {
  getOrganizationMembershipList: async ({ params, query, ...instance }) => {
    const { id } = await requireOrganization(instance.db, params.organizationId);
    return showPage(instance, await listMemberships(instance, query, { scope: id }));
  },

  getInstanceOrganizationMembershipList: async ({ query, ...instance }) =>
    showPage(instance, await listMemberships(instance, query, {})),

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
      await membershipJSON(
        instance,
        await memberships.change(instance, row.id, (current) => mergedMetadata(current, body)),
      ),
    );
  },

  deleteOrganizationMembership: async ({ params, ...instance }) => {
    return removeMembership(instance, await requireMembership(instance.db, params.organizationId, params.userId));
  },
} satisfies Partial<Handlers<typeof organizationsEndpoints>>;

async function showPage(
  instance: Instance,
  { rows, total }: Awaited<ReturnType<typeof listMemberships>>,
): Promise<object> {
  return pageAnswer(await membershipsJSON(instance, rows), total);
}
