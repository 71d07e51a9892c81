import { ApiError } from '../errors/api-error.js';
import { instanceSettings } from '../instance/instance-settings.js';
import type { Instance } from '../instance/instance.js';
import { domainOf } from '../users/check-email-address.js';
import { primaryEmailAddress } from '../users/display-name.js';
import { enterpriseConnections, samlConnections, type ProviderConnectionRow } from '../users/provider-connection.js';
import type { UserRecord } from '../users/user-record.js';

/** Whether the people of a domain belong to a connection. */
function isOfConnection(connection: ProviderConnectionRow, domain: string | undefined): boolean {
  if (domain === undefined) return false;
  return connection.domains.some(
    (known) =>
      domain === known.toLowerCase() || (connection.allowSubdomains && domain.endsWith(`.${known.toLowerCase()}`)),
  );
}

/** Whether an address has a domain of a connection. */
export function hasDomainOf(connection: ProviderConnectionRow, emailAddress: string): boolean {
  return isOfConnection(connection, domainOf(emailAddress));
}

/** The connection with which people of the domain of an address sign in: an active one, if the settings have enterprise SSO. */
export async function findConnection(
  { db }: Pick<Instance, 'db'>,
  emailAddress: string,
): Promise<ProviderConnectionRow | undefined> {
  const domain = domainOf(emailAddress);
  if (domain === undefined || !(await instanceSettings({ db })).enterprise_sso.enabled) return undefined;
  const wanted = { where: { active: true, authenticatable: true } };
  const [enterprise, saml] = await Promise.all([
    enterpriseConnections.list(db, wanted),
    samlConnections.list(db, wanted),
  ]);
  return [...enterprise, ...saml].find((connection) => isOfConnection(connection, domain));
}

/** The connection of a person who signs in with an identifier: that of the address they gave, else of their primary one. */
export function findConnectionOf(
  instance: Pick<Instance, 'db'>,
  identifier: string | null,
  record: UserRecord | undefined,
): Promise<ProviderConnectionRow | undefined> {
  const address = identifier?.includes('@') ? identifier : record && primaryEmailAddress(record)?.emailAddress;
  return findConnection(instance, address ?? '');
}

/** The enterprise connection of a new person. @throws {ApiError} 403 `not_allowed_access` if it has no new people */
export async function connectionFor(
  instance: Pick<Instance, 'db'>,
  emailAddress: string | null,
): Promise<string | null> {
  const connection = await findConnection(instance, emailAddress ?? '');
  if (!connection?.disableJitProvisioning) return connection?.id ?? null;
  throw new ApiError(
    403,
    'not_allowed_access',
    'Access not allowed.',
    `${connection.name} must add this person first: its connection creates no accounts.`,
    { param_name: 'email_address' },
  );
}
