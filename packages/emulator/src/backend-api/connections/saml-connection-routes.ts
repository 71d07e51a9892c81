import { samlConnections as samlEndpoints } from '@acme/backend/endpoints';
import type { Instance } from '../../instance/instance.js';
import type { RequestBody } from '../../http/request-body.js';
import { deleted } from '../../http/deleted.js';
import { pageAnswer } from '../../http/page-answer.js';
import { readList, readOrder, readPage } from '../../http/read-page.js';
import { answers } from '../backend-route.js';
import { samlConnectionJSON } from '../../connections/saml-connection-json.js';
import { withOneList } from '../../connections/with-one-list.js';
import { samlProviders, requireProvider, checkDomain, organizationOf } from '../../connections/require-provider.js';
import {
  samlConnections,
  newConnection,
  insertConnection,
  requireConnection,
  updateConnection,
  type ProviderConnection,
} from '../../users/provider-connection.js';

const idpFields = ['idp_entity_id', 'idp_sso_url', 'idp_certificate', 'idp_metadata_url', 'idp_metadata'] as const;

export const samlConnectionRoutes = answers(samlEndpoints, {
  getSamlConnectionList: async ({ query, ...instance }) => {
    const text = query.get('query');
    const { rows, total } = await samlConnections.page(instance.db, {
      where: { organizationId: readList(query, 'organization_id')?.map((id) => id.replace(/^[+-]/, '')) },
      search: text ? { text, fields: ['name'] } : undefined,
      order: readOrder(query, { name: 'name', created_at: 'createdAt' } as const, {
        by: 'createdAt',
        descending: true,
      }),
      page: readPage(query),
    });
    return pageAnswer(
      rows.map((row) => samlConnectionJSON(instance, row)),
      total,
    );
  },
  createSamlConnection: async ({ body, ...instance }) => {
    const row = await insertConnection(samlConnections, instance, {
      ...newConnection,
      name: body.requiredString('name'),
      provider: requireProvider(body, samlProviders),
      domains: [checkDomain(body.requiredString('domain'))],
      ...(await samlChange(instance, body, newConnection)),
    });
    return samlConnectionJSON(instance, row);
  },
  getSamlConnection: async ({ params, ...instance }) =>
    samlConnectionJSON(instance, await requireConnection(samlConnections, instance.db, params.samlConnectionId)),
  updateSamlConnection: async ({ params, body, ...instance }) => {
    const row = await requireConnection(samlConnections, instance.db, params.samlConnectionId);
    const domain = body.string('domain');
    const change = {
      name: body.string('name') || row.name,
      provider: body.word('provider', samlProviders) ?? row.provider,
      domains: domain ? [checkDomain(domain)] : row.domains,
      ...(await samlChange(instance, body, row)),
    };
    return samlConnectionJSON(instance, await updateConnection(samlConnections, instance, row, change));
  },
  deleteSamlConnection: async ({ params, db }) => {
    const { id } = await requireConnection(samlConnections, db, params.samlConnectionId);
    await samlConnections.delete(db, id);
    return deleted('saml_connection', id);
  },
});

async function samlChange(
  instance: Instance,
  body: RequestBody,
  current: ProviderConnection,
): Promise<Partial<ProviderConnection>> {
  const given = Object.fromEntries(idpFields.flatMap((name) => (body.string(name) ? [[name, body.string(name)]] : [])));
  const mapping = body.object('attribute_mapping');
  const certificates = body.strings('idp_certificates');
  return {
    organizationId: await organizationOf(instance, body, current),
    active: body.boolean('active') ?? current.active,
    syncUserAttributes: body.boolean('sync_user_attributes') ?? current.syncUserAttributes,
    allowSubdomains: body.boolean('allow_subdomains') ?? current.allowSubdomains,
    allowIdpInitiated: body.boolean('allow_idp_initiated') ?? current.allowIdpInitiated,
    saml: {
      ...current.saml,
      ...withOneList(given),
      ...withOneList(certificates && { idp_certificates: certificates }),
      ...(mapping && { attribute_mapping: mapping }),
    },
  };
}
