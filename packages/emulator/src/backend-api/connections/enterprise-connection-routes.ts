import {
  enterpriseProviders,
  requireProvider,
  checkDomain,
  organizationOf,
} from '../../connections/require-provider.js';
import { answers, Created } from '../backend-route.js';
import { enterpriseConnections as enterpriseEndpoints } from '@acme/backend/endpoints';
import {
  enterpriseConnections,
  insertConnection,
  newConnection,
  requireConnection,
  updateConnection,
  type ProviderConnection,
} from '../../users/provider-connection.js';
import { readFlag, readPage, readList } from '../../http/read-page.js';
import { pageAnswer } from '../../http/page-answer.js';
import { enterpriseConnectionJSON } from '../../connections/enterprise-connection-json.js';
import { deleted } from '../../http/deleted.js';
import { createTestRun, deleteConnection, listTestRuns } from '../../sign-in/test-run.js';
import type { Instance } from '../../instance/instance.js';
import type { RequestBody } from '../../http/request-body.js';
import { withOneList } from '../../connections/with-one-list.js';

export const enterpriseConnectionRoutes = answers(enterpriseEndpoints, {
  getEnterpriseConnectionList: async ({ query, ...instance }) => {
    const { rows, total } = await enterpriseConnections.page(instance.db, {
      where: { organizationId: query.get('organization_id') ?? undefined, active: readFlag(query, 'active') },
      page: readPage(query),
    });
    return pageAnswer(
      rows.map((row) => enterpriseConnectionJSON(instance, row)),
      total,
    );
  },
  createEnterpriseConnection: async ({ body, ...instance }) => {
    const row = await insertConnection(enterpriseConnections, instance, {
      ...newConnection,
      name: body.requiredString('name'),
      provider: requireProvider(body, enterpriseProviders),
      domains: (body.strings('domains') ?? []).map(checkDomain),
      ...(await enterpriseChange(instance, body, newConnection)),
    });
    return new Created(enterpriseConnectionJSON(instance, row));
  },
  getEnterpriseConnection: async ({ params, ...instance }) =>
    enterpriseConnectionJSON(
      instance,
      await requireConnection(enterpriseConnections, instance.db, params.enterpriseConnectionId),
    ),
  updateEnterpriseConnection: async ({ params, body, ...instance }) => {
    const row = await requireConnection(enterpriseConnections, instance.db, params.enterpriseConnectionId);
    const change = {
      name: body.string('name') || row.name,
      provider: body.word('provider', enterpriseProviders) ?? row.provider,
      domains: body.strings('domains')?.map(checkDomain) ?? row.domains,
      ...(await enterpriseChange(instance, body, row)),
    };
    return enterpriseConnectionJSON(instance, await updateConnection(enterpriseConnections, instance, row, change));
  },
  deleteEnterpriseConnection: async ({ params, db }) => {
    const { id } = await requireConnection(enterpriseConnections, db, params.enterpriseConnectionId);
    await deleteConnection({ db }, id);
    return deleted('enterprise_connection', id);
  },
  getTestRunList: async ({ params, query, db }) => {
    const row = await requireConnection(enterpriseConnections, db, params.enterpriseConnectionId);
    const { data, total } = await listTestRuns({ db }, row, {
      status: readList(query, 'status'),
      page: readPage(query),
    });
    return pageAnswer(data, total);
  },
  createTestRun: async ({ params, ...instance }) => {
    const row = await requireConnection(enterpriseConnections, instance.db, params.enterpriseConnectionId);
    return { url: await createTestRun(instance, row) };
  },
});

async function enterpriseChange(
  instance: Instance,
  body: RequestBody,
  current: ProviderConnection,
): Promise<Partial<ProviderConnection>> {
  const saml = body.object('saml') ?? {};
  const flag = (name: string, value: boolean) => (typeof saml[name] === 'boolean' ? saml[name] : value);
  const attributes = body.objects('custom_attributes');
  return {
    organizationId: await organizationOf(instance, body, current),
    active: body.boolean('active') ?? current.active,
    syncUserAttributes: body.boolean('sync_user_attributes') ?? current.syncUserAttributes,
    disableAdditionalIdentifications:
      body.boolean('disable_additional_identifications') ?? current.disableAdditionalIdentifications,
    allowOrganizationAccountLinking:
      body.boolean('allow_organization_account_linking') ?? current.allowOrganizationAccountLinking,
    authenticatable: body.boolean('authenticatable') ?? current.authenticatable,
    disableJitProvisioning: body.boolean('disable_jit_provisioning') ?? current.disableJitProvisioning,
    allowSubdomains: flag('allow_subdomains', current.allowSubdomains),
    allowIdpInitiated: flag('allow_idp_initiated', current.allowIdpInitiated),
    forceAuthn: flag('force_authn', current.forceAuthn),
    saml: { ...current.saml, ...withOneList(saml) },
    oidc: body.object('oidc') ? { ...current.oidc, ...body.object('oidc') } : current.oidc,
    customAttributes: attributes?.map(({ fields }) => fields) ?? current.customAttributes,
  };
}
