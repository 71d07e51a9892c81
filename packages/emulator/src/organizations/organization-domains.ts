import type { OrganizationDomainJSON, OrganizationEnrollmentMode } from '@acme/backend/wire';
import { ApiError, NotFoundError } from '../errors/api-error.js';
import type { Instance } from '../instance/instance.js';
import { Collection, type Row } from '../store/collection.js';
import type { Database } from '../store/open-store.js';

/** A proof that a domain belongs to an organization. */
export interface DomainVerification {
  readonly attempts: number;
  /** Unix time in ms. */
  readonly expiresAt: number;
  /** Unix time in ms; null: not yet. */
  readonly verifiedAt: number | null;
}

/** A domain of an organization. Scope: the organization. */
export interface OrganizationDomain {
  readonly name: string;
  readonly enrollmentMode: OrganizationEnrollmentMode;
  readonly verified: boolean;
  /** The address that the code of the affiliation was sent to. */
  readonly affiliationEmailAddress?: string;
  /** By a code to an address of the domain; undefined: not begun. */
  readonly affiliation?: DomainVerification;
  /** By a record in the name server; undefined: not begun. */
  readonly ownership?: DomainVerification;
}

export type OrganizationDomainRow = Row<OrganizationDomain>;

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

/** A domain as the Backend API shows it. */
export function organizationDomainJSON(row: OrganizationDomainRow): OrganizationDomainJSON {
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
    affiliation_email_address: row.affiliationEmailAddress ?? null,
    verification,
    ...{ affiliation_verification: verification, ownership_verification: verification },
    total_pending_invitations: 0,
    total_pending_suggestions: 0,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
}

/** A verification in wire form; null: not begun. */
export function domainVerificationJSON(
  { now }: Pick<Instance, 'now'>,
  strategy: string,
  verification: DomainVerification | undefined,
) {
  if (!verification) return null;
  const { attempts, expiresAt, verifiedAt } = verification;
  const open = expiresAt <= now() ? 'expired' : 'unverified';
  const status = verifiedAt === null ? open : 'verified';
  return { status, strategy, attempts, expire_at: expiresAt, verified_at: verifiedAt };
}

/** @throws {NotFoundError} */
export async function requireOrganizationDomain(
  db: Database,
  organizationId: string,
  id: string,
): Promise<OrganizationDomainRow> {
  const row = await organizationDomains.findWhere(db, { ids: [id], scope: organizationId });
  if (row) return row;
  throw new NotFoundError(`The organization has no domain with id ${id}.`);
}
