import type { Database } from '../store/open-store.js';
import type { OrganizationDomainRow } from './organization-domains.js';
import { organizationInvitations } from './organization-invitations.js';
import { organizationSuggestions } from './organization-suggestions.js';

/** How many invitations and suggestions of a domain are not answered yet, in wire form. */
export async function pendingOfDomain(db: Database, { id, scope }: OrganizationDomainRow) {
  const waiting = { scope, where: { domainId: id, status: 'pending' } } as const;
  const [invitations, suggestions] = await Promise.all([
    organizationInvitations.count(db, waiting),
    organizationSuggestions.count(db, waiting),
  ]);
  return { total_pending_invitations: invitations, total_pending_suggestions: suggestions };
}
