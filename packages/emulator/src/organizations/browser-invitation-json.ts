import type { Instance } from '../instance/instance.js';
import { organizationInvitationsJSON, type OrganizationInvitationRow } from './organization-invitations.js';

/** Invitations as browsers may see them: without private metadata and without the link, which only the invited person gets. */
export async function browserInvitationsJSON(
  instance: Instance,
  rows: readonly OrganizationInvitationRow[],
): Promise<readonly object[]> {
  const shown = await organizationInvitationsJSON(instance, rows);
  // JSON leaves undefined fields out.
  return shown.map((invitation) => ({ ...invitation, private_metadata: undefined, url: null }));
}

/** One invitation, see {@link browserInvitationsJSON}. */
export async function browserInvitationJSON(instance: Instance, row: OrganizationInvitationRow): Promise<object> {
  const [shown = {}] = await browserInvitationsJSON(instance, [row]);
  return shown;
}
