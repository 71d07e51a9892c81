import { requireOrganization } from '../../organizations/organization.js';
import {
  organizationDomains,
  enrollmentModes,
  organizationDomainJSON,
  requireOrganizationDomain,
  type OrganizationDomainRow,
} from '../../organizations/organization-domains.js';
import { deleted } from '../../http/deleted.js';
import type { Handlers } from '../backend-route.js';
import type { organizations as organizationsEndpoints } from '@acme/backend/endpoints';
import type { Instance } from '../../instance/instance.js';
import { readFlag, readList, readOrder, readPage } from '../../http/read-page.js';
import { pageAnswer } from '../../http/page-answer.js';
import { emitAndReturn } from '../../instance/emit.js';
import { insertDomain } from '../../organizations/create-domain.js';
import { deleteDomain } from '../../organizations/change-enrollment-mode.js';
import { enrollMatchingUsers } from '../../organizations/enroll-matching-users.js';
import { pendingOfDomain } from '../../organizations/pending-of-domain.js';

export const organizationDomainHandlers = {
  getOrganizationDomainList: async ({ params, query, ...instance }) => {
    const { id } = await requireOrganization(instance.db, params.organizationId);
    return listDomains(instance, query, id);
  },

  createOrganizationDomain: async ({ params, body, ...instance }) => {
    const { id } = await requireOrganization(instance.db, params.organizationId);
    const row = await insertDomain(instance, id, {
      name: body.requiredString('name').trim().toLowerCase(),
      enrollmentMode: body.word('enrollment_mode', enrollmentModes) ?? 'manual_invitation',
      verified: body.boolean('verified') ?? true,
    });
    return enrolled(instance, 'organizationDomain.created', row);
  },

  updateOrganizationDomain: async ({ params, body, ...instance }) => {
    const row = await requireOrganizationDomain(instance.db, params.organizationId, params.domainId);
    const changed = await organizationDomains.update(instance, row, {
      name: body.string('name') || row.name,
      enrollmentMode: body.word('enrollment_mode', enrollmentModes) ?? row.enrollmentMode,
      verified: body.boolean('verified') ?? row.verified,
    });
    return enrolled(instance, 'organizationDomain.updated', changed);
  },

  deleteOrganizationDomain: async ({ params, ...instance }) => {
    const row = await requireOrganizationDomain(instance.db, params.organizationId, params.domainId);
    await deleteDomain(instance, row);
    return deleted('organization_domain', row.id);
  },

  // No request leaves this machine; the domain counts as verified.
  verifyOrganizationDomainOwnership: async ({ params, ...instance }) => {
    const row = await requireOrganizationDomain(instance.db, params.organizationId, params.domainId);
    const verified = await organizationDomains.update(instance, row, { verified: true });
    return enrolled(instance, 'organizationDomain.updated', verified);
  },

  getInstanceOrganizationDomainList: ({ query, ...instance }) =>
    listDomains(instance, query, query.get('organization_id') ?? undefined),
} satisfies Partial<Handlers<typeof organizationsEndpoints>>;

/** A created or changed domain, after it has enrolled the users of its addresses. */
async function enrolled(
  instance: Instance,
  type: 'organizationDomain.created' | 'organizationDomain.updated',
  row: OrganizationDomainRow,
): Promise<object> {
  await enrollMatchingUsers(instance, row);
  return emitAndReturn(instance, type, await show(instance, row));
}

async function show({ db }: Instance, row: OrganizationDomainRow): Promise<object> {
  return { ...organizationDomainJSON(row), ...(await pendingOfDomain(db, row)) };
}

async function listDomains(
  instance: Instance,
  query: URLSearchParams,
  organizationId: string | undefined,
): Promise<object> {
  const text = query.get('query');
  const { rows, total } = await organizationDomains.page(instance.db, {
    scope: organizationId,
    where: {
      verified: readFlag(query, 'verified'),
      enrollmentMode: readList(query, 'enrollment_mode'),
      name: readList(query, 'domains'),
    },
    search: text ? { text, fields: ['name'] } : undefined,
    order: readOrder(query, { name: 'name', created_at: 'createdAt' } as const, { by: 'createdAt', descending: true }),
    page: readPage(query),
  });
  return pageAnswer(await Promise.all(rows.map((row) => show(instance, row))), total);
}
