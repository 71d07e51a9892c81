import type { EnterpriseAccountConnectionJSON, EnterpriseAccountJSON, VerificationJSON } from '@acme/backend/wire';
import type { Instance } from '../instance/instance.js';
import { Collection, type Row, type StoreContext } from '../store/collection.js';
import type { Database } from '../store/open-store.js';
import type { ProviderPerson } from './external-account.js';
import { enterpriseConnections, samlConnections, type ProviderConnectionRow } from './provider-connection.js';

/** An account of a user at the identity provider of an enterprise. Scope: the user. */
interface EnterpriseAccount extends Omit<ProviderPerson, 'username'> {
  readonly connectionId: string;
  /** Unix time in ms. */
  readonly lastAuthenticatedAt: number;
}

export const enterpriseAccounts = new Collection<EnterpriseAccount>('enterprise_account', {
  idPrefix: 'eacc',
  uniqueBy: ({ connectionId, providerUserId }) => `${connectionId} ${providerUserId}`,
  uniqueField: 'connection_id',
});

/** An account with its connection; undefined if the connection was deleted. */
export interface ConnectedAccount extends Row<EnterpriseAccount> {
  readonly connection: ProviderConnectionRow | undefined;
}

/** The account of a person at the provider of a connection, whoever has it. */
export function findEnterpriseAccount(
  { db }: Pick<Instance, 'db'>,
  connectionId: string,
  providerUserId: string,
): Promise<Row<EnterpriseAccount> | undefined> {
  return enterpriseAccounts.findWhere(db, { where: { connectionId, providerUserId } });
}

/** Stores that a person proved who they are at the provider of a connection: for the first time, or again. */
export async function recordEnterpriseProof(
  context: StoreContext,
  userId: string,
  connectionId: string,
  { providerUserId, emailAddress, firstName, lastName }: ProviderPerson,
): Promise<void> {
  const known = await findEnterpriseAccount(context, connectionId, providerUserId);
  const person = { emailAddress, firstName, lastName, lastAuthenticatedAt: context.now() };
  if (known) await enterpriseAccounts.update(context, known, person);
  else await enterpriseAccounts.insert(context, { connectionId, providerUserId, ...person }, { scope: userId });
}

/** The accounts of several users, the oldest first. */
export async function listEnterpriseAccounts(
  db: Database,
  userIds: readonly string[],
): Promise<readonly ConnectedAccount[]> {
  const accounts = await enterpriseAccounts.list(db, { scope: userIds, order: { by: 'createdAt', descending: false } });
  if (accounts.length === 0) return [];
  const ids = [...new Set(accounts.map(({ connectionId }) => connectionId))];
  const found = await Promise.all([enterpriseConnections.list(db, { ids }), samlConnections.list(db, { ids })]);
  const connections = new Map(found.flat().map((row) => [row.id, row]));
  return accounts.map((account) => ({ ...account, connection: connections.get(account.connectionId) }));
}

/** An account as both APIs show it. */
export function enterpriseAccountJSON(account: ConnectedAccount): EnterpriseAccountJSON {
  const { id, connection, providerUserId, emailAddress, firstName, lastName, lastAuthenticatedAt } = account;
  return {
    object: 'enterprise_account',
    id,
    protocol: protocolOf(connection),
    provider: connection?.provider ?? '',
    active: connection?.active ?? false,
    email_address: emailAddress,
    first_name: firstName,
    last_name: lastName,
    provider_user_id: providerUserId,
    public_metadata: {},
    verification: verificationJSON(account),
    last_authenticated_at: lastAuthenticatedAt,
    enterprise_connection_id: connection?.id ?? null,
    enterprise_connection: connection ? connectionJSON(connection) : null,
  };
}

const protocolOf = (connection: ProviderConnectionRow | undefined) =>
  connection?.provider.startsWith('oidc_') ? 'oauth' : 'saml';

function verificationJSON({ id, connection }: ConnectedAccount): VerificationJSON {
  const isSaml = protocolOf(connection) === 'saml';
  return {
    id: id.replace(/^[a-z]+_/, 'ver_'),
    object: isSaml ? 'verification_saml' : 'verification_oauth',
    status: 'verified',
    strategy: isSaml ? 'saml' : `oauth_custom_${connection?.provider.replace(/^oidc_/, '') ?? ''}`,
    attempts: null,
    expire_at: null,
  };
}

function connectionJSON(row: ProviderConnectionRow): EnterpriseAccountConnectionJSON {
  return {
    id: row.id,
    protocol: protocolOf(row),
    provider: row.provider,
    name: row.name,
    logo_public_url: null,
    domain: row.domains[0] ?? '',
    ...{ domains: row.domains },
    active: row.active,
    sync_user_attributes: row.syncUserAttributes,
    allow_subdomains: row.allowSubdomains,
    allow_idp_initiated: row.allowIdpInitiated,
    disable_additional_identifications: row.disableAdditionalIdentifications,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
}
