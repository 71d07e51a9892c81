import { X509Certificate } from 'node:crypto';
import {
  enterpriseConnections as enterpriseEndpoints,
  samlConnections as samlEndpoints,
} from '@acme/backend/endpoints';
import type {
  EnterpriseConnectionJSON,
  SamlConnectionIdpCertificateJSON,
  SamlConnectionJSON,
} from '@acme/backend/wire';
import { NotFoundError, ParameterError } from '../../errors.js';
import type { Instance } from '../../instance/instance.js';
import { requireOrganization } from '../../organizations/organization.js';
import type { RequestBody } from '../../http/request-body.js';
import { Collection, type Row } from '../../store/collection.js';
import type { Database } from '../../store/open-store.js';
import type { JsonObject } from '../../store/tables.js';
import { deleted } from '../deleted.js';
import { pageAnswer, readFlag, readList, readOrder, readPage } from '../../http/paging.js';
import { answers, Created } from '../route.js';

/** What both kinds of connection know. There is no identity provider here: connections are data. */
interface Connection {
  readonly name: string;
  readonly provider: string;
  readonly domains: readonly string[];
  readonly organizationId: string | null;
  readonly active: boolean;
  readonly syncUserAttributes: boolean;
  readonly allowSubdomains: boolean;
  readonly allowIdpInitiated: boolean;
  readonly forceAuthn: boolean;
  readonly disableAdditionalIdentifications: boolean;
  readonly allowOrganizationAccountLinking: boolean;
  readonly authenticatable: boolean;
  readonly disableJitProvisioning: boolean;
  /** Settings of the identity provider, as they were given. */
  readonly saml: JsonObject;
  readonly oidc: JsonObject | null;
  readonly customAttributes: readonly JsonObject[];
}

type ConnectionRow = Row<Connection>;

/** A domain belongs to one connection. */
const uniqueBy = ({ domains }: Connection) => (domains.length > 0 ? domains.join(' ') : undefined);
const samlCollection = new Collection<Connection>('saml_connection', {
  idPrefix: 'samlc',
  uniqueBy,
  uniqueField: 'domain',
});
const enterprise = new Collection<Connection>('enterprise_connection', {
  idPrefix: 'entconn',
  uniqueBy,
  uniqueField: 'domains',
});

const fresh: Connection = {
  name: '',
  provider: '',
  domains: [],
  organizationId: null,
  active: false,
  syncUserAttributes: true,
  allowSubdomains: false,
  allowIdpInitiated: false,
  forceAuthn: false,
  disableAdditionalIdentifications: false,
  allowOrganizationAccountLinking: true,
  authenticatable: true,
  disableJitProvisioning: false,
  saml: {},
  oidc: null,
  customAttributes: [],
};

const idpFields = ['idp_entity_id', 'idp_sso_url', 'idp_certificate', 'idp_metadata_url', 'idp_metadata'] as const;
const samlProviders = ['saml_okta', 'saml_google', 'saml_microsoft', 'saml_custom'] as const;
const providers = [...samlProviders, 'oidc_custom', 'oidc_github_enterprise', 'oidc_gitlab'] as const;

export const samlConnections = answers(samlEndpoints, {
  getSamlConnectionList: async ({ query, ...instance }) => {
    const text = query.get('query');
    const { rows, total } = await samlCollection.page(instance.db, {
      where: { organizationId: readList(query, 'organization_id')?.map((id) => id.replace(/^[+-]/, '')) },
      search: text ? { text, fields: ['name'] } : undefined,
      order: readOrder(query, { name: 'name', created_at: 'createdAt' } as const, {
        by: 'createdAt',
        descending: true,
      }),
      page: readPage(query),
    });
    return pageAnswer(
      rows.map((row) => samlJSON(instance, row)),
      total,
    );
  },
  createSamlConnection: async ({ body, ...instance }) => {
    const row = await samlCollection.insert(instance, {
      ...fresh,
      name: body.requiredString('name'),
      provider: requireProvider(body, samlProviders),
      domains: [checkDomain(body.requiredString('domain'))],
      ...(await samlChange(instance, body, fresh)),
    });
    return samlJSON(instance, row);
  },
  getSamlConnection: async ({ params, ...instance }) =>
    samlJSON(instance, await requireConnection(samlCollection, instance.db, params.samlConnectionId)),
  updateSamlConnection: async ({ params, body, ...instance }) => {
    const row = await requireConnection(samlCollection, instance.db, params.samlConnectionId);
    const domain = body.string('domain');
    const change = {
      name: body.string('name') || row.name,
      provider: body.word('provider', samlProviders) ?? row.provider,
      domains: domain ? [checkDomain(domain)] : row.domains,
      ...(await samlChange(instance, body, row)),
    };
    return samlJSON(instance, await samlCollection.update(instance, row, change));
  },
  deleteSamlConnection: async ({ params, db }) => {
    const { id } = await requireConnection(samlCollection, db, params.samlConnectionId);
    await samlCollection.delete(db, id);
    return deleted('saml_connection', id);
  },
});

export const enterpriseConnections = answers(enterpriseEndpoints, {
  getEnterpriseConnectionList: async ({ query, ...instance }) => {
    const { rows, total } = await enterprise.page(instance.db, {
      where: { organizationId: query.get('organization_id') ?? undefined, active: readFlag(query, 'active') },
      page: readPage(query),
    });
    return pageAnswer(
      rows.map((row) => enterpriseJSON(instance, row)),
      total,
    );
  },
  createEnterpriseConnection: async ({ body, ...instance }) => {
    const row = await enterprise.insert(instance, {
      ...fresh,
      name: body.requiredString('name'),
      provider: requireProvider(body, providers),
      domains: (body.strings('domains') ?? []).map(checkDomain),
      ...(await enterpriseChange(instance, body, fresh)),
    });
    return new Created(enterpriseJSON(instance, row));
  },
  getEnterpriseConnection: async ({ params, ...instance }) =>
    enterpriseJSON(instance, await requireConnection(enterprise, instance.db, params.enterpriseConnectionId)),
  updateEnterpriseConnection: async ({ params, body, ...instance }) => {
    const row = await requireConnection(enterprise, instance.db, params.enterpriseConnectionId);
    const change = {
      name: body.string('name') || row.name,
      provider: body.word('provider', providers) ?? row.provider,
      domains: body.strings('domains')?.map(checkDomain) ?? row.domains,
      ...(await enterpriseChange(instance, body, row)),
    };
    return enterpriseJSON(instance, await enterprise.update(instance, row, change));
  },
  deleteEnterpriseConnection: async ({ params, db }) => {
    const { id } = await requireConnection(enterprise, db, params.enterpriseConnectionId);
    await enterprise.delete(db, id);
    await testRuns.deleteScope(db, id);
    return deleted('enterprise_connection', id);
  },
  getTestRunList: async ({ params, query, db }) => {
    const { id } = await requireConnection(enterprise, db, params.enterpriseConnectionId);
    const { rows, total } = await testRuns.page(db, {
      scope: id,
      where: { status: readList(query, 'status') },
      page: readPage(query),
    });
    const shown = rows.map((row) => ({
      id: row.id,
      status: row.status,
      connection_type: row.connectionType,
      parsed_user_info: null,
      logs: [],
      saml: null,
      oauth: null,
      created_at: row.createdAt,
    }));
    return pageAnswer(shown, total);
  },
  createTestRun: async ({ params, ...instance }) => {
    const row = await requireConnection(enterprise, instance.db, params.enterpriseConnectionId);
    const connectionType = row.oidc ? 'oauth' : 'saml';
    const { id } = await testRuns.insert(instance, { status: 'pending', connectionType }, { scope: row.id });
    return { url: `${instance.url}/v1/enterprise_connections/test/${id}` };
  },
});

/** A test that somebody started; nobody finishes it here. Scope: the connection. */
const testRuns = new Collection<{ readonly status: 'pending'; readonly connectionType: 'saml' | 'oauth' }>('test_run', {
  idPrefix: 'entconntest',
});

function requireProvider<const Word extends string>(body: RequestBody, words: readonly Word[]): Word {
  const provider = body.word('provider', words);
  if (provider !== undefined) return provider;
  throw new ParameterError('form_param_missing', 'is missing', 'provider', 'provider must be included.');
}

function checkDomain(text: string): string {
  const domain = text.trim().toLowerCase();
  if (/^(?:[a-z0-9-]+\.)+[a-z0-9-]{2,}$/.test(domain)) return domain;
  throw new ParameterError('form_param_format_invalid', 'is invalid', 'domain', `${text} is no domain.`);
}

async function organizationOf(instance: Instance, body: RequestBody, current: Connection): Promise<string | null> {
  const id = body.string('organization_id');
  if (id === undefined) return current.organizationId;
  return id === null || id === '' ? null : (await requireOrganization(instance.db, id)).id;
}

async function samlChange(instance: Instance, body: RequestBody, current: Connection): Promise<Partial<Connection>> {
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

async function enterpriseChange(
  instance: Instance,
  body: RequestBody,
  current: Connection,
): Promise<Partial<Connection>> {
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

async function requireConnection(collection: Collection<Connection>, db: Database, id: string): Promise<ConnectionRow> {
  const row = await collection.find(db, id);
  if (row) return row;
  throw new NotFoundError(`No connection was found with id ${id}.`);
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** The certificates that are given, as the one list they are kept in; the list wins over the single one. */
function withOneList(saml: JsonObject = {}): JsonObject {
  const { idp_certificate: single, idp_certificates: list, ...others } = saml;
  const certificates = list ?? (single ? [single] : undefined);
  return certificates === undefined ? others : { ...others, idp_certificates: certificates };
}

/** A certificate (PEM, or what is between its lines) as the service shows it; the times are null where it cannot be read. */
function certificateJSON(given: string): SamlConnectionIdpCertificateJSON {
  const certificate = given.replace(/-----[A-Z ]+-----|\s/g, '');
  try {
    const { validFrom, validTo } = new X509Certificate(Buffer.from(certificate, 'base64'));
    return { certificate, issued_at: Date.parse(validFrom), expires_at: Date.parse(validTo) };
  } catch {
    return { certificate, issued_at: null, expires_at: null };
  }
}

/** Texts of a list that a caller gave; anything else is none. */
const texts = (value: unknown) => (Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []);

function samlJSON({ url }: Pick<Instance, 'url'>, row: ConnectionRow): SamlConnectionJSON {
  const mapping = row.saml['attribute_mapping'];
  const certificates = texts(row.saml['idp_certificates']);
  const shown = certificates.map(certificateJSON);
  return {
    object: 'saml_connection',
    id: row.id,
    name: row.name,
    domain: row.domains[0] ?? '',
    domains: row.domains,
    organization_id: row.organizationId,
    provider: row.provider,
    active: row.active,
    user_count: 0,
    sync_user_attributes: row.syncUserAttributes,
    allow_subdomains: row.allowSubdomains,
    allow_idp_initiated: row.allowIdpInitiated,
    force_authn: row.forceAuthn,
    ...{
      disable_additional_identifications: row.disableAdditionalIdentifications,
      allow_organization_account_linking: row.allowOrganizationAccountLinking,
      authenticatable: row.authenticatable,
      disable_jit_provisioning: row.disableJitProvisioning,
      login_hint: { mode: 'email_address' },
    },
    idp_entity_id: text(row.saml['idp_entity_id']),
    idp_sso_url: text(row.saml['idp_sso_url']),
    idp_certificate: text(certificates[0]),
    idp_certificate_issued_at: shown[0]?.issued_at ?? 0,
    idp_certificate_expires_at: shown[0]?.expires_at ?? 0,
    idp_certificates: shown,
    idp_metadata_url: text(row.saml['idp_metadata_url']),
    idp_metadata: text(row.saml['idp_metadata']),
    acs_url: `${url}/v1/saml/acs/${row.id}`,
    sp_entity_id: `${url}/saml/${row.id}`,
    sp_metadata_url: `${url}/v1/saml/metadata/${row.id}.xml`,
    attribute_mapping: {
      user_id: 'user.id',
      email_address: 'mail',
      first_name: 'givenName',
      last_name: 'surname',
      ...(typeof mapping === 'object' ? mapping : {}),
    },
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
}

function enterpriseJSON(instance: Pick<Instance, 'url'>, row: ConnectionRow): EnterpriseConnectionJSON {
  const isOidc = row.provider.startsWith('oidc_');
  const { domain, domains, ...saml } = samlJSON(instance, row);
  return {
    object: 'enterprise_connection',
    id: row.id,
    name: row.name,
    domains: row.domains,
    organization_id: row.organizationId,
    provider: row.provider,
    active: row.active,
    sync_user_attributes: row.syncUserAttributes,
    allow_subdomains: row.allowSubdomains,
    disable_additional_identifications: row.disableAdditionalIdentifications,
    allow_organization_account_linking: row.allowOrganizationAccountLinking,
    authenticatable: row.authenticatable,
    disable_jit_provisioning: row.disableJitProvisioning,
    custom_attributes: row.customAttributes.map((attribute) => ({
      name: text(attribute['name']),
      key: text(attribute['key']),
      sso_path: text(attribute['sso_path']),
      scim_path: text(attribute['scim_path']),
      multi_valued: attribute['multi_valued'] === true,
    })),
    saml_connection: isOidc ? null : { ...saml, force_authn: row.forceAuthn, login_hint: { mode: 'email_address' } },
    oauth_config: isOidc
      ? {
          id: row.id.replace(/^entconn_/, 'oac_'),
          name: row.name,
          provider_key: row.provider,
          client_id: text(row.oidc?.['client_id']),
          discovery_url: text(row.oidc?.['discovery_url']),
          auth_url: text(row.oidc?.['auth_url']),
          token_url: text(row.oidc?.['token_url']),
          user_info_url: text(row.oidc?.['user_info_url']),
          requires_pkce: row.oidc?.['requires_pkce'] === true,
          created_at: row.createdAt,
          updated_at: row.updatedAt,
        }
      : null,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
}
