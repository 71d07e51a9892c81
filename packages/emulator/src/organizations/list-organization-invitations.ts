import { readOrder, readPage } from '../http/read-page.js';
import type { Instance } from '../instance/instance.js';
import {
  organizationInvitations,
  organizationInvitationStatus,
  type OrganizationInvitationRow,
} from './organization-invitations.js';

/** A page of the invitations that the filters of a request match, and the number of all matching ones. */
export async function listOrganizationInvitations(
  instance: Instance,
  query: URLSearchParams,
  wanted: {
    /** Of this organization; undefined: of all. */
    readonly scope?: string | undefined;
    readonly status?: readonly string[] | undefined;
    /** Lower-case addresses. Default: the one of the request, if it names one. */
    readonly emailAddresses?: readonly string[] | undefined;
  },
): Promise<{ readonly rows: readonly OrganizationInvitationRow[]; readonly total: number }> {
  const { scope, status, emailAddresses } = wanted;
  const text = query.get('query');
  const orders = { created_at: 'createdAt', email_address: 'emailAddress' } as const;
  const found = await organizationInvitations.list(instance.db, {
    scope,
    where: { emailAddress: emailAddresses ?? query.get('email_address')?.toLowerCase() },
    search: text ? { text, fields: ['emailAddress'] } : undefined,
    order: readOrder(query, orders, { by: 'createdAt', descending: true }),
  });
  const matching = status ? found.filter((row) => status.includes(organizationInvitationStatus(instance, row))) : found;
  const { limit, offset } = readPage(query);
  return { rows: matching.slice(offset, offset + limit), total: matching.length };
}
