import type { JsonObject } from '../store/json-object.js';
import { Collection, type Row, type StoreContext } from '../store/collection.js';
import { oneAtATime } from '../store/one-at-a-time.js';
import type { Database } from '../store/open-store.js';
import { NotFoundError, ParameterError } from '../errors/api-error.js';

/** The fields of both kinds of connections to identity providers. The emulator stores them, and plays the provider. */
export interface ProviderConnection {
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
  /** Settings of the identity provider, as given. */
  readonly saml: JsonObject;
  readonly oidc: JsonObject | null;
  readonly customAttributes: readonly JsonObject[];
}

export type ProviderConnectionRow = Row<ProviderConnection>;

export const samlConnections = new Collection<ProviderConnection>('saml_connection', { idPrefix: 'samlc' });

export const enterpriseConnections = new Collection<ProviderConnection>('enterprise_connection', {
  idPrefix: 'entconn',
});

/** Adds a connection. A domain belongs to one connection. @throws {ParameterError} `form_identifier_exists` */
export function insertConnection(
  collection: Collection<ProviderConnection>,
  context: StoreContext,
  connection: ProviderConnection,
): Promise<ProviderConnectionRow> {
  return withFreeDomains(collection, context, connection.domains, undefined, () =>
    collection.insert(context, connection),
  );
}

/** Changes a connection. @throws {ParameterError} `form_identifier_exists` */
export function updateConnection(
  collection: Collection<ProviderConnection>,
  context: StoreContext,
  row: ProviderConnectionRow,
  change: Partial<ProviderConnection>,
): Promise<ProviderConnectionRow> {
  return withFreeDomains(collection, context, change.domains ?? row.domains, row.id, () =>
    collection.update(context, row, change),
  );
}

/** Runs a write if no connection but the own one has one of the domains. */
function withFreeDomains<T>(
  collection: Collection<ProviderConnection>,
  { db }: StoreContext,
  domains: readonly string[],
  ownId: string | undefined,
  write: () => Promise<T>,
): Promise<T> {
  return oneAtATime(db, `domains of ${collection.kind}`, async () => {
    const others = (await collection.list(db)).filter(({ id }) => id !== ownId);
    if (!others.some((other) => other.domains.some((domain) => domains.includes(domain)))) return write();
    const field = collection === samlConnections ? 'domain' : 'domains';
    throw new ParameterError('form_identifier_exists', 'already exists', field);
  });
}

export const newConnection: ProviderConnection = {
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

export async function requireConnection(
  collection: Collection<ProviderConnection>,
  db: Database,
  id: string,
): Promise<ProviderConnectionRow> {
  const row = await collection.find(db, id);
  if (row) return row;
  throw new NotFoundError(`No connection was found with id ${id}.`);
}
