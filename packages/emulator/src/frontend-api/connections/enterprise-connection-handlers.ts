import { NotFoundError, ParameterError } from '../../errors/api-error.js';
import type { RequestBody } from '../../http/request-body.js';
import { deleted } from '../../http/deleted.js';
import type { Instance } from '../../instance/instance.js';
import { enterpriseConnectionJSON } from '../../connections/enterprise-connection-json.js';
import {
  enterpriseConnections,
  insertConnection,
  newConnection,
  updateConnection,
  type ProviderConnection,
  type ProviderConnectionRow,
} from '../../users/provider-connection.js';
import { checkDomain, enterpriseProviders, requireProvider } from '../../connections/require-provider.js';
import { organizationDomains, type OrganizationDomainRow } from '../../organizations/organization-domains.js';
import { withOneList } from '../../connections/with-one-list.js';
import type { JsonObject } from '../../store/json-object.js';
import { createTestRun, deleteConnection, listTestRuns } from '../../sign-in/test-run.js';
import { readList, readPage } from '../../http/read-page.js';
import { changeAnswer, listAnswer, readAnswer, type FrontendCall } from '../frontend-call.js';
import type { FrontendHandlers } from '../frontend-handlers.js';
import { requireOrganizationAccess } from '../organizations/require-organization-access.js';
import { requireSignedIn } from '../require-signed-in.js';

type OfOrganization = FrontendCall<'organizationID'>;
type OfConnection = FrontendCall<'enterprise_connection_id'>;

/**
 * Connections to identity providers, which the emulator plays. Those of an organization belong to members who may manage its
 * domains; `/me` has the connections for the verified addresses of the user, and changes those of an organization that the call names.
 */
export const enterpriseConnectionHandlers = {
  async listOrganizationEnterpriseConnections(call) {
    const { organization } = await requireOrganizationAccess(
      call,
      call.params.organizationID,
      'org:sys_domains:read',
      'org:sys_domains:manage',
    );
    return list(call.instance, (row) => row.organizationId === organization.id);
  },

  createOrganizationEnterpriseConnection: (call: OfOrganization) => create(call, call.params.organizationID),

  updateOrganizationEnterpriseConnection: (call: FrontendCall<'organizationID' | 'enterprise_connection_id'>) =>
    update(call, call.params.organizationID),

  deleteOrganizationEnterpriseConnection: (call: FrontendCall<'organizationID' | 'enterprise_connection_id'>) =>
    remove(call, call.params.organizationID),

  async getMeEnterpriseConnections(call) {
    const { record } = await requireSignedIn(call);
    const verified = record.emailAddresses.filter((email) => email.verified);
    const domains = verified.map(({ emailAddress }) => emailAddress.split('@').at(-1) ?? '');
    return list(call.instance, (row) => row.active && row.domains.some((domain) => domains.includes(domain)));
  },

  async createMeEnterpriseConnection(call) {
    await requireSignedIn(call);
    return create(call, call.body.requiredString('organization_id'));
  },

  listOrganizationEnterpriseConnectionTestRuns: (call: FrontendCall<'organizationID' | 'enterprise_connection_id'>) =>
    listRuns(call, call.params.organizationID),

  createOrganizationEnterpriseConnectionTestRun: (call: FrontendCall<'organizationID' | 'enterprise_connection_id'>) =>
    createRun(call, call.params.organizationID),

  listMeEnterpriseConnectionTestRuns: (call: OfConnection) => listRuns(call),
  createMeEnterpriseConnectionTestRun: (call: OfConnection) => createRun(call),

  updateMeEnterpriseConnection: (call: OfConnection) => update(call),
  deleteMeEnterpriseConnection: (call: OfConnection) => remove(call),
} satisfies FrontendHandlers;

async function list(instance: Instance, isWanted: (row: ProviderConnectionRow) => boolean): Promise<Response> {
  const rows = (await enterpriseConnections.list(instance.db)).filter(isWanted);
  return readAnswer(rows.map((row) => shown(instance, row)));
}

async function create(call: FrontendCall, organizationId: string): Promise<Response> {
  const { instance, body } = call;
  const { client, organization } = await requireOrganizationAccess(call, organizationId, 'org:sys_domains:manage');
  const provider = requireProvider(body, enterpriseProviders);
  const change = readChange(body, newConnection);
  await checkOwnDomains(instance, organization.id, body);
  const row = await insertConnection(enterpriseConnections, instance, {
    ...newConnection,
    name: organization.name,
    ...change,
    provider,
    organizationId: organization.id,
  });
  const answer = await changeAnswer(call, client.id, shown(instance, row));
  return new Response(answer.body, { status: 201, headers: answer.headers });
}

async function update(call: OfConnection, organizationId?: string): Promise<Response> {
  const { instance, body } = call;
  const { row, clientId } = await requireConnection(call, organizationId);
  await checkOwnDomains(instance, row.organizationId ?? '', body);
  const changed = await updateConnection(enterpriseConnections, instance, row, readChange(body, row));
  return changeAnswer(call, clientId, shown(instance, changed));
}

async function remove(call: OfConnection, organizationId?: string): Promise<Response> {
  const { row, clientId } = await requireConnection(call, organizationId);
  await deleteConnection(call.instance, row.id);
  return changeAnswer(call, clientId, deleted('enterprise_connection', row.id));
}

async function listRuns(call: OfConnection, organizationId?: string): Promise<Response> {
  const { row } = await requireConnection(call, organizationId);
  const { query, instance } = call;
  const { data, total } = await listTestRuns(instance, row, {
    status: readList(query, 'status'),
    page: readPage(query),
  });
  return listAnswer(data, total);
}

async function createRun(call: OfConnection, organizationId?: string): Promise<Response> {
  const { row, clientId } = await requireConnection(call, organizationId);
  return changeAnswer(call, clientId, { url: await createTestRun(call.instance, row) });
}

/** A connection that the caller may change. One of others, and one without organization, is not found. */
async function requireConnection(
  call: OfConnection,
  organizationId?: string,
): Promise<{ readonly row: ProviderConnectionRow; readonly clientId: string }> {
  await requireSignedIn(call);
  const id = call.params.enterprise_connection_id;
  if (organizationId !== undefined) await requireOrganizationAccess(call, organizationId, 'org:sys_domains:manage');
  const row = await enterpriseConnections.find(call.instance.db, id);
  const owner = row?.organizationId;
  if (!row || !owner || (organizationId !== undefined && owner !== organizationId)) {
    throw new NotFoundError(`No connection was found with id ${id}.`);
  }
  const { client } = await requireOrganizationAccess(call, owner, 'org:sys_domains:manage');
  return { row, clientId: client.id };
}

function shown(instance: Instance, row: ProviderConnectionRow): object {
  const { saml_connection: saml, oauth_config: oauth, ...others } = enterpriseConnectionJSON(instance, row);
  return {
    ...others,
    logo_public_url: null,
    ...(saml && { saml_connection: saml }),
    ...(oauth && { oauth_config: oauth }),
  };
}

/**
 * A connection decides how the people of its domains sign in, so its organization must own them.
 * @throws {ParameterError} `form_param_value_invalid`
 */
async function checkOwnDomains(instance: Instance, organizationId: string, body: RequestBody): Promise<void> {
  const wanted = body.strings('domains')?.map(checkDomain) ?? [];
  if (wanted.length === 0) return;
  const own = await organizationDomains.list(instance.db, { scope: organizationId, where: { name: wanted } });
  const accepted = own.filter((row) => isOwned(row) && row.enrollmentMode === 'enterprise_sso').map(({ name }) => name);
  const missing = wanted.find((name) => !accepted.includes(name));
  if (missing === undefined) return;
  throw new ParameterError(
    'form_param_value_invalid',
    'is invalid',
    'domains',
    `${missing} is not a domain of the organization with verified ownership and the enrollment mode enterprise_sso.`,
  );
}

/** A code to an address of the domain proves no ownership; a server program needs no proof. */
function isOwned({ verified, ownership, affiliation }: OrganizationDomainRow): boolean {
  return ownership ? ownership.verifiedAt !== null : verified && !affiliation;
}

/** The fields of a form: those of the protocols have a prefix. */
function readChange(body: RequestBody, current: ProviderConnection): Partial<ProviderConnection> {
  const saml = texts(body, 'saml_', [
    'idp_entity_id',
    'idp_sso_url',
    'idp_certificate',
    'idp_metadata_url',
    'idp_metadata',
  ]);
  const mapping = body.object('saml_attribute_mapping');
  const oidc = texts(body, 'oidc_', [
    'client_id',
    'client_secret',
    'discovery_url',
    'auth_url',
    'token_url',
    'user_info_url',
  ]);
  const pkce = body.boolean('oidc_requires_pkce');
  const oidcChange = { ...oidc, ...(pkce !== undefined && { requires_pkce: pkce }) };
  return {
    name: body.string('name') || current.name,
    domains: body.strings('domains')?.map(checkDomain) ?? current.domains,
    active: body.boolean('active') ?? current.active,
    syncUserAttributes: body.boolean('sync_user_attributes') ?? current.syncUserAttributes,
    disableAdditionalIdentifications:
      body.boolean('disable_additional_identifications') ?? current.disableAdditionalIdentifications,
    allowSubdomains: body.boolean('saml_allow_subdomains') ?? current.allowSubdomains,
    allowIdpInitiated: body.boolean('saml_allow_idp_initiated') ?? current.allowIdpInitiated,
    forceAuthn: body.boolean('saml_force_authn') ?? current.forceAuthn,
    saml: { ...current.saml, ...withOneList(saml), ...(mapping && { attribute_mapping: mapping }) },
    oidc: Object.keys(oidcChange).length > 0 ? { ...current.oidc, ...oidcChange } : current.oidc,
  };
}

function texts(body: RequestBody, prefix: string, names: readonly string[]): JsonObject {
  const entries = names.map((name) => [name, body.string(prefix + name)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value));
}
