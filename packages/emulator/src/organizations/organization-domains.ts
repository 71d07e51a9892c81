import type { OrganizationDomainJSON, OrganizationEnrollmentMode } from '@acme/backend/wire';
import { ApiError } from '../errors/api-error.js';
import { Collection, type Row } from '../store/collection.js';

/** A domain of an organization. Scope: the organization. */
export interface OrganizationDomain {
  readonly name: string;
  readonly enrollmentMode: OrganizationEnrollmentMode;
  readonly verified: boolean;
}

/** Two organizations may not have the same domain. */
export const organizationDomains = new Collection<OrganizationDomain>('organization_domain', {
  idPrefix: 'orgdmn',
  uniqueBy: ({ name }) => name,
  taken: ({ name }) =>
    new ApiError(403, 'duplicate_domain', 'duplicate domain', `The domain ${name} belongs to an organization already.`),
});

export const enrollmentModes = [
  'manual_invitation',
  'automatic_invitation',
  'automatic_suggestion',
  'enterprise_sso',
] as const satisfies readonly OrganizationEnrollmentMode[];

const dayMs = 24 * 60 * 60 * 1000;

export function organizationDomainJSON(row: Row<OrganizationDomain>): OrganizationDomainJSON {
  const expiresAt = row.createdAt + dayMs;
  const verification = {
    status: row.verified ? ('verified' as const) : ('unverified' as const),
    strategy: 'admin',
    attempts: 0,
    expires_at: expiresAt,
    expire_at: expiresAt,
    verified_at: row.verified ? row.updatedAt : null,
  };
  return {
    object: 'organization_domain',
    id: row.id,
    organization_id: row.scope,
    name: row.name,
    enrollment_mode: row.enrollmentMode,
    affiliation_email_address: null,
    verification,
    ...{ affiliation_verification: verification, ownership_verification: verification },
    total_pending_invitations: 0,
    total_pending_suggestions: 0,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
}
