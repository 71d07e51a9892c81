import { requireOrganization } from '../../organizations/organization.js';
import { listMemberships } from './list-memberships.js';
import {
  insertMembership,
  requireMembership,
  memberships,
  membershipsJSON,
  type MembershipRow,
} from '../../organizations/memberships.js';
import { emitAndReturn } from '../../instance/emit.js';
import { requireRoleByKey } from '../../organizations/role.js';
import { mergedMetadata } from './read-metadata.js';
import type { Handlers } from '../backend-route.js';
import type { organizations as organizationsEndpoints } from '@acme/backend/endpoints';
import type { Instance } from '../../instance/instance.js';
import { creatorRole } from '../../organizations/create-default-roles.js';
import { ApiError, NotFoundError } from '../../errors/api-error.js';

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
    return emitAndReturn(instance, 'organizationMembership.created', await showMembership(instance, row));
  },

  updateOrganizationMembership: async ({ params, body, ...instance }) => {
    const row = await requireMembership(instance.db, params.organizationId, params.userId);
    const { key: role } = await requireRoleByKey(instance.db, body.requiredString('role'));
    if (role !== row.role) await checkAdminRemains(instance, row);
    return emitAndReturn(
      instance,
      'organizationMembership.updated',
      await showMembership(instance, await memberships.update(instance, row, { role })),
    );
  },

  updateOrganizationMembershipMetadata: async ({ params, body, ...instance }) => {
    const row = await requireMembership(instance.db, params.organizationId, params.userId);
    return emitAndReturn(
      instance,
      'organizationMembership.updated',
      await showMembership(instance, await memberships.update(instance, row, mergedMetadata(row, body))),
    );
  },

  deleteOrganizationMembership: async ({ params, ...instance }) => {
    const row = await requireMembership(instance.db, params.organizationId, params.userId);
    await checkAdminRemains(instance, row);
    const shown = await showMembership(instance, row);
    await memberships.delete(instance.db, row.id);
    return emitAndReturn(instance, 'organizationMembership.deleted', shown);
  },
} satisfies Partial<Handlers<typeof organizationsEndpoints>>;

/** Refuses to remove the last administrator: nobody could manage the organization. */
async function checkAdminRemains({ db }: Instance, row: MembershipRow): Promise<void> {
  if (row.role !== creatorRole) return;
  if ((await memberships.count(db, { scope: row.scope, where: { role: creatorRole } })) > 1) return;
  throw new ApiError(
    400,
    'organization_minimum_permissions_needed',
    'minimum permissions needed',
    'An organization needs one member who may manage it.',
  );
}

async function showMembership(instance: Instance, row: MembershipRow): Promise<object> {
  const [shown] = await membershipsJSON(instance, [row]);
  if (shown) return shown;
  throw new NotFoundError(`No membership was found with id ${row.id}.`);
}
