import { ApiError, NotFoundError, ParameterError } from '../../errors/api-error.js';
import { deleted } from '../../http/deleted.js';
import { readFlag, readList, readPage } from '../../http/read-page.js';
import type { Instance } from '../../instance/instance.js';
import { browserDomainJSON } from '../../organizations/browser-domain-json.js';
import { changeEnrollmentMode, deleteDomain } from '../../organizations/change-enrollment-mode.js';
import { createDomain } from '../../organizations/create-domain.js';
import {
  enrollmentModes,
  organizationDomains,
  requireOrganizationDomain,
  type OrganizationDomainRow,
} from '../../organizations/organization-domains.js';
import { verifyDomain } from '../../organizations/verify-domain.js';
import { changeAnswer, listAnswer, readAnswer, type FrontendCall } from '../frontend-call.js';
import type { FrontendHandlers } from '../frontend-handlers.js';
import { requireOrganizationAccess } from './require-organization-access.js';

type DomainChange = (instance: Instance, row: OrganizationDomainRow) => Promise<OrganizationDomainRow>;

/** The domains of an organization. */
export const organizationDomainHandlers = {
  async ListOrganizationDomains(call) {
    const { instance, query } = call;
    const { organization } = await requireReader(call);
    const { rows, total } = await organizationDomains.page(instance.db, {
      scope: organization.id,
      where: { verified: readFlag(query, 'verified'), enrollmentMode: readList(query, 'enrollment_mode') },
      page: readPage(query),
    });
    return listAnswer(await Promise.all(rows.map((row) => browserDomainJSON(instance, row))), total);
  },

  async GetOrganizationDomain(call) {
    const { organization } = await requireReader(call);
    const row = await requireOrganizationDomain(call.instance.db, organization.id, call.params.domain_id);
    return readAnswer(await browserDomainJSON(call.instance, row));
  },

  async CreateOrganizationDomain(call) {
    const { instance, body } = call;
    const { client, organization } = await requireManager(call);
    const row = await createDomain(instance, organization.id, {
      name: body.requiredString('name'),
      enrollmentMode: body.word('enrollment_mode', enrollmentModes),
    });
    return changeAnswer(call, client.id, await browserDomainJSON(instance, row));
  },

  /** Names that cannot be added are listed with the code of the reason. */
  async createOrganizationDomainsBulk(call) {
    const { instance, body } = call;
    const { client, organization } = await requireManager(call);
    const enrollmentMode = body.word('enrollment_mode', enrollmentModes);
    const { data, errors } = await each(requiredList(call, 'names'), 'name', async (name) =>
      browserDomainJSON(instance, await createDomain(instance, organization.id, { name, enrollmentMode })),
    );
    return changeAnswer(call, client.id, { data, errors });
  },

  async deleteOrganizationDomain(call) {
    const { client, organization } = await requireManager(call);
    const row = await requireOrganizationDomain(call.instance.db, organization.id, call.params.domain_id);
    await deleteDomain(call.instance, row);
    return changeAnswer(call, client.id, deleted('organization_domain', row.id));
  },

  async UpdateOrganizationDomainEnrollmentMode(call) {
    const { body } = call;
    body.requiredString('enrollment_mode');
    const mode = body.word('enrollment_mode', enrollmentModes) ?? 'manual_invitation';
    const deletesPending = body.boolean('delete_pending') ?? false;
    return change(call, (instance, row) => changeEnrollmentMode(instance, row, mode, deletesPending));
  },

  async prepareOrganizationDomainVerification(call) {
    const address = call.body.requiredString('affiliation_email_address');
    return change(call, (instance, row) => verifyDomain.prepareAffiliation(instance, row, address));
  },

  async attemptOrganizationDomainVerification(call) {
    const code = call.body.requiredString('code');
    return change(call, (instance, row) => verifyDomain.attemptAffiliation(instance, row, code));
  },

  prepareOrganizationDomainOwnershipVerification: (call) =>
    change(call, (instance, row) => verifyDomain.prepareOwnership(instance, row)),
  attemptOrganizationDomainOwnershipVerification: (call) =>
    change(call, (instance, row) => verifyDomain.attemptOwnership(instance, row)),
  prepareOrganizationDomainsOwnershipVerification: (call) =>
    changeEach(call, (instance, row) => verifyDomain.prepareOwnership(instance, row)),
  attemptOrganizationDomainsOwnershipVerification: (call) =>
    changeEach(call, (instance, row) => verifyDomain.attemptOwnership(instance, row)),
} satisfies FrontendHandlers;

function requireReader(call: FrontendCall<'organization_id'>) {
  const { organization_id: id } = call.params;
  return requireOrganizationAccess(call, id, 'org:sys_domains:read', 'org:sys_domains:manage');
}

function requireManager(call: FrontendCall<'organization_id'>) {
  return requireOrganizationAccess(call, call.params.organization_id, 'org:sys_domains:manage');
}

async function change(call: FrontendCall<'organization_id' | 'domain_id'>, run: DomainChange): Promise<Response> {
  const { instance, params } = call;
  const { client, organization } = await requireManager(call);
  const row = await requireOrganizationDomain(instance.db, organization.id, params.domain_id);
  return changeAnswer(call, client.id, await browserDomainJSON(instance, await run(instance, row)));
}

async function changeEach(call: FrontendCall<'organization_id'>, run: DomainChange): Promise<Response> {
  const { instance } = call;
  const { client, organization } = await requireManager(call);
  const { data, errors } = await each(requiredList(call, 'organization_domain_ids'), 'id', async (id) => {
    const row = await organizationDomains.findWhere(instance.db, { ids: [id], scope: organization.id });
    if (!row) throw new NotFoundError(`The organization has no domain with id ${id}.`);
    return browserDomainJSON(instance, await run(instance, row));
  });
  return changeAnswer(call, client.id, { data, errors });
}

/** Runs one change for each item. A refused item does not stop the others. */
async function each(
  items: readonly string[],
  field: 'id' | 'name',
  run: (item: string) => Promise<object>,
): Promise<{ readonly data: readonly object[]; readonly errors: readonly object[] }> {
  const data: object[] = [];
  const errors: object[] = [];
  for (const item of items) {
    try {
      data.push(await run(item));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      errors.push({ [field]: item, code: error.code });
    }
  }
  return { data, errors };
}

function requiredList({ body }: FrontendCall, name: string): readonly string[] {
  const items = body.strings(name);
  if (items && items.length > 0) return items;
  throw new ParameterError('form_param_missing', 'is missing', name, `${name} must be included.`);
}
