import type { Instance } from '../instance/instance.js';
import { Collection, type Row } from '../store/collection.js';
import { organizationCollection, publicOrganizationJSON } from './organization.js';

/** Suggests an organization to a user whose verified address is at its domain. Scope: the organization. */
export interface OrganizationSuggestion {
  readonly userId: string;
  readonly domainId: string;
  /** `accepted`: the user asked to join; `completed`: the user became a member. */
  readonly status: 'pending' | 'accepted' | 'completed';
}

export type OrganizationSuggestionRow = Row<OrganizationSuggestion>;

/** One for each organization and user. */
export const organizationSuggestions = new Collection<OrganizationSuggestion>('organization_suggestion', {
  idPrefix: 'orgsug',
  uniqueBy: ({ userId }, organizationId) => `${organizationId} ${userId}`,
});

/** Suggestions as their user sees them. */
export async function organizationSuggestionsJSON(
  instance: Instance,
  rows: readonly OrganizationSuggestionRow[],
): Promise<readonly object[]> {
  if (rows.length === 0) return [];
  const organizations = await organizationCollection.list(instance.db, { ids: rows.map(({ scope }) => scope) });
  return rows.flatMap((row) => {
    const organization = organizations.find(({ id }) => id === row.scope);
    if (!organization) return [];
    return {
      object: 'organization_suggestion',
      id: row.id,
      public_organization_data: publicOrganizationJSON(instance, organization),
      status: row.status,
      created_at: row.createdAt,
      updated_at: row.updatedAt,
    };
  });
}
