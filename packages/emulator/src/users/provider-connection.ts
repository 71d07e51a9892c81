import type { JsonObject } from '../store/json-object.js';
import { Collection, type Row } from '../store/collection.js';
import type { Database } from '../store/open-store.js';
import { NotFoundError } from '../errors/api-error.js';

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

/** A domain belongs to one connection. */
const uniqueBy = ({ domains }: ProviderConnection) => (domains.length > 0 ? domains.join(' ') : undefined);

export const samlConnections = new Collection<ProviderConnection>('saml_connection', {
  idPrefix: 'samlc',
  uniqueBy,
  uniqueField: 'domain',
});

export const enterpriseConnections = new Collection<ProviderConnection>('enterprise_connection', {
  idPrefix: 'entconn',
  uniqueBy,
  uniqueField: 'domains',
});

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
