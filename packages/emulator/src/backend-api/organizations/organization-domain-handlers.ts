import { requireOrganization } from '../../organizations/organization.js';
import {
  organizationDomains,
  enrollmentModes,
  organizationDomainJSON,
} from '../../organizations/organization-domains.js';
import { deleted } from '../../http/deleted.js';
import type { Handlers } from '../backend-route.js';
import type { organizations as organizationsEndpoints } from '@acme/backend/endpoints';
import type { Instance } from '../../instance/instance.js';
import { readFlag, readList, readOrder, readPage } from '../../http/read-page.js';
import { pageAnswer } from '../../http/page-answer.js';
import { NotFoundError } from '../../errors/api-error.js';

export const organizationDomainHandlers = {
  getOrganizationDomainList: async ({ params, query, db }) => {
    const { id } = await requireOrganization(db, params.organizationId);
    return listDomains(db, query, id);
  },

  createOrganizationDomain: async ({ params, body, ...instance }) => {
    const { id } = await requireOrganization(instance.db, params.organizationId);
    const row = await organizationDomains.insert(
      instance,
      {
        name: body.requiredString('name').trim().toLowerCase(),
        enrollmentMode: body.word('enrollment_mode', enrollmentModes) ?? 'manual_invitation',
        verified: body.boolean('verified') ?? true,
      },
      { scope: id },
    );
    return organizationDomainJSON(row);
  },

  updateOrganizationDomain: async ({ params, body, ...instance }) => {
    const row = await requireDomain(instance.db, params.organizationId, params.domainId);
    const changed = await organizationDomains.update(instance, row, {
      name: body.string('name') || row.name,
      enrollmentMode: body.word('enrollment_mode', enrollmentModes) ?? row.enrollmentMode,
      verified: body.boolean('verified') ?? row.verified,
    });
    return organizationDomainJSON(changed);
  },

  deleteOrganizationDomain: async ({ params, db }) => {
    const row = await requireDomain(db, params.organizationId, params.domainId);
    await organizationDomains.delete(db, row.id);
    return deleted('organization_domain', row.id);
  },

  // No request leaves this machine; the domain counts as verified.
  verifyOrganizationDomainOwnership: async ({ params, ...instance }) => {
    const row = await requireDomain(instance.db, params.organizationId, params.domainId);
    return organizationDomainJSON(await organizationDomains.update(instance, row, { verified: true }));
  },

  getInstanceOrganizationDomainList: ({ query, db }) =>
    listDomains(db, query, query.get('organization_id') ?? undefined),
} satisfies Partial<Handlers<typeof organizationsEndpoints>>;

async function listDomains(
  db: Instance['db'],
  query: URLSearchParams,
  organizationId: string | undefined,
): Promise<object> {
  const text = query.get('query');
  const { rows, total } = await organizationDomains.page(db, {
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
  return pageAnswer(rows.map(organizationDomainJSON), total);
}

async function requireDomain(db: Instance['db'], organizationId: string, id: string) {
  const row = await organizationDomains.findWhere(db, { ids: [id], scope: organizationId });
  if (row) return row;
  throw new NotFoundError(`The organization has no domain with id ${id}.`);
}
