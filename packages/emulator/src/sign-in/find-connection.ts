import {
  enterpriseConnections,
  samlConnections,
  type ProviderConnectionRow,
} from '../users/provider-connection.js';
import type { Instance } from '../instance/instance.js';

/** Whether an address belongs to the people of a connection. */
export function isOfConnection(connection: ProviderConnectionRow, emailAddress: string): boolean {
  const domain = emailAddress.split('@')[1]?.toLowerCase() ?? '';
  return connection.domains.some(
    (known) =>
      domain === known.toLowerCase() || (connection.allowSubdomains && domain.endsWith(`.${known.toLowerCase()}`)),
  );
}

/** The active connection for the domain of an address. */
export async function findConnection(
  { db }: Pick<Instance, 'db'>,
  emailAddress: string,
): Promise<ProviderConnectionRow | undefined> {
  if (!emailAddress.includes('@')) return undefined;
  const [enterprise, saml] = await Promise.all([
    enterpriseConnections.list(db, { where: { active: true } }),
    samlConnections.list(db, { where: { active: true } }),
  ]);
  return [...enterprise, ...saml].find((connection) => isOfConnection(connection, emailAddress));
}
