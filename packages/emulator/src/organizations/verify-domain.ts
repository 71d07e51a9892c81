import { ApiError, ParameterError } from '../errors/api-error.js';
import { emit } from '../instance/emit.js';
import type { Instance } from '../instance/instance.js';
import { oneAtATime } from '../store/one-at-a-time.js';
import { checkEmailAddress } from '../users/check-email-address.js';
import { checkVerificationCode, sendVerificationCode } from '../users/verification-code.js';
import { browserDomainJSON } from './browser-domain-json.js';
import { enrollMatchingUsers } from './enroll-matching-users.js';
import {
  organizationDomains,
  requireOrganizationDomain,
  type DomainVerification,
  type OrganizationDomainRow,
} from './organization-domains.js';

const codeLifetimeMs = 10 * 60 * 1000;
const recordLifetimeMs = 7 * 24 * 60 * 60 * 1000;
const maxAttempts = 3;

/** How a domain is proved to belong to an organization. A verified domain enrolls users as its mode says. */
export const verifyDomain = {
  /** Sends a code to an address of the domain. @throws {ParameterError} 422 `organization_domain_mismatch` */
  async prepareAffiliation(
    instance: Instance,
    row: OrganizationDomainRow,
    text: string,
  ): Promise<OrganizationDomainRow> {
    checkIsOpen(row.affiliation);
    const affiliationEmailAddress = checkEmailAddress(text);
    if (!affiliationEmailAddress.endsWith(`@${row.name}`)) {
      throw new ParameterError(
        'organization_domain_mismatch',
        'Organization domain mismatch',
        'affiliation_email_address',
        `The e-mail address must be at the domain ${row.name}.`,
      );
    }
    const affiliation = { attempts: 0, expiresAt: instance.now() + codeLifetimeMs, verifiedAt: null };
    const prepared = await organizationDomains.update(instance, row, { affiliationEmailAddress, affiliation });
    sendVerificationCode(instance, affiliationEmailAddress);
    return prepared;
  },

  /**
   * Tries a code.
   * @throws {ParameterError} 422 `form_code_incorrect`
   * @throws {ApiError} 400 `verification_missing`, `verification_expired`, `verification_failed`, `verification_already_verified`
   */
  async attemptAffiliation(
    instance: Instance,
    { scope, id }: OrganizationDomainRow,
    code: string,
  ): Promise<OrganizationDomainRow> {
    const verified = await oneAtATime(instance.db, `domain ${id}`, async () => {
      const row = await requireOrganizationDomain(instance.db, scope, id);
      const affiliation = checkMayAttempt(instance, row.affiliation);
      const attempts = affiliation.attempts + 1;
      try {
        checkVerificationCode(code);
      } catch (error) {
        await organizationDomains.update(instance, row, { affiliation: { ...affiliation, attempts } });
        throw error;
      }
      const proof = { ...affiliation, attempts, verifiedAt: instance.now() };
      return organizationDomains.update(instance, row, { affiliation: proof, verified: true });
    });
    return enrolled(instance, verified);
  },

  /** Names the record that the name server should have. */
  prepareOwnership(instance: Instance, row: OrganizationDomainRow): Promise<OrganizationDomainRow> {
    checkIsOpen(row.ownership);
    const ownership = { attempts: 0, expiresAt: instance.now() + recordLifetimeMs, verifiedAt: null };
    return organizationDomains.update(instance, row, { ownership });
  },

  /** Counts as proved: no request leaves this machine, so the record is not looked up. @throws {ApiError} 400 as for codes */
  async attemptOwnership(instance: Instance, row: OrganizationDomainRow): Promise<OrganizationDomainRow> {
    const ownership = checkMayAttempt(instance, row.ownership);
    const proof = { ...ownership, attempts: ownership.attempts + 1, verifiedAt: instance.now() };
    return enrolled(instance, await organizationDomains.update(instance, row, { ownership: proof, verified: true }));
  },
} as const;

async function enrolled(instance: Instance, row: OrganizationDomainRow): Promise<OrganizationDomainRow> {
  await enrollMatchingUsers(instance, row);
  emit(instance, 'organizationDomain.updated', await browserDomainJSON(instance, row));
  return row;
}

function checkIsOpen(verification: DomainVerification | undefined): void {
  if (!verification || verification.verifiedAt === null) return;
  throw new ApiError(400, 'verification_already_verified', 'already verified', 'This domain is verified already.');
}

function checkMayAttempt(
  { now }: Pick<Instance, 'now'>,
  verification: DomainVerification | undefined,
): DomainVerification {
  if (!verification) {
    throw new ApiError(400, 'verification_missing', 'missing verification', 'Prepare the verification first.');
  }
  checkIsOpen(verification);
  if (verification.expiresAt <= now()) {
    throw new ApiError(400, 'verification_expired', 'expired', 'This verification has expired. Begin it again.');
  }
  if (verification.attempts < maxAttempts) return verification;
  throw new ApiError(400, 'verification_failed', 'failed', 'Too many failed attempts. Begin the verification again.');
}
